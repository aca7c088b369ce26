-- A file of layout 1, as an older program left it.
PRAGMA application_id = 1128688741;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE refinery_schema_history(
             version int4 PRIMARY KEY,
             name VARCHAR(255),
             applied_on VARCHAR(255),
             checksum VARCHAR(255));
INSERT INTO refinery_schema_history VALUES(1,'ledger','2026-11-20T23:04:45.969986976Z','16726792882036517462');
CREATE TABLE sale_order (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    supplier TEXT NOT NULL,
    state TEXT NOT NULL,
    product_id TEXT NOT NULL,
    product_title TEXT NOT NULL,
    venue_name TEXT NOT NULL,
    venue_address TEXT NOT NULL,
    city_name TEXT NOT NULL,
    time_zone TEXT,
    day TEXT NOT NULL,
    time TEXT,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    language TEXT NOT NULL,
    must_know TEXT,
    cancellation_policy TEXT,
    cancellation_window_hours INTEGER,
    total_minor INTEGER,
    total_currency TEXT,
    external_reference TEXT NOT NULL,
    order_reference TEXT,
    payment_token TEXT,
    hold_expires_at INTEGER,
    cancel_until INTEGER,
    trouble_code TEXT,
    trouble_message TEXT,
    ticket_pdf_url TEXT,
    ticket_how_to_use TEXT,
    ticket_post_purchase TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    checked_at INTEGER,
    version INTEGER NOT NULL,
    UNIQUE (supplier, external_reference),
    CHECK ((total_minor IS NULL) = (total_currency IS NULL)),
    CHECK ((cancellation_policy IS NULL) = (cancellation_window_hours IS NULL)),
    CHECK ((trouble_code IS NULL) = (trouble_message IS NULL))
) STRICT;
INSERT INTO sale_order VALUES('01920000-0000-7000-8000-000000000001','000-001','tiqets','creating','900','Musée O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\','Venue',replace('1 rue\nde la Paix','\n',char(10)),'Αθήνα','Europe/Athens','2028-02-29','23:59','Zoë','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\','zoe@example.org','+33 1 23','fr','<b>O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\</b>','before_timeslot',48,3000,'KWD','CF-1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795000001123,1795000001123,NULL,1);
INSERT INTO sale_order VALUES('01920000-0000-7000-8000-000000000002','000-002','tiqets','fulfilling','900','Musée O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\','Venue',replace('1 rue\nde la Paix','\n',char(10)),'Αθήνα','Europe/Athens','2028-02-29','23:59','Zoë','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\','zoe@example.org','+33 1 23','fr','<b>O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\</b>','before_timeslot',48,3000,'KWD','CF-2','TQ''2','secret:token',1795001800123,1795090000123,'E1','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\','https://example.org/t.pdf?x=1','<p>Show</p>',NULL,1795000002123,1795000002123,1795000017123,0);
CREATE TABLE order_search (
    order_id TEXT NOT NULL PRIMARY KEY REFERENCES sale_order (id) ON DELETE CASCADE,
    words TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO order_search VALUES('01920000-0000-7000-8000-000000000001',replace('000-001\n000001\ncf-1\n\nzoe\no''brien "x"; drop table city;--  shlvm ticket e 100% _!\\nzoe@example.org\n+33 1 23\nmusee o''brien "x"; drop table city;-- shlvm ticket e 100% _!\\nvenue\nathena\n2028-02-29','\n',char(10)));
INSERT INTO order_search VALUES('01920000-0000-7000-8000-000000000002',replace('000-002\n000002\ncf-2\ntq''2\nzoe\no''brien "x"; drop table city;--  shlvm ticket e 100% _!\\nzoe@example.org\n+33 1 23\nmusee o''brien "x"; drop table city;-- shlvm ticket e 100% _!\\nvenue\nathena\n2028-02-29','\n',char(10)));
CREATE TABLE order_line (
    order_id TEXT NOT NULL REFERENCES sale_order (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    variant_id TEXT NOT NULL,
    label TEXT NOT NULL,
    count INTEGER NOT NULL,
    unit_minor INTEGER,
    unit_currency TEXT,
    unit_ticket_minor INTEGER,
    unit_booking_fee_minor INTEGER,
    unit_commission_minor INTEGER,
    PRIMARY KEY (order_id, place),
    CHECK ((unit_minor IS NULL) = (unit_currency IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO order_line VALUES('01920000-0000-7000-8000-000000000001',0,'1','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\',2,1500,'KWD',1000,NULL,-1);
INSERT INTO order_line VALUES('01920000-0000-7000-8000-000000000001',1,'2','Child',1,NULL,NULL,NULL,NULL,NULL);
INSERT INTO order_line VALUES('01920000-0000-7000-8000-000000000002',0,'1','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\',2,1500,'KWD',1000,NULL,-1);
INSERT INTO order_line VALUES('01920000-0000-7000-8000-000000000002',1,'2','Child',1,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE visitor (
    order_id TEXT NOT NULL REFERENCES sale_order (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    variant_id TEXT NOT NULL,
    details TEXT NOT NULL,
    PRIMARY KEY (order_id, place)
) STRICT, WITHOUT ROWID;
INSERT INTO visitor VALUES('01920000-0000-7000-8000-000000000001',0,'1','{"full_name":"O''Brien \"x\"; DROP TABLE city;-- \u0001‮שלום 🎟 é 100% _!\\","nationality":"FR"}');
INSERT INTO visitor VALUES('01920000-0000-7000-8000-000000000002',0,'1','{"full_name":"O''Brien \"x\"; DROP TABLE city;-- \u0001‮שלום 🎟 é 100% _!\\","nationality":"FR"}');
CREATE TABLE ticket (
    order_id TEXT NOT NULL REFERENCES sale_order (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    ticket_id TEXT NOT NULL,
    variant_id TEXT,
    barcode TEXT NOT NULL,
    format TEXT NOT NULL,
    valid_from TEXT,
    valid_until TEXT,
    seat TEXT,
    PRIMARY KEY (order_id, place)
) STRICT, WITHOUT ROWID;
INSERT INTO ticket VALUES('01920000-0000-7000-8000-000000000002',0,'b','1','b:O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\','QRCODE','2028-02-29',NULL,'Rang É, 12');
INSERT INTO ticket VALUES('01920000-0000-7000-8000-000000000002',1,'a',NULL,'a:O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\','AZTEC-BYTES','2028-02-29',NULL,'Rang É, 12');
INSERT INTO ticket VALUES('01920000-0000-7000-8000-000000000002',2,'','2',':O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\','Hologram v2','2028-02-29',NULL,'Rang É, 12');
CREATE TABLE ticket_document (
    order_id TEXT NOT NULL REFERENCES sale_order (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    pages INTEGER NOT NULL,
    stored_at INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (order_id, kind)
) STRICT;
INSERT INTO ticket_document VALUES('01920000-0000-7000-8000-000000000002','supplier','abababababababababababababababababababababababababababababababab',1,1795000009123,X'255044462d');
CREATE TABLE intent (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    order_id TEXT NOT NULL REFERENCES sale_order (id) ON DELETE CASCADE,
    call TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    came_from TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    settled_at INTEGER,
    outcome TEXT,
    CHECK ((settled_at IS NULL) = (outcome IS NULL))
) STRICT;
INSERT INTO intent VALUES(1,'01920000-0000-7000-8000-000000000001','create','f00d','draft',1795000001123,NULL,NULL);
CREATE TABLE journal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    order_id TEXT NOT NULL REFERENCES sale_order (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
INSERT INTO journal VALUES(1,'01920000-0000-7000-8000-000000000001',1795000000123,'drafted','draft','draft','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\');
INSERT INTO journal VALUES(2,'01920000-0000-7000-8000-000000000002',1795000000123,'drafted','draft','draft','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\');
INSERT INTO journal VALUES(3,'01920000-0000-7000-8000-000000000001',1795000001123,'create_begun','draft','creating','O''Brien "x"; DROP TABLE city;-- ‮שלום 🎟 é 100% _!\');
CREATE TABLE poll (
    order_id TEXT NOT NULL PRIMARY KEY REFERENCES sale_order (id) ON DELETE CASCADE,
    next_at INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    deadline_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO poll VALUES('01920000-0000-7000-8000-000000000002',1795000009123,3,1795086400123);
CREATE TABLE city_choice (
    supplier TEXT NOT NULL,
    city_id TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    decided_at INTEGER NOT NULL,
    PRIMARY KEY (supplier, city_id)
) STRICT, WITHOUT ROWID;
INSERT INTO city_choice VALUES('tiqets','1',1,1795000000123);
INSERT INTO city_choice VALUES('tiqets','2',0,1795000000123);
CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('theme','dark');
CREATE TABLE supplier_setting (
    supplier TEXT NOT NULL PRIMARY KEY,
    base_url TEXT NOT NULL,
    currency TEXT,
    language TEXT,
    extra TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO supplier_setting VALUES('tiqets','https://api.example.org/v2',NULL,'en','{}',1795000000123);
CREATE TABLE run (
    id TEXT NOT NULL PRIMARY KEY,
    supplier TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    ended_at INTEGER,
    requests INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    countries INTEGER NOT NULL,
    cities INTEGER NOT NULL,
    experiences INTEGER NOT NULL,
    products INTEGER NOT NULL,
    variants INTEGER NOT NULL,
    tags INTEGER NOT NULL,
    written INTEGER NOT NULL,
    retired INTEGER NOT NULL,
    error TEXT
) STRICT;
INSERT INTO run VALUES('00000000-0000-0000-0000-000000000001','tiqets','refresh','RUNNING',1795000000123,NULL,0,0,0,0,0,0,0,0,0,0,NULL);
CREATE TABLE lease (
    supplier TEXT NOT NULL PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES run (id),
    holder TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    renewed_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO lease VALUES('tiqets','00000000-0000-0000-0000-000000000001','desk-1 4711',1795000000123,1795000000123,1795000060123);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('journal',3);
INSERT INTO sqlite_sequence VALUES('intent',1);
CREATE INDEX sale_order_by_external_reference ON sale_order (external_reference);
CREATE INDEX sale_order_by_order_reference ON sale_order (order_reference) WHERE order_reference IS NOT NULL;
CREATE INDEX sale_order_by_state ON sale_order (state, created_at);
CREATE INDEX sale_order_by_day ON sale_order (day);
CREATE INDEX sale_order_by_age ON sale_order (created_at);
CREATE UNIQUE INDEX intent_open ON intent (order_id) WHERE settled_at IS NULL;
CREATE INDEX intent_by_order ON intent (order_id);
CREATE INDEX journal_by_order ON journal (order_id, id);
CREATE INDEX poll_due ON poll (next_at);
CREATE INDEX run_by_age ON run (began_at);
COMMIT;
