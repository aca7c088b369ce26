//! Does it last: every noun comes back as it was written, and every file that is not what it should be is told apart.

// Clippy lets tests unwrap, but not the functions that tests share.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod memory {
    mod catalog;
    mod damage;
    mod editions;
    mod files;
    mod intents;
    mod layouts;
    mod mails;
    mod orders;
    mod processes;
    mod runs;
    mod samples;
    mod supply;
}
