-- What people did: none of it could be fetched again. Rows are numbered `place` where a list has an order. State and
-- other words are plain text: a new word must not need a new table.

-- An order. Not called "order", which is a word of SQL's own and would need quotes in every statement.
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

-- Our reference is also looked for without naming the supplier.
CREATE INDEX sale_order_by_external_reference ON sale_order (external_reference);
CREATE INDEX sale_order_by_order_reference ON sale_order (order_reference) WHERE order_reference IS NOT NULL;
CREATE INDEX sale_order_by_state ON sale_order (state, created_at);
CREATE INDEX sale_order_by_day ON sale_order (day);
CREATE INDEX sale_order_by_age ON sale_order (created_at);

-- What an order is found by, without accents and case; apart, so that a search does not read whole orders.
CREATE TABLE order_search (
    order_id TEXT NOT NULL PRIMARY KEY REFERENCES sale_order (id) ON DELETE CASCADE,
    words TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The parts of a unit price share its currency.
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

CREATE TABLE visitor (
    order_id TEXT NOT NULL REFERENCES sale_order (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    variant_id TEXT NOT NULL,
    details TEXT NOT NULL,
    PRIMARY KEY (order_id, place)
) STRICT, WITHOUT ROWID;

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

-- A document of an order: the supplier's PDF, or one of ours.
CREATE TABLE ticket_document (
    order_id TEXT NOT NULL REFERENCES sale_order (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    pages INTEGER NOT NULL,
    stored_at INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (order_id, kind)
) STRICT;

-- A call about to be sent. Open until it is settled; one at a time for an order.
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

CREATE UNIQUE INDEX intent_open ON intent (order_id) WHERE settled_at IS NULL;
CREATE INDEX intent_by_order ON intent (order_id);

CREATE TABLE journal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    order_id TEXT NOT NULL REFERENCES sale_order (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;

CREATE INDEX journal_by_order ON journal (order_id, id);

-- A question that is due at a time.
CREATE TABLE poll (
    order_id TEXT NOT NULL PRIMARY KEY REFERENCES sale_order (id) ON DELETE CASCADE,
    next_at INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    deadline_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX poll_due ON poll (next_at);

CREATE TABLE city_choice (
    supplier TEXT NOT NULL,
    city_id TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    decided_at INTEGER NOT NULL,
    PRIMARY KEY (supplier, city_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Never a secret: those rest in the keyring.
CREATE TABLE supplier_setting (
    supplier TEXT NOT NULL PRIMARY KEY,
    base_url TEXT NOT NULL,
    currency TEXT,
    language TEXT,
    extra TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE INDEX run_by_age ON run (began_at);

-- Who may write a supplier's part of the catalogue now.
CREATE TABLE lease (
    supplier TEXT NOT NULL PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES run (id),
    holder TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    renewed_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
