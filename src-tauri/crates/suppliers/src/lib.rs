//! The telephone: the only room that speaks HTTP to suppliers
