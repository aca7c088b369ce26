//! Runs, from the engine.

use counterfoil_domain::run::{Run, RunKind, RunStatus, Starter};
use counterfoil_engine::events::Progress;

use super::{RunKindView, RunStatusView, RunView, StarterView};
use crate::views::number::millis;

impl From<RunKindView> for RunKind {
    fn from(kind: RunKindView) -> Self {
        match kind {
            RunKindView::Bootstrap => Self::Bootstrap,
            RunKindView::Refresh => Self::Refresh,
            RunKindView::QuickSync => Self::QuickSync,
            RunKindView::TagSync => Self::TagSync,
        }
    }
}

impl From<RunKind> for RunKindView {
    fn from(kind: RunKind) -> Self {
        match kind {
            RunKind::Bootstrap => Self::Bootstrap,
            RunKind::Refresh => Self::Refresh,
            RunKind::QuickSync => Self::QuickSync,
            RunKind::TagSync => Self::TagSync,
        }
    }
}

impl From<RunStatus> for RunStatusView {
    fn from(status: RunStatus) -> Self {
        match status {
            RunStatus::Running => Self::Running,
            RunStatus::Completed => Self::Completed,
            RunStatus::Failed => Self::Failed,
            RunStatus::Skipped => Self::Skipped,
        }
    }
}

impl From<Starter> for StarterView {
    fn from(starter: Starter) -> Self {
        match starter {
            Starter::Hand => Self::Hand,
            Starter::Schedule => Self::Schedule,
        }
    }
}

impl From<&Run> for RunView {
    fn from(run: &Run) -> Self {
        let counts = run.counts;
        let step = match run.status {
            RunStatus::Running => "Going on",
            RunStatus::Completed => "Done",
            RunStatus::Failed => "Stopped",
            RunStatus::Skipped => "Not begun",
        };
        Self {
            id: run.id.to_string(),
            kind: run.kind.into(),
            status: run.status.into(),
            began_at: millis(run.began_at),
            ended_at: run.ended_at.map(millis),
            done: counts.countries + counts.cities + counts.experiences + counts.products + counts.tags,
            expected: None,
            step: step.to_owned(),
            requests: counts.requests,
            bytes: counts.bytes,
            countries: counts.countries,
            cities: counts.cities,
            experiences: counts.experiences,
            products: counts.products,
            tags: counts.tags,
            variants: counts.variants,
            written: counts.written,
            retired: counts.retired,
            rate_limited: counts.rate_limited,
            started_by: run.started_by.into(),
            resumed: run.resumed,
            error: run.error.clone(),
        }
    }
}

impl From<&Progress> for RunView {
    fn from(progress: &Progress) -> Self {
        Self {
            done: progress.done,
            expected: progress.expected,
            step: progress.step.clone(),
            ..Self::from(&progress.run)
        }
    }
}
