//! A run's progress on standard error, while it goes on.

use std::io::IsTerminal as _;

use counterfoil_engine::{Desk, events::DeskEvent};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tokio::task::JoinHandle;

/// Shows the progress of runs until it is dropped. Where standard error is no terminal, nothing is shown.
pub(crate) struct Shown {
    bar: ProgressBar,
    task: JoinHandle<()>,
}

impl Shown {
    pub(crate) fn of(desk: &Desk) -> Self {
        let target =
            if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{msg:<14} {wide_bar} {pos}/{len} {elapsed}") {
            bar.set_style(style);
        }
        let (mut events, line) = (desk.listen(), bar.clone());
        let task = tokio::spawn(async move {
            loop {
                match events.recv().await {
                    Ok(DeskEvent::Run(progress)) => {
                        line.set_length(progress.expected.unwrap_or(progress.done));
                        line.set_position(progress.done);
                        line.set_message(progress.step);
                    }
                    Ok(_) | Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {}
                    Err(tokio::sync::broadcast::error::RecvError::Closed) => break,
                }
            }
        });
        Self { bar, task }
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.task.abort();
        self.bar.finish_and_clear();
    }
}
