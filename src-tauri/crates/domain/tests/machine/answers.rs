//! The supplier's answers, again and out of order.

use std::collections::HashSet;

use counterfoil_domain::{
    order::{Event, State, Step, transition},
    supplier::Standing,
};

/// The state after an event; one that is refused leaves everything as it is.
fn after(state: State, event: &Event) -> State {
    match transition(state, event) {
        Ok(Step::To(next)) => next,
        Ok(Step::Stay) | Err(_) => state,
    }
}

fn events() -> Vec<Event> {
    let standings = [
        Standing::Held,
        Standing::Fulfilling,
        Standing::Done,
        Standing::Failed,
        Standing::Cancelled,
        Standing::Other("surprise".to_owned()),
    ];
    let calls = [
        Event::CreateAccepted,
        Event::CreateRefused,
        Event::ConfirmAccepted,
        Event::CancelAccepted,
        Event::Doubt,
        Event::NeverArrived,
        Event::HoldLapsed,
        Event::Released,
    ];
    calls.into_iter().chain(standings.map(Event::Found)).collect()
}

#[test]
fn every_answer_heard_twice_to_five_times_is_the_answer_heard_once() {
    for state in State::ALL {
        for event in events() {
            let once = after(state, &event);
            let mut again = once;
            for times in 2..=5 {
                again = after(again, &event);
                assert_eq!(again, once, "{} in {}, {times} times", event.word(), state.word());
            }
        }
    }
}

/// Where the answers lead from a state, each heard one to five times, in every order there is.
fn ends(from: State, answers: &[Standing]) -> Vec<State> {
    let mut open = vec![(from, vec![0_u8; answers.len()])];
    let (mut seen, mut ends) = (HashSet::new(), Vec::new());
    while let Some((state, heard)) = open.pop() {
        if !seen.insert((state, heard.clone())) {
            continue;
        }
        if heard.iter().all(|times| *times > 0) && !ends.contains(&state) {
            ends.push(state);
        }
        for (place, standing) in answers.iter().enumerate().filter(|(place, _)| heard[*place] < 5) {
            let mut heard = heard.clone();
            heard[place] += 1;
            open.push((after(state, &Event::Found(standing.clone())), heard));
        }
    }
    ends
}

/// The answers of one life, in any order and any number, end where that life went furthest. An answer that comes too late
/// is refused and changes nothing.
#[test]
fn the_answers_of_one_life_end_the_same_in_any_order() {
    use Standing as T;
    let lives: [(&[Standing], State); 9] = [
        (&[T::Held], State::Held),
        (&[T::Held, T::Fulfilling], State::Fulfilling),
        (&[T::Held, T::Done], State::Ready),
        (&[T::Fulfilling, T::Done], State::Ready),
        (&[T::Held, T::Fulfilling, T::Done], State::Ready),
        (&[T::Held, T::Failed], State::Failed),
        (&[T::Held, T::Fulfilling, T::Failed], State::Failed),
        (&[T::Fulfilling, T::Cancelled], State::Cancelled),
        (&[T::Fulfilling, T::Done, T::Cancelled], State::Cancelled),
    ];
    for (answers, end) in lives {
        assert_eq!(ends(State::Unknown, answers), [end], "{answers:?}");
    }
}

/// Where the order counts, and nothing but the order can tell: a hold that is gone has lapsed if the desk knew it as a
/// hold, and a stale "held" or "done" heard after a "cancelled" is another story. The desk asks one question at a time for
/// each order, so answers do not overtake each other.
#[test]
fn where_the_order_of_answers_counts() {
    use Standing as T;
    let both = |answers: &[Standing]| {
        let mut ends = ends(State::Unknown, answers);
        ends.sort_by_key(|state| state.word());
        ends
    };
    assert_eq!(both(&[T::Held, T::Cancelled]), [State::Cancelled, State::Expired]);
    assert_eq!(State::Cancelled.status(), State::Expired.status(), "the same word for everybody else");
    assert_eq!(both(&[T::Done, T::Failed]), [State::Failed, State::Ready], "a supplier that contradicts itself");
    assert_eq!(both(&[T::Held, T::Done, T::Cancelled]), [State::Cancelled, State::Ready]);
}
