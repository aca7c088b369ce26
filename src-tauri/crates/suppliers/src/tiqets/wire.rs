//! Tiqets' JSON, field by field as it is seen: everything optional that may be missing, unknown fields ignored.

// The supplier named the fields.
#![allow(clippy::struct_field_names)]

pub(super) mod catalogue;
pub(super) mod offers;
pub(super) mod order;
pub(super) mod product;
pub(super) mod scalar;
