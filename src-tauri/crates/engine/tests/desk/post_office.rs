//! A mail server as a process of its own: `post_office.py`, which knows nothing of ours.

#![allow(unreachable_pub, dead_code, reason = "the journeys use it too, and see it as public")]

use std::{
    collections::VecDeque,
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use serde_json::{Value, json};

const SERVER: &str = include_str!("post_office.py");
const INSTALL: &str = "pip install aiosmtpd (or set COUNTERFOIL_PYTHON to a Python that has it)";
/// How long anything may take before a test gives up.
const DEADLINE: Duration = Duration::from_mins(1);

/// The server; dropped, it is told to stop and awaited.
#[derive(Debug)]
pub struct PostOffice {
    child: Child,
    orders: Option<ChildStdin>,
    events: Receiver<Value>,
    waiting: VecDeque<Value>,
    port: u16,
}

impl PostOffice {
    /// Starts one without TLS and without users.
    pub fn plain() -> Self {
        Self::start(&json!({ "security": "plain" }))
    }

    /// Starts one with the options of `post_office.py`.
    pub fn start(options: &Value) -> Self {
        let python = std::env::var_os("COUNTERFOIL_PYTHON").unwrap_or_else(|| "python3".into());
        let mut command = Command::new(python);
        command.args(["-c", SERVER, &options.to_string()]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}\n{INSTALL}"));
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let (sender, events) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let event = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error} in {line}"));
                if sender.send(event).is_err() {
                    return;
                }
            }
        });
        let first: Value = events.recv_timeout(DEADLINE).unwrap_or_else(|_| panic!("no mail server: {INSTALL}"));
        let port = first["port"].as_u64().and_then(|port| u16::try_from(port).ok()).expect("a port");
        Self { orders: child.stdin.take(), child, events, waiting: VecDeque::new(), port }
    }

    /// Where it listens on this computer.
    pub fn port(&self) -> u16 {
        self.port
    }

    fn order(&mut self, order: &Value) {
        writeln!(self.orders.as_mut().expect("its input"), "{order}").expect("a server that listens");
        self.next("ok");
    }

    /// What it does from now on at a verb: `say` a text, `stall` or `cut`.
    pub fn always(&mut self, on: &str, what: &str, text: &str) {
        self.order(&json!({ "rule": { "on": on, "do": what, "text": text } }));
    }

    /// The same, once.
    pub fn once(&mut self, on: &str, what: &str, text: &str) {
        self.order(&json!({ "rule": { "on": on, "do": what, "text": text, "times": 1 } }));
    }

    /// From now on all goes well.
    pub fn clear(&mut self) {
        self.order(&json!({ "clear": true }));
    }

    /// Waits for the next event of a kind.
    fn next(&mut self, kind: &str) -> Value {
        if let Some(at) = self.waiting.iter().position(|event| event["event"] == kind) {
            return self.waiting.remove(at).expect("it is there");
        }
        loop {
            let event = self.events.recv_timeout(DEADLINE);
            let event = event.unwrap_or_else(|_| panic!("no sign of {kind}; waiting: {:?}", self.waiting));
            if event["event"] == kind {
                return event;
            }
            self.waiting.push_back(event);
        }
    }

    /// Waits until a rule of a verb is carried out.
    pub fn reached(&mut self, verb: &str) {
        let event = self.next("reached");
        assert_eq!(event["at"], verb);
    }

    /// Waits for the next whole mail.
    pub fn mail(&mut self) -> Value {
        self.next("mail")
    }

    /// The whole mails that came and were not looked at yet. The server says "ok" after what it said before, so that none is
    /// still on its way.
    pub fn mails(&mut self) -> Vec<Value> {
        self.clear();
        let (mails, others): (Vec<_>, Vec<_>) = self.waiting.drain(..).partition(|event| event["event"] == "mail");
        self.waiting = others.into();
        mails
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        drop(self.orders.take());
        let _ = self.child.wait();
    }
}
