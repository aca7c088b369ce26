//! Cancellation terms in words.

use crate::catalog::{Cancellation, CancellationPolicy};

/// The terms as a sentence for the agent and the ticket.
pub fn terms_sentence(terms: Option<&Cancellation>) -> String {
    let Some(terms) = terms else { return "Cancellation terms are not known; ask the supplier.".to_owned() };
    let before = match terms.window_hours {
        0 => String::new(),
        1 => "1 hour before ".to_owned(),
        hours if hours % 24 == 0 && hours >= 48 => format!("{} days before ", hours / 24),
        hours => format!("{hours} hours before "),
    };
    match &terms.policy {
        CancellationPolicy::Never => "Cannot be cancelled.".to_owned(),
        CancellationPolicy::BeforeDate => format!("Can be cancelled until {before}the day of the visit begins."),
        CancellationPolicy::BeforeTimeslot => format!("Can be cancelled until {before}the visit begins."),
        CancellationPolicy::Other(word) => {
            format!("Cancellation follows the supplier's rule \u{201c}{word}\u{201d}; ask before you promise.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_read_as_sentences() {
        let terms = |policy, window_hours| terms_sentence(Some(&Cancellation { policy, window_hours }));
        assert_eq!(
            terms(CancellationPolicy::BeforeTimeslot, 24),
            "Can be cancelled until 24 hours before the visit begins."
        );
        assert_eq!(
            terms(CancellationPolicy::BeforeDate, 72),
            "Can be cancelled until 3 days before the day of the visit begins."
        );
        assert_eq!(terms(CancellationPolicy::BeforeDate, 0), "Can be cancelled until the day of the visit begins.");
        assert_eq!(terms(CancellationPolicy::Never, 5), "Cannot be cancelled.");
    }
}
