//! The tables, one file each: all SQL text about a table stands in its file.

pub(crate) mod checkout;
pub(crate) mod city;
pub(crate) mod city_choice;
pub(crate) mod country;
pub(crate) mod experience;
pub(crate) mod experience_text;
pub(crate) mod freshness;
pub(crate) mod intent;
pub(crate) mod journal;
pub(crate) mod lease;
pub(crate) mod order_line;
pub(crate) mod order_search;
pub(crate) mod poll;
pub(crate) mod product;
pub(crate) mod product_text;
pub(crate) mod run;
pub(crate) mod sale_order;
pub(crate) mod setting;
pub(crate) mod supplied;
pub(crate) mod supplier_setting;
pub(crate) mod tag;
pub(crate) mod tag_type;
pub(crate) mod ticket;
pub(crate) mod ticket_document;
pub(crate) mod variant_set;
pub(crate) mod visitor;
