-- A file of layout 1, as an older program left it.
PRAGMA application_id = 1128686433;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE refinery_schema_history(
             version int4 PRIMARY KEY,
             name VARCHAR(255),
             applied_on VARCHAR(255),
             checksum VARCHAR(255));
INSERT INTO refinery_schema_history VALUES(1,'catalog','2026-11-20T23:04:45.963326972Z','8950342302049396577');
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
INSERT INTO country VALUES('tiqets','50001','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\',NULL,1492811857401358536,1795000000123,NULL);
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
INSERT INTO city VALUES('tiqets','1','City 1 O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\','50001','Asia/Dubai','AED',-0.10000000000000000555,179.99999990000000593,8783704529697304964,1795000000123,NULL);
INSERT INTO city VALUES('tiqets','2','City 2 O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\','50001','Asia/Dubai','AED',-0.10000000000000000555,179.99999990000000593,6162635268436089066,1795000000123,NULL);
CREATE TABLE tag_type (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id)
) STRICT;
INSERT INTO tag_type VALUES('tiqets','3','Kind',6051715506324964290,1795000000123,NULL);
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
INSERT INTO tag VALUES('tiqets','7','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\','3',NULL,'Activity categories','https://example.org/i.svg',2076622005594484094,1795000000123,NULL);
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
INSERT INTO experience VALUES('tiqets','800','séance','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\','','1',NULL,replace('1 rue\nde la Paix','\n',char(10)),0.0,0.0,'ChIJ','[{"small":null,"medium":null,"large":null,"extra_large":null,"alt_text":null,"credit":null},{"small":"https://img.example.org/s.jpg","medium":null,"large":"O''Brien \"x\"; DROP TABLE city;-- \u0001‮שלום 🎟 é 100% _!\\","extra_large":"","alt_text":"Ποσειδών","credit":null}]',4.6999998092651367187,4294967295,-5,'KWD','["7","a.b-c"]','["900"]','https://example.org/?a=%20&b',1794913600123,-3525262343443568350,1795000000123,NULL);
INSERT INTO experience VALUES('tiqets','801','séance','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\','','2',NULL,replace('1 rue\nde la Paix','\n',char(10)),0.0,0.0,'ChIJ','[{"small":null,"medium":null,"large":null,"extra_large":null,"alt_text":null,"credit":null},{"small":"https://img.example.org/s.jpg","medium":null,"large":"O''Brien \"x\"; DROP TABLE city;-- \u0001‮שלום 🎟 é 100% _!\\","extra_large":"","alt_text":"Ποσειδών","credit":null}]',4.6999998092651367187,4294967295,-5,'KWD','["7","a.b-c"]','["900"]','https://example.org/?a=%20&b',1794913600123,-1545555514129871847,1795000000123,NULL);
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
INSERT INTO product VALUES('tiqets','900','800','1','50001','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\',NULL,17590,'KWD',9223372036854775807,'EUR','-10 %',NULL,0,0,'sold_out','spring','[]','[{"small":"https://img.example.org/s.jpg","medium":null,"large":"O''Brien \"x\"; DROP TABLE city;-- \u0001‮שלום 🎟 é 100% _!\\","extra_large":"","alt_text":"Ποσειδών","credit":null}]',90,1,0,NULL,1,0,'["ar","el"]','when_it_rains',24,'Musée d''Orsay',NULL,'Europe/Paris',NULL,NULL,NULL,5075171818999919504,1795000000123,NULL);
INSERT INTO product VALUES('tiqets','901','800','1','50001','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\',NULL,17590,'KWD',9223372036854775807,'EUR','-10 %',NULL,0,0,'sold_out','spring','[]','[{"small":"https://img.example.org/s.jpg","medium":null,"large":"O''Brien \"x\"; DROP TABLE city;-- \u0001‮שלום 🎟 é 100% _!\\","extra_large":"","alt_text":"Ποσειδών","credit":null}]',90,1,0,NULL,1,0,'["ar","el"]','when_it_rains',24,'Musée d''Orsay',NULL,'Europe/Paris',NULL,NULL,NULL,5075171818999919504,1795000000123,NULL);
INSERT INTO product VALUES('tiqets','902','800','2','50001','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\',NULL,17590,'KWD',9223372036854775807,'EUR','-10 %',NULL,0,0,'sold_out','spring','[]','[{"small":"https://img.example.org/s.jpg","medium":null,"large":"O''Brien \"x\"; DROP TABLE city;-- \u0001‮שלום 🎟 é 100% _!\\","extra_large":"","alt_text":"Ποσειδών","credit":null}]',90,1,0,NULL,1,0,'["ar","el"]','when_it_rains',24,'Musée d''Orsay',NULL,'Europe/Paris',NULL,NULL,NULL,2159118513131304031,1795000000123,NULL);
CREATE TABLE experience_text (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    description TEXT,
    hash INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (supplier, id)
) STRICT;
INSERT INTO experience_text VALUES('tiqets','800','<p>O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\</p>',4610117721033074736,1795000000123,NULL);
INSERT INTO experience_text VALUES('tiqets','801','<p>O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\</p>',4610117721033074736,1795000000123,NULL);
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
INSERT INTO product_text VALUES('tiqets','900','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\',NULL,'<ul><li>a</li></ul>',NULL,'[{"label":"Gate A","address":null,"geo":{"lat":25.2,"lng":55.27}}]','10:00',NULL,'["en"]','[]',NULL,'https://example.org/checkout',265980625205452906,1795000000123,NULL);
INSERT INTO product_text VALUES('tiqets','901','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\',NULL,'<ul><li>a</li></ul>',NULL,'[{"label":"Gate A","address":null,"geo":{"lat":25.2,"lng":55.27}}]','10:00',NULL,'["en"]','[]',NULL,'https://example.org/checkout',265980625205452906,1795000000123,NULL);
INSERT INTO product_text VALUES('tiqets','902','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\',NULL,'<ul><li>a</li></ul>',NULL,'[{"label":"Gate A","address":null,"geo":{"lat":25.2,"lng":55.27}}]','10:00',NULL,'["en"]','[]',NULL,'https://example.org/checkout',265980625205452906,1795000000123,NULL);
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
INSERT INTO variant_set VALUES('tiqets','900',1,9,2,'[{"id":"tiqets:1","label":"O''Brien \"x\"; DROP TABLE city;-- \u0001‮שלום 🎟 é 100% _!\\","description":null,"kind":"adult","max_tickets":4,"cancellation":{"policy":"never","window_hours":0},"requires_visitor_details":["passport_ids"],"valid_with":[],"languages":["fr"]},{"id":"tiqets:2","label":"Child (4-11)","description":"","kind":null,"max_tickets":null,"cancellation":null,"requires_visitor_details":[],"valid_with":["tiqets:1"],"languages":[]}]',1342218554707329846,1795000000123,NULL);
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
INSERT INTO checkout VALUES('tiqets','900',0,'O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\',NULL,'',NULL,'Show it',NULL,NULL,-4651459334530987499,1795000000123,NULL);
CREATE TABLE freshness (
    supplier TEXT NOT NULL,
    noun TEXT NOT NULL,
    city_id TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    PRIMARY KEY (supplier, noun, city_id)
) STRICT, WITHOUT ROWID;
INSERT INTO freshness VALUES('tiqets','city','',1795000000123);
INSERT INTO freshness VALUES('tiqets','country','',1795000000123);
INSERT INTO freshness VALUES('tiqets','experience','',1795000000123);
INSERT INTO freshness VALUES('tiqets','product','',1795000000123);
INSERT INTO freshness VALUES('tiqets','tag','',1795000000123);
INSERT INTO freshness VALUES('tiqets','tag_type','',1795000000123);
CREATE INDEX experience_by_city ON experience (supplier, city_id, id) WHERE retired_at IS NULL;
CREATE INDEX product_by_city ON product (supplier, city_id, id) WHERE retired_at IS NULL;
COMMIT;
