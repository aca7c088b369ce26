-- A run writes an edition of a supplier's lists beside the one that is shown. Readers see rows up to the committed
-- edition only, so that half a run is never seen, a run that was killed can go on where it stopped, and one that failed
-- leaves nothing behind. `digest` is of what came over the line: what comes again need not be read again. Pictures but the
-- best, and languages, lie with the long texts, so that loading the catalogue never reads them. Rows of the older layout
-- are kept; their hashes are of other columns, so the next refresh writes each of them once.

ALTER TABLE country RENAME TO old_country;
CREATE TABLE country (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    edition INTEGER NOT NULL,
    name TEXT NOT NULL,
    iso_code TEXT,
    digest INTEGER,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id, edition)
) STRICT;
INSERT INTO country (supplier, id, edition, name, iso_code, digest, hash, fetched_at, retired_at)
    SELECT o.supplier, o.id, 0, o.name, o.iso_code, NULL, o.hash, o.fetched_at, o.retired_at
    FROM old_country o;

ALTER TABLE city RENAME TO old_city;
CREATE TABLE city (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    edition INTEGER NOT NULL,
    name TEXT NOT NULL,
    country_id TEXT NOT NULL,
    time_zone TEXT,
    currency TEXT,
    lat REAL,
    lng REAL,
    digest INTEGER,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id, edition)
) STRICT;
INSERT INTO city (supplier, id, edition, name, country_id, time_zone, currency, lat, lng, digest, hash, fetched_at,
    retired_at)
    SELECT o.supplier, o.id, 0, o.name, o.country_id, o.time_zone, o.currency, o.lat, o.lng, NULL, o.hash,
    o.fetched_at, o.retired_at
    FROM old_city o;

ALTER TABLE tag_type RENAME TO old_tag_type;
CREATE TABLE tag_type (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    edition INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest INTEGER,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id, edition)
) STRICT;
INSERT INTO tag_type (supplier, id, edition, name, digest, hash, fetched_at, retired_at)
    SELECT o.supplier, o.id, 0, o.name, NULL, o.hash, o.fetched_at, o.retired_at
    FROM old_tag_type o;

ALTER TABLE tag RENAME TO old_tag;
CREATE TABLE tag (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    edition INTEGER NOT NULL,
    name TEXT NOT NULL,
    tag_type_id TEXT,
    type_name TEXT,
    group_name TEXT,
    icon_url TEXT,
    digest INTEGER,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id, edition)
) STRICT;
INSERT INTO tag (supplier, id, edition, name, tag_type_id, type_name, group_name, icon_url, digest, hash, fetched_at,
    retired_at)
    SELECT o.supplier, o.id, 0, o.name, o.tag_type_id, o.type_name, o.group_name, o.icon_url, NULL, o.hash,
    o.fetched_at, o.retired_at
    FROM old_tag o;

ALTER TABLE experience RENAME TO old_experience;
CREATE TABLE experience (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    edition INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    tagline TEXT,
    city_id TEXT NOT NULL,
    country_id TEXT,
    address TEXT,
    lat REAL,
    lng REAL,
    google_place_id TEXT,
    picture TEXT,
    rating_average REAL,
    rating_total INTEGER NOT NULL,
    from_price_minor INTEGER,
    from_price_currency TEXT,
    tags TEXT NOT NULL,
    products TEXT NOT NULL,
    url TEXT,
    updated_at INTEGER,
    digest INTEGER,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id, edition)
) STRICT;
INSERT INTO experience (supplier, id, edition, kind, title, tagline, city_id, country_id, address, lat, lng,
    google_place_id, picture, rating_average, rating_total, from_price_minor, from_price_currency,
    tags, products, url, updated_at, digest, hash, fetched_at, retired_at)
    SELECT o.supplier, o.id, 0, o.kind, o.title, o.tagline, o.city_id, o.country_id, o.address, o.lat, o.lng,
    o.google_place_id, json_extract(o.pictures, '$[0]'), o.rating_average, o.rating_total,
    o.from_price_minor, o.from_price_currency, o.tags, o.products, o.url, o.updated_at, NULL,
    o.hash, o.fetched_at, o.retired_at
    FROM old_experience o;

