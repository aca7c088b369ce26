-- What one client takes in one visit to the desk is one basket, named by its first order; an order without one is alone.
ALTER TABLE sale_order ADD COLUMN basket_id TEXT;
-- Since when something waits to be seen that happened to the order by itself.
ALTER TABLE sale_order ADD COLUMN notice_at INTEGER;

-- How far the desk's clock was ahead of the supplier's when the end of the hold was said.
ALTER TABLE sale_order ADD COLUMN clock_ahead INTEGER NOT NULL DEFAULT 0;

CREATE INDEX sale_order_by_basket ON sale_order (basket_id) WHERE basket_id IS NOT NULL;
CREATE INDEX sale_order_by_notice ON sale_order (notice_at) WHERE notice_at IS NOT NULL;

-- What was paid for a basket; `amount_minor` is negative where it was paid back. Only ever added to.
CREATE TABLE payment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    basket_id TEXT NOT NULL REFERENCES sale_order (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    amount_currency TEXT NOT NULL,
    taken_minor INTEGER,
    taken_currency TEXT,
    note TEXT,
    at INTEGER NOT NULL,
    CHECK (amount_minor <> 0),
    CHECK ((taken_minor IS NULL) = (taken_currency IS NULL))
) STRICT;

CREATE INDEX payment_by_basket ON payment (basket_id, id);

-- A sold order is asked about until its visit: a supplier may cancel late. Those that were sold before are asked about too.
INSERT OR IGNORE INTO poll (order_id, next_at, attempt, deadline_at)
SELECT id, updated_at, 0, (CAST(strftime('%s', day) AS INTEGER) + 129600) * 1000
FROM sale_order WHERE state = 'ready' AND day >= date('now', '-1 day');
