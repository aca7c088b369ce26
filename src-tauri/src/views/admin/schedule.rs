//! Schedules, from the engine.

use counterfoil_engine::sync::ScheduleState;

use super::ScheduleView;
use crate::views::number::millis;

impl From<ScheduleState> for ScheduleView {
    fn from(state: ScheduleState) -> Self {
        Self { every_hours: state.every_hours, next_at: state.next_at.map(millis), note: state.note }
    }
}
