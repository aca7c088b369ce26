//! Does it last when the power goes: what was not synced is gone, torn or left, at every moment at which a disk may lose it;
//! and what happens when a disk is full, fails, or fails to sync, at the first call, the second, the third, …

// Clippy lets tests unwrap, but not the functions that tests share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "memory/samples.rs"]
#[allow(dead_code, reason = "the samples of the other tests")]
mod samples;

/// Tells a figure past the test runner, which keeps what passing tests print.
macro_rules! tell {
    ($($what:tt)*) => {
        std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("{}\n", format_args!($($what)*))).expect("a line")
    };
}

mod power {
    mod disk;
    mod fails;
    mod goes;
}