ALTER TABLE product RENAME TO old_product;
CREATE TABLE product (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    edition INTEGER NOT NULL,
    experience_id TEXT,
    city_id TEXT NOT NULL,
    country_id TEXT,
    title TEXT NOT NULL,
    tagline TEXT,
    price_minor INTEGER,
    price_currency TEXT,
    full_price_minor INTEGER,
    full_price_currency TEXT,
    promotion TEXT,
    rating_average REAL,
    rating_total INTEGER NOT NULL,
    on_sale INTEGER NOT NULL,
    off_sale_reason TEXT,
    expected_reopening TEXT,
    tags TEXT NOT NULL,
    picture TEXT,
    duration_minutes INTEGER,
    skip_line INTEGER,
    smartphone_ticket INTEGER,
    wheelchair_access INTEGER,
    instant_ticket_delivery INTEGER,
    is_package INTEGER,
    cancellation_policy TEXT,
    cancellation_window_hours INTEGER,
    venue_name TEXT,
    venue_address TEXT,
    time_zone TEXT,
    lat REAL,
    lng REAL,
    updated_at INTEGER,
    digest INTEGER,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id, edition)
) STRICT;
INSERT INTO product (supplier, id, edition, experience_id, city_id, country_id, title, tagline, price_minor,
    price_currency, full_price_minor, full_price_currency, promotion, rating_average, rating_total,
    on_sale, off_sale_reason, expected_reopening, tags, picture, duration_minutes, skip_line,
    smartphone_ticket, wheelchair_access, instant_ticket_delivery, is_package, cancellation_policy,
    cancellation_window_hours, venue_name, venue_address, time_zone, lat, lng, updated_at, digest,
    hash, fetched_at, retired_at)
    SELECT o.supplier, o.id, 0, o.experience_id, o.city_id, o.country_id, o.title, o.tagline, o.price_minor,
    o.price_currency, o.full_price_minor, o.full_price_currency, o.promotion, o.rating_average,
    o.rating_total, o.on_sale, o.off_sale_reason, o.expected_reopening, o.tags,
    json_extract(o.pictures, '$[0]'), o.duration_minutes, o.skip_line, o.smartphone_ticket,
    o.wheelchair_access, o.instant_ticket_delivery, o.is_package, o.cancellation_policy,
    o.cancellation_window_hours, o.venue_name, o.venue_address, o.time_zone, o.lat, o.lng,
    o.updated_at, NULL, o.hash, o.fetched_at, o.retired_at
    FROM old_product o;

ALTER TABLE experience_text RENAME TO old_experience_text;
CREATE TABLE experience_text (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    edition INTEGER NOT NULL,
    description TEXT,
    pictures TEXT NOT NULL,
    digest INTEGER,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id, edition)
) STRICT;
INSERT INTO experience_text (supplier, id, edition, description, pictures, digest, hash, fetched_at, retired_at)
    SELECT o.supplier, o.id, 0, o.description, coalesce(g.pictures, '[]'), NULL, o.hash, o.fetched_at,
    o.retired_at
    FROM old_experience_text o LEFT JOIN old_experience g ON g.supplier = o.supplier AND g.id = o.id;

ALTER TABLE product_text RENAME TO old_product_text;
CREATE TABLE product_text (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    edition INTEGER NOT NULL,
    summary TEXT,
    highlights TEXT,
    included TEXT,
    excluded TEXT,
    starting_points TEXT NOT NULL,
    starting_time TEXT,
    operator TEXT,
    live_guide_languages TEXT NOT NULL,
    audio_guide_languages TEXT NOT NULL,
    url TEXT,
    checkout_url TEXT,
    languages TEXT NOT NULL,
    pictures TEXT NOT NULL,
    digest INTEGER,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id, edition)
) STRICT;
INSERT INTO product_text (supplier, id, edition, summary, highlights, included, excluded, starting_points, starting_time,
    operator, live_guide_languages, audio_guide_languages, url, checkout_url, languages, pictures,
    digest, hash, fetched_at, retired_at)
    SELECT o.supplier, o.id, 0, o.summary, o.highlights, o.included, o.excluded, o.starting_points,
    o.starting_time, o.operator, o.live_guide_languages, o.audio_guide_languages, o.url,
    o.checkout_url, coalesce(g.languages, '[]'), coalesce(g.pictures, '[]'), NULL, o.hash,
    o.fetched_at, o.retired_at
    FROM old_product_text o LEFT JOIN old_product g ON g.supplier = o.supplier AND g.id = o.id;

DROP TABLE old_country;
DROP TABLE old_city;
DROP TABLE old_tag_type;
DROP TABLE old_tag;
DROP TABLE old_experience;
DROP TABLE old_product;
DROP TABLE old_experience_text;
DROP TABLE old_product_text;

-- What of a supplier is shown, and what a run writes now or left unfinished.
CREATE TABLE edition (
    supplier TEXT NOT NULL PRIMARY KEY,
    committed INTEGER NOT NULL,
    staged INTEGER,
    -- What the staged run was asked: only the same wish goes on where it stopped.
    wish TEXT,
    begun_at INTEGER,
    -- Counts what was written to be seen at once, without an edition of its own.
    touched INTEGER NOT NULL DEFAULT 0,
    CHECK ((staged IS NULL) = (wish IS NULL) AND (staged IS NULL) = (begun_at IS NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO edition (supplier, committed)
    SELECT supplier, 0 FROM (SELECT supplier FROM country UNION SELECT supplier FROM city UNION SELECT supplier FROM tag
        UNION SELECT supplier FROM tag_type UNION SELECT supplier FROM experience UNION SELECT supplier FROM product);

-- A page of a list as it last came: what stood on it, and the mark by which the supplier can say that it is unchanged.
CREATE TABLE page (
    supplier TEXT NOT NULL,
    list TEXT NOT NULL,
    number INTEGER NOT NULL,
    edition INTEGER NOT NULL,
    mark TEXT,
    total INTEGER,
    ids TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    PRIMARY KEY (supplier, list, number, edition)
) STRICT, WITHOUT ROWID;
