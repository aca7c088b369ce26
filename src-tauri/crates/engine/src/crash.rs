//! Named points at which tests kill the program. Without the cargo feature `crash-points`, and in every
//! optimised release build, none of this exists.

/// The points of an order's life, from the draft to the cancellation, in the order in which a sale passes them. `create`,
/// `confirm` and `cancel` have the same ones: before the intent is written, when it is, when the question that survives this
/// program is set, when the answer is read, before and after it is stored.
#[cfg(feature = "crash-points")]
pub const ORDER_POINTS: [&str; 32] = [
    "draft.checked",
    "draft.before",
    "draft.written",
    "create.intent.before",
    "create.intent.committed",
    "create.question.set",
    "create.answer.read",
    "create.answer.before",
    "create.answer.stored",
    "payment.before",
    "payment.recorded",
    "confirm.paid",
    "confirm.intent.before",
    "confirm.intent.committed",
    "confirm.question.set",
    "confirm.answer.read",
    "confirm.answer.before",
    "confirm.answer.stored",
    "look.before",
    "look.read",
    "tickets.read",
    "look.stored",
    "document.read",
    "document.stored",
    "cancel.asked",
    "cancel.intent.before",
    "cancel.intent.committed",
    "cancel.question.set",
    "cancel.answer.read",
    "cancel.answer.before",
    "cancel.answer.stored",
    "seen.before",
];

/// Kills the process, without any cleaning up, if the tests asked for it at this point. A test may leave the call out of
/// the name and means whichever comes first.
#[cfg(all(feature = "crash-points", debug_assertions))]
pub(crate) fn point(name: &str) {
    let asked = |wanted: String| wanted == name || name.split_once('.').is_some_and(|(_, moment)| moment == wanted);
    if std::env::var("COUNTERFOIL_CRASH_AT").is_ok_and(asked) {
        let me = std::process::id().to_string();
        // Not even a signal handler of our own may run.
        if std::process::Command::new("kill").args(["-9", &me]).status().is_ok_and(|sent| sent.success()) {
            loop {
                std::thread::park();
            }
        }
        std::process::abort();
    }
}

/// Nothing.
#[cfg(not(all(feature = "crash-points", debug_assertions)))]
pub(crate) const fn point(_name: &str) {}

/// The point of a call.
#[cfg(all(feature = "crash-points", debug_assertions))]
pub(crate) fn point_of(call: counterfoil_domain::order::Call, moment: &str) {
    point(&format!("{}.{moment}", call.word()));
}

/// Nothing.
#[cfg(not(all(feature = "crash-points", debug_assertions)))]
pub(crate) const fn point_of(_call: counterfoil_domain::order::Call, _moment: &str) {}

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
