-- What suppliers told us: all of it could be fetched again. Every row carries its supplier, and what it names lies at the
-- same supplier. `hash` is of the supplied columns, so that a refresh writes only what changed; `retired_at` is set while
-- the supplier no longer lists the row. No foreign keys: suppliers name cities and tags they do not list, and a row must
-- not be lost over that. Lists are JSON; long texts lie apart, so that loading the catalogue never reads them.

CREATE TABLE country (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    iso_code TEXT,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id)
) STRICT;

CREATE TABLE city (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    country_id TEXT NOT NULL,
    time_zone TEXT,
    currency TEXT,
    lat REAL,
    lng REAL,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id)
) STRICT;

CREATE TABLE tag_type (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id)
) STRICT;

CREATE TABLE tag (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    tag_type_id TEXT,
    type_name TEXT,
    group_name TEXT,
    icon_url TEXT,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id)
) STRICT;

CREATE TABLE experience (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    tagline TEXT,
    city_id TEXT NOT NULL,
    country_id TEXT,
    address TEXT,
    lat REAL,
    lng REAL,
    google_place_id TEXT,
    pictures TEXT NOT NULL,
    rating_average REAL,
    rating_total INTEGER NOT NULL,
    from_price_minor INTEGER,
    from_price_currency TEXT,
    tags TEXT NOT NULL,
    products TEXT NOT NULL,
    url TEXT,
    updated_at INTEGER,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id)
) STRICT;

CREATE TABLE product (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
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
    pictures TEXT NOT NULL,
    duration_minutes INTEGER,
    skip_line INTEGER,
    smartphone_ticket INTEGER,
    wheelchair_access INTEGER,
    instant_ticket_delivery INTEGER,
    is_package INTEGER,
    languages TEXT NOT NULL,
    cancellation_policy TEXT,
    cancellation_window_hours INTEGER,
    venue_name TEXT,
    venue_address TEXT,
    time_zone TEXT,
    lat REAL,
    lng REAL,
    updated_at INTEGER,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id)
) STRICT;

-- Keyed like the experience it belongs to.
CREATE TABLE experience_text (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    description TEXT,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id)
) STRICT;

-- Keyed like the product it belongs to.
CREATE TABLE product_text (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
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
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id)
) STRICT;

-- All variants of a product, keyed like the product: they are read and written together.
CREATE TABLE variant_set (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    sales_enabled INTEGER NOT NULL,
    max_per_order INTEGER,
    variant_count INTEGER NOT NULL,
    variants TEXT NOT NULL,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id)
) STRICT;

-- Keyed like the product it belongs to.
CREATE TABLE checkout (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    has_timeslots INTEGER,
    must_know TEXT,
    good_to_know TEXT,
    pre_purchase TEXT,
    post_purchase TEXT,
    usage TEXT,
    included TEXT,
    excluded TEXT,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id)
) STRICT;

-- What is listed in a city now; the id is here so that the table itself need not be read.
CREATE INDEX experience_by_city ON experience (supplier, city_id, id) WHERE retired_at IS NULL;
CREATE INDEX product_by_city ON product (supplier, city_id, id) WHERE retired_at IS NULL;

-- When a supplier was last asked for a noun, although nothing may have changed: for one city that was fetched whole, or,
-- with an empty city, for any part of the supplier's list.
CREATE TABLE freshness (
    supplier TEXT NOT NULL,
    noun TEXT NOT NULL,
    city_id TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    PRIMARY KEY (supplier, noun, city_id)
) STRICT, WITHOUT ROWID;
