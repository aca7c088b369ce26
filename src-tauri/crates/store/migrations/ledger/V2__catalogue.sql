-- Who began a run, whether it went on where another stopped, and how often the supplier asked for a slower pace.
ALTER TABLE run ADD COLUMN started_by TEXT NOT NULL DEFAULT 'hand';
ALTER TABLE run ADD COLUMN resumed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN rate_limited INTEGER NOT NULL DEFAULT 0;

-- When a supplier's catalogue is refreshed by itself. `every_hours` is empty while that is switched off; a supplier without
-- a row has the usual schedule.
CREATE TABLE schedule (
    supplier TEXT NOT NULL PRIMARY KEY,
    every_hours INTEGER,
    next_at INTEGER,
    note TEXT,
    CHECK (every_hours > 0)
) STRICT, WITHOUT ROWID;

-- What agents keep at hand: experiences and products they marked.
CREATE TABLE favourite (
    supplier TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (supplier, kind, id)
) STRICT, WITHOUT ROWID;

-- Products that were opened lately.
CREATE TABLE visit (
    supplier TEXT NOT NULL,
    id TEXT NOT NULL,
    visited_at INTEGER NOT NULL,
    PRIMARY KEY (supplier, id)
) STRICT, WITHOUT ROWID;
