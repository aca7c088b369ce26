-- Tickets on their way to the client. A group stands for one line of one version of an order; `line` and `version` count from 1.
CREATE TABLE ticket_group (
    id TEXT NOT NULL PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES sale_order (id) ON DELETE RESTRICT,
    line INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (order_id, version, line)
) STRICT;

-- One ticket of a group. `ticket_place` counts the order's tickets from 1; it is missing where the supplier's own document holds
-- the line. `code_hash` finds a scanned code.
CREATE TABLE distribution (
    id TEXT NOT NULL PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES ticket_group (id) ON DELETE RESTRICT,
    number INTEGER NOT NULL,
    ticket_place INTEGER,
    ticket_number TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    status TEXT NOT NULL,
    status_at INTEGER NOT NULL,
    valid_until INTEGER NOT NULL,
    replaced_by TEXT REFERENCES distribution (id),
    UNIQUE (group_id, number)
) STRICT;

CREATE INDEX distribution_by_code ON distribution (code_hash) WHERE code_hash <> '';
CREATE INDEX distribution_by_number ON distribution (ticket_number) WHERE ticket_number <> '';
CREATE INDEX distribution_by_end ON distribution (status, valid_until);

-- Up to which change of an order its groups were looked at.
CREATE TABLE group_mark (
    order_id TEXT NOT NULL PRIMARY KEY REFERENCES sale_order (id) ON DELETE CASCADE,
    seen_version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The outbox: written with the change it tells of, read by each sink from where that sink is. Only ever added to.
CREATE TABLE ticket_event (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    order_id TEXT NOT NULL REFERENCES sale_order (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL,
    group_id TEXT REFERENCES ticket_group (id),
    distribution_id TEXT REFERENCES distribution (id)
) STRICT;

CREATE INDEX ticket_event_by_order ON ticket_event (order_id, seq);

-- Where each sink is: what it was given up to `seq` it has for certain.
CREATE TABLE event_sink (
    name TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    trouble TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The print journal. `batch_id` is the id of the batch's first job. `key` is what a second press of the same button has too.
CREATE TABLE print_job (
    id TEXT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    batch_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    order_id TEXT NOT NULL REFERENCES sale_order (id) ON DELETE RESTRICT,
    act TEXT NOT NULL,
    reason TEXT NOT NULL,
    printer TEXT NOT NULL,
    media TEXT NOT NULL,
    layout TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    spooler_job INTEGER,
    note TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX print_job_by_order ON print_job (order_id, created_at);
CREATE INDEX print_job_by_batch ON print_job (batch_id, place);
CREATE INDEX print_job_open ON print_job (state, batch_id, place) WHERE state NOT IN ('confirmed', 'failed');

CREATE TABLE print_ticket (
    job_id TEXT NOT NULL REFERENCES print_job (id) ON DELETE RESTRICT,
    place INTEGER NOT NULL,
    distribution_id TEXT NOT NULL REFERENCES distribution (id),
    copy INTEGER NOT NULL,
    PRIMARY KEY (job_id, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX print_ticket_by_distribution ON print_ticket (distribution_id);

-- A batch that stopped, and why; it goes on when a person says so.
CREATE TABLE print_stop (
    batch_id TEXT NOT NULL PRIMARY KEY,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which printer and layout a kind of paper uses here, chosen once.
CREATE TABLE printer_choice (
    media TEXT NOT NULL PRIMARY KEY,
    printer TEXT NOT NULL,
    layout TEXT NOT NULL,
    language TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Layouts of this desk, beside the ones that are built in.
CREATE TABLE layout (
    name TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Pictures of this desk, such as the agency's logo.
CREATE TABLE desk_picture (
    name TEXT NOT NULL PRIMARY KEY,
    body BLOB NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

-- The outbox of mails. `key` is what a second press of the same button has too.
CREATE TABLE mail (
    id TEXT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    order_id TEXT NOT NULL REFERENCES sale_order (id) ON DELETE RESTRICT,
    recipient TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    note TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX mail_due ON mail (state, next_at);
CREATE INDEX mail_by_order ON mail (order_id, created_at);

CREATE TABLE mail_ticket (
    mail_id TEXT NOT NULL REFERENCES mail (id) ON DELETE RESTRICT,
    place INTEGER NOT NULL,
    distribution_id TEXT NOT NULL REFERENCES distribution (id),
    PRIMARY KEY (mail_id, place)
) STRICT, WITHOUT ROWID;
