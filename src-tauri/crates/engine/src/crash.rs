//! Named points at which tests kill the program. Without the cargo feature `crash-points`, and in every
//! optimised release build, none of this exists.

/// Ends the process at once, without cleaning up, if the tests asked for it at this point.
#[cfg(all(feature = "crash-points", debug_assertions))]
pub(crate) fn point(name: &str) {
    if std::env::var("COUNTERFOIL_CRASH_AT").is_ok_and(|wanted| wanted == name) {
        std::process::abort();
    }
}

/// Nothing.
#[cfg(not(all(feature = "crash-points", debug_assertions)))]
pub(crate) const fn point(_name: &str) {}

/// Whether a test switched a safety mechanism off, to see the harm it prevents.
#[cfg(all(feature = "crash-points", debug_assertions))]
pub(crate) fn switched_off(mechanism: &str) -> bool {
    std::env::var("COUNTERFOIL_SWITCH_OFF").is_ok_and(|wanted| wanted == mechanism)
}

/// Never.
#[cfg(not(all(feature = "crash-points", debug_assertions)))]
pub(crate) const fn switched_off(_mechanism: &str) -> bool {
    false
}
