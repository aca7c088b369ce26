//! The fault table: every order call over every bad line, what the agent is told, and what becomes of the order.

use std::{fmt::Write as _, path::Path, time::Duration};

use counterfoil_domain::{Code, order::State};
use counterfoil_sandbox::Call;

use super::{
    broken_line::Fault,
    cells::{Bad, Booth, Told},
};

const FAULTS: [(&str, Fault); 19] = [
    ("connection refused", Fault::Refused),
    ("no such host", Fault::NoSuchHost),
    ("no TLS where TLS is spoken", Fault::PlainServer),
    ("self-signed certificate", Fault::SelfSigned),
    ("connection reset", Fault::Reset),
    ("slow beyond our time limit", Fault::Slow),
    ("arrives after our time limit", Fault::Late),
    ("half a body", Fault::HalfBody),
    ("Content-Length too short", Fault::TooShort),
    ("Content-Length too long", Fault::TooLong),
    ("the answer twice", Fault::Doubled),
    ("captive portal, 200", Fault::Portal),
    ("301 to another host", Fault::Redirect),
    ("408", Fault::Status(408)),
    ("429 with Retry-After", Fault::Busy(Some(7))),
    ("429 without", Fault::Busy(None)),
    ("500", Fault::Status(500)),
    ("502", Fault::Status(502)),
    ("503", Fault::Status(503)),
];

const INTRODUCTION: &str = "# Faults of the line\n\n\
    What each order call does when the network fails under it: the state of the order while the network is down, the \
    code, when to try again, and all that the agent reads. Written and checked by the test `line` (desk); run it with \
    `UPDATE_FAULT_TABLE=1` after a change on purpose.\n\n\
    For calls that change something, the last two columns are the state within 60 s after the network is back (not \
    before a request that was sent can no longer arrive, two minutes after it was): if the supplier had carried the \
    call out, and if it had not.\n";

/// Both truths behind a fault, as far as there are two.
fn truths(fault: Fault) -> impl Iterator<Item = bool> {
    [true, false].into_iter().filter(move |had| if *had { fault.may_be_carried_out() } else { fault.may_be_lost() })
}

async fn changing(title: &str, call: Call, mut booth: Booth) -> String {
    let mut section = format!(
        "\n## {title}\n\n| fault | state | code | retry | what the agent reads | then: it had | then: it had not |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n"
    );
    for (name, fault) in FAULTS {
        let mut told: Option<Told> = None;
        let (mut had, mut had_not) = ("", "");
        for carried_out in truths(fault) {
            let (now, then) = Box::pin(booth.change(call, Bad { fault, carried_out, lasts: Duration::ZERO })).await;
            assert!(told.is_none_or(|told| told == now), "{name}: nobody can know yet which it was: {now:?}");
            told = Some(now);
            *(if carried_out { &mut had } else { &mut had_not }) = then.word();
        }
        let Told { state, code, retry, sentence } = told.unwrap();
        writeln!(section, "| {name} | {state} | {code} | {retry} | {sentence} | {had} | {had_not} |").unwrap();
    }
    section
}

async fn asking(title: &str, call: Call) -> String {
    let mut booth = Booth::new().await;
    let mut section = format!(
        "\n## {title}\n\n| fault | state | code | retry | what the agent reads |\n| --- | --- | --- | --- | --- |\n"
    );
    for (name, fault) in FAULTS {
        let Told { state, code, retry, sentence } = Box::pin(booth.ask(call, fault)).await;
        writeln!(section, "| {name} | {state} | {code} | {retry} | {sentence} |").unwrap();
    }
    section
}

#[tokio::test]
async fn the_fault_table() {
    let booths = tokio::join!(Booth::new(), Booth::new(), Booth::new(), Booth::that_lets_go());
    let (create, confirm, cancel, let_go, status, tickets, availability) = tokio::join!(
        changing("Create: hold the places", Call::Create, booths.0),
        changing("Confirm: buy what is held", Call::Confirm, booths.1),
        changing("Cancel: give back what is sold", Call::Cancel, booths.2),
        changing("Cancel: let a hold go", Call::Cancel, booths.3),
        asking("Look-up: how does it stand", Call::Status),
        asking("Tickets: fetch them once it is sold", Call::Tickets),
        asking("Availability: what is free", Call::Availability),
    );
    let table = [INTRODUCTION, &create, &confirm, &status, &tickets, &cancel, &let_go, &availability].concat();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/desk/fault_table.md");
    if std::env::var_os("UPDATE_FAULT_TABLE").is_some() {
        std::fs::write(&kept, &table).unwrap();
    }
    let written = std::fs::read_to_string(&kept).unwrap();
    for (now, before) in table.lines().zip(written.lines()) {
        assert_eq!(now, before, "UPDATE_FAULT_TABLE=1 keeps the new table");
    }
    assert_eq!(table.lines().count(), written.lines().count());
}

