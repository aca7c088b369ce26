//! The second door: everything the window can do, for scripts, cron and servers.
//!
//! Owns the command line, its stable JSON and its exit codes. A command is: parse, one or two calls of the engine, a shape.
//! May import the engine and the domain, and the sandbox to start it.
//! Must never hold a rule of the trade, or print anything but its answer on standard output.

mod arguments;
mod availability;
mod catalog;
mod demo;
mod door;
mod events;
mod files;
mod layout;
mod mail;
mod order;
mod printer;
mod problem;
mod progress;
pub(crate) mod shape;
mod supplier;
mod ticket;

use std::{ffi::OsString, io::Write, process::ExitCode};

use clap::Parser;

use arguments::{Arguments, Command};
use door::Door;
use problem::Failure;

/// What a command answers: JSON for scripts, lines for people.
pub(crate) struct Reply {
    pub(crate) json: serde_json::Value,
    pub(crate) text: String,
    /// The answer tells of something that failed: printed like any answer, with exit code 1.
    pub(crate) failed: bool,
}

impl Reply {
    pub(crate) fn new(json: impl serde::Serialize, text: impl Into<String>) -> Result<Self, Failure> {
        Ok(Self { json: serde_json::to_value(json).map_err(|_| Failure::Answer)?, text: text.into(), failed: false })
    }
}

/// Runs one command line. Exit codes: 0 ok, 1 a problem, 2 wrong usage.
pub async fn run(
    line: impl IntoIterator<Item = OsString>,
    out: &mut (impl Write + Send),
    err: &mut (impl Write + Send),
) -> ExitCode {
    let line: Vec<OsString> = line.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&line) {
        Ok(arguments) => arguments,
        Err(usage) => {
            let wrong = usage.use_stderr();
            if wrong && line.iter().take_while(|word| *word != "--").any(|word| word == "--json") {
                let _ = writeln!(out, "{}", serde_json::json!({ "problem": Failure::usage(&usage).problem() }));
                return ExitCode::from(2);
            }
            let target: &mut dyn Write = if wrong { err } else { out };
            let _ = write!(target, "{usage}");
            return if wrong { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let json = arguments.json;
    let answer = match arguments.command {
        // The sandbox speaks for itself: one line, then it serves until it is stopped.
        Command::Sandbox(options) => {
            return match counterfoil_sandbox::run(options, out).await {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    let _ = writeln!(err, "{error}");
                    ExitCode::FAILURE
                }
            };
        }
        Command::Demo { out: folder } => demo::demo(&folder, err).await,
        command => {
            let door = Door { data: arguments.data, secrets: arguments.secrets };
            answer(command, &door, err).await
        }
    };
    match answer {
        Ok(reply) => {
            let text = if reply.text.trim().is_empty() { "There is none." } else { reply.text.trim_end() };
            let written = if json { writeln!(out, "{}", reply.json) } else { writeln!(out, "{text}") };
            if reply.failed || written.and_then(|()| out.flush()).is_err() {
                ExitCode::FAILURE
            } else {
                ExitCode::SUCCESS
            }
        }
        Err(failure) => {
            let problem = failure.problem();
            let _ = if json {
                writeln!(out, "{}", serde_json::json!({ "problem": problem }))
            } else {
                writeln!(err, "{}", problem.lines())
            };
            ExitCode::FAILURE
        }
    }
}

async fn answer(command: Command, door: &Door, err: &mut (impl Write + Send)) -> Result<Reply, Failure> {
    match command {
        Command::Supplier(command) => supplier::answer(command, door).await,
        Command::Catalog(command) => catalog::answer(command, door, err).await,
        Command::City(command) => catalog::city(command, door).await,
        Command::Availability(asked) => availability::days(asked, door).await,
        Command::Timeslots(asked) => availability::timeslots(asked, door).await,
        Command::Order(command) => Box::pin(order::answer(command, door)).await,
        Command::Ticket(command) => Box::pin(ticket::answer(command, door)).await,
        Command::Layout(command) => layout::answer(command, door).await,
        Command::Printer(command) => printer::printers(command, door).await,
        Command::Print(command) => printer::journal(command, door).await,
        Command::Events(command) => events::answer(command, door).await,
        Command::Mail(command) => Box::pin(mail::answer(command, door)).await,
        Command::Sandbox(_) | Command::Demo { .. } => Err(Failure::Answer),
    }
}
