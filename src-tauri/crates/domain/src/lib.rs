//! The trade: types and rules, without IO, async, clock, SQL or HTTP
