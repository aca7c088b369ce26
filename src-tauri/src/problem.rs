//! Errors of the engine as the window sees them. The only place that makes a problem.

use counterfoil_domain::Retry;
use counterfoil_engine::EngineError;

use crate::views::desk::{Problem, RetryView};

impl From<EngineError> for Problem {
    fn from(error: EngineError) -> Self {
        let retry = match error.retry() {
            Retry::Never => RetryView::Never,
            Retry::Now => RetryView::Now,
            Retry::Later => RetryView::Later,
        };
        Self {
            code: error.code().word().to_owned(),
            message: error.to_string(),
            hint: error.hint().map(str::to_owned),
            retry,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_has_a_code_and_a_sentence() {
        let problem = Problem::from(EngineError::NotFound { what: "order", id: "7K3-QFA".to_owned() });
        assert_eq!(problem.code, "ERR00003");
        assert_eq!(problem.message, "There is no order \u{201c}7K3-QFA\u{201d}.");
        assert!(matches!(problem.retry, RetryView::Never) && problem.hint.is_some());
    }
}
