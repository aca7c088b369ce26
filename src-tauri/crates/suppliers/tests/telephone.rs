//! The telephone, tried on a supplier and on bad lines.
