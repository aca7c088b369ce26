//! What the public documents of the Tiqets Distributor API leave open, settled in one place.
//!
//! Each constant is a guess that a real key may correct in one line, or a limit that the documents state.

/// Largest page of a list (search and filter products).
pub(crate) const PAGE_SIZE: u32 = 100;
/// Longest availability window, days (Product availability and pricing).
pub(crate) const WINDOW_DAYS: u32 = 31;
/// How long an unconfirmed order is held when the answer does not say, minutes (Create order).
pub(crate) const HOLD_MINUTES: u64 = 30;
/// The name of the pseudo-timeslot of products without timeslots.
pub(crate) const WHOLE_DAY: &str = "whole_day";
/// Content type of a signed body; the documents name none.
pub(crate) const SIGNED_CONTENT_TYPE: &str = "text/plain";
/// The query flag that lets the path of Get order carry our own reference.
pub(crate) const BY_EXTERNAL_REFERENCE: (&str, &str) = ("is_external_reference", "true");
/// Details that concern the order and not each visitor: they stand beside the party as well (Create order).
pub(crate) const ORDER_DETAILS: [&str; 4] = ["pickup_location", "dropoff_location", "flight_number", "zipcode"];
/// Reason of a cancellation when none is given.
pub(crate) const OTHER_REASON: &str = "OTHER";
/// Keys of the lists.
pub(crate) mod list {
    pub(crate) const COUNTRIES: &str = "countries";
    pub(crate) const CITIES: &str = "cities";
    pub(crate) const EXPERIENCES: &str = "experiences";
    pub(crate) const PRODUCTS: &str = "products";
    pub(crate) const TAG_TYPES: &str = "tag_types";
    pub(crate) const TAGS: &str = "tags";
}
/// Largest PDF, bytes.
pub(crate) const PDF_LIMIT: usize = 20 * 1024 * 1024;
/// Largest picture, bytes.
pub(crate) const PICTURE_LIMIT: usize = 5 * 1024 * 1024;
/// Longest barcode content, bytes: far over any symbol's capacity.
pub(crate) const BARCODE_LIMIT: usize = 8 * 1024;
/// Longest reference, bytes (Create order: external reference).
pub(crate) const REFERENCE_LIMIT: usize = 255;
/// Longest payment token, bytes.
pub(crate) const TOKEN_LIMIT: usize = 16 * 1024;

/// Our own refusal code when tickets are asked for before the order is done (Retrieve tickets answers early).
pub const TICKETS_NOT_READY: &str = "tickets_not_ready";