/// A call into an outage, the outage waited through, and the truth within a minute of its end.
async fn through(call: Call, faults: impl IntoIterator<Item = Fault>, lasts: Duration) {
    let mut booth = Booth::new().await;
    for fault in faults {
        for carried_out in truths(fault) {
            let (_, state) = Box::pin(booth.change(call, Bad { fault, carried_out, lasts })).await;
            assert_ne!(state, State::Failed);
        }
    }
}

fn all() -> impl Iterator<Item = Fault> {
    FAULTS.into_iter().map(|(_, fault)| fault)
}

/// What remains of all faults when it lasts: nobody there, or no answer.
const LASTING: [Fault; 3] = [Fault::Refused, Fault::Reset, Fault::Status(503)];

// Outages end at odd moments, so that no question is due just then by chance.

#[tokio::test]
async fn a_second_without_a_network() {
    let lasts = Duration::from_secs(1);
    tokio::join!(through(Call::Create, all(), lasts), through(Call::Confirm, all(), lasts));
}

#[tokio::test]
async fn ten_minutes_without_a_network() {
    let lasts = Duration::from_secs(10 * 60 + 7);
    tokio::join!(through(Call::Create, all(), lasts), through(Call::Confirm, all(), lasts));
}

#[tokio::test]
async fn two_hours_without_a_network() {
    let lasts = Duration::from_secs(122 * 60 + 13);
    tokio::join!(through(Call::Create, LASTING, lasts), through(Call::Confirm, LASTING, lasts));
}

#[tokio::test]
async fn a_day_and_two_hours_without_a_network() {
    let lasts = Duration::from_secs((26 * 60 + 4) * 60 + 2);
    tokio::join!(through(Call::Create, LASTING, lasts), through(Call::Confirm, LASTING, lasts));
}

#[tokio::test]
async fn a_yes_without_what_a_yes_must_hold_is_no_yes() {
    let nonsense = [
        "{}",
        "[]",
        r#"{"success":true,"order_reference_id":null,"payment_confirmation_token":"t"}"#,
        r#"{"success":true,"order_reference_id":" ","payment_confirmation_token":"t"}"#,
        r#"{"success":true,"order_reference_id":{"id":"77"}}"#,
        r#"{"success":"true","order_reference_id":"77","payment_confirmation_token":"t"}"#,
        r#"{"order_reference_id":"77","payment_confirmation_token":"t"}"#,
    ];
    let mut booth = Booth::new().await;
    for (place, body) in nonsense.into_iter().enumerate() {
        for carried_out in [true, false] {
            let bad = Bad { fault: Fault::Says(body), carried_out, lasts: Duration::ZERO };
            // A confirmation or cancellation may leave the reference out; a create may not.
            for call in [Call::Create, Call::Confirm, Call::Cancel] {
                if call == Call::Create || place != 2 {
                    Box::pin(booth.change(call, bad)).await;
                }
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_plainly_a_hold_is_not_let_go() {
    let mut booth = Booth::new().await;
    let held = booth.held().await;
    // The supplier refuses to cancel it, and answers the question why with a word that nobody knows.
    booth.line.break_from(Call::Status, Fault::Says(r#"{"success":true,"order_status":"on_review"}"#), false);
    let refused = booth.place.desk.cancel_order(&held.code, "OTHER").await.unwrap_err();
    assert_eq!(refused.code(), Code::OrderState);
    assert_eq!(booth.place.desk.order(&held.code).await.unwrap().state, State::Held);
    booth.line.mend().await;
    assert_eq!(booth.place.desk.cancel_order(&held.code, "OTHER").await.unwrap().state, State::Expired);
}

#[tokio::test]
async fn a_sold_order_is_not_given_up_because_nobody_could_be_asked() {
    let mut booth = Booth::new().await;
    let sold = booth.being_made().await;
    booth.line.go_silent();
    for _ in 0..27 {
        booth.place.pass(Duration::from_hours(1));
        booth.place.desk.ask_due().await.unwrap();
    }
    let opened = booth.place.desk.open_order(&sold.code).await.unwrap();
    assert_eq!((opened.order.state, opened.order.trouble), (State::Fulfilling, None));
    booth.line.mend().await;
    booth.live(&sold.code, Duration::from_mins(10)).await;
    assert_eq!(booth.place.desk.order(&sold.code).await.unwrap().state, State::Ready);
}

#[tokio::test]
async fn a_hold_is_over_whatever_answers_in_the_suppliers_place() {
    let mut booth = Booth::new().await;
    for fault in all().filter(|fault| *fault != Fault::Doubled) {
        let held = booth.held().await;
        booth.line.break_from(Call::Status, fault, fault.may_be_carried_out());
        booth.place.pass(Duration::from_mins(31));
        booth.place.desk.ask_due().await.unwrap();
        assert_eq!(booth.place.desk.order(&held.code).await.unwrap().state, State::Expired, "{fault:?}");
        booth.line.mend().await;
    }
}
