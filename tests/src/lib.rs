//! Shared ground of the journeys: a desk, a sandbox, a place for files.
