//! The supplier's texts: summaries, conditions and descriptions, written on request.

use super::dice::Dice;

const OPENINGS: &[&str] = &[
    "Few places show {city} as well as {name}.",
    "{name} has been the talk of {city} ever since its doors opened.",
    "Leave the crowds of {city} behind and step into {name}.",
    "If you have only one day in {city}, spend a good part of it at {name}.",
    "Everybody in {city} has a story about {name}, and after this visit you will have one too.",
    "Locals will tell you that {city} begins at {name}.",
];
const SENTENCES: &[&str] = &[
    "Start in the entrance hall, where a scale model explains how the whole place was put together, beam by beam.",
    "The route takes about ninety minutes at an easy pace, with benches wherever the view asks for one.",
    "Hosts in blue jackets are happy to answer questions, to take your picture and to point out the details most visitors miss.",
    "On clear days you can follow the coast for forty kilometres; at night the lights of the ring road draw a second horizon.",
    "Children receive a small notebook with riddles, and those who solve all nine may stamp it at the exit.",
    "The collection was started by two sisters who could not agree on anything but colour.",
    "Audio stories in nine languages are told by the people who worked here: a glazier, a ferry captain, a cook.",
    "The café on the second floor bakes every morning; come before eleven for the almond rolls.",
    "A quiet garden behind the main building is open to all ticket holders and is rarely full.",
    "Because the number of visitors for each slot is limited, there is room to look closely and to stay.",
    "In the last room the ceiling opens for a few minutes every hour, weather permitting.",
    "You keep your ticket on your phone: show it at the gate, listen for the chime and walk straight in.",
    "Cameras are welcome everywhere; please leave tripods and large bags in the free lockers.",
    "The restoration took eleven years, and you can still watch the last two workshops behind glass.",
    "There is a lift to every floor, and wheelchairs can be borrowed at the desk without charge.",
    "Halfway along you may taste what is in season, chosen by the house that same morning.",
    "Each spring the programme changes, so that even regular visitors find something they have not seen.",
    "Between the tall windows hang letters never meant to be read by strangers, funny and sad by turns.",
    "A short film with music recorded on the spot runs all day in the small theatre beside the stairs.",
    "The guide knows which corner the wind forgets, and that is where the stories are told.",
    "Bring a light jacket: it can be fresh at the top, even when the streets below are hot.",
    "The shop sells prints made in the district, and part of each sale goes to the school of craft next door.",
];
const HIGHLIGHTS: &[&str] = &[
    "Walk in past the ticket line with your mobile ticket",
    "See the whole city and, on clear days, the sea behind it",
    "Learn how it was built from those who were there",
    "Stay as long as you like within opening hours",
    "Perfect with children: riddles, stamps and a play corner",
    "Small groups with a local guide",
    "A drink on the terrace is waiting for you",
    "Free changes of audio language at any point",
    "Hidden rooms that are closed to other visitors",
    "The best light for photographs, an hour before sunset",
];
const INCLUDED: &[&str] = &[
    "Admission on the chosen day",
    "Audio guide in nine languages",
    "Access to all floors",
    "Free Wi-Fi",
    "Locker",
    "Live guide",
    "Welcome drink",
    "Map of the quarter",
    "Temporary exhibition",
    "Life jacket and briefing",
];
const EXCLUDED: &[&str] =
    &["Food and drinks", "Hotel pick-up and drop-off", "Gratuities", "Parking", "Printed catalogue", "Insurance"];
const MUST_KNOW: &[&str] = &[
    "Please arrive 15 minutes before your slot; late arrivals may have to wait for the next free place.",
    "Children under 12 are admitted only together with an adult.",
    "Bring a valid identity document; names on tickets may be checked.",
    "Last admission is 60 minutes before closing time.",
    "Large bags, tripods and drones are not allowed.",
];

/// Fills one of a list's sentences with names.
fn sentence(dice: &mut Dice, list: &[&'static str], name: &str, city: &str) -> String {
    dice.pick(list).replace("{name}", name).replace("{city}", city)
}

/// A paragraph; `html` puts it into the tags some suppliers leave in their texts.
pub(crate) fn paragraphs(dice: &mut Dice, name: &str, city: &str, sentences: usize, html: bool) -> String {
    let mut text = String::with_capacity(sentences * 120);
    for nth in 0..sentences {
        if nth % 5 == 0 {
            text.push_str(if html {
                if nth == 0 { "<p>" } else { "</p>\n<p>" }
            } else if nth == 0 {
                ""
            } else {
                "\n\n"
            });
            let opening = sentence(dice, OPENINGS, name, city);
            if html && nth == 0 {
                text.push_str("<strong>");
                text.push_str(&opening.replace('&', "&amp;"));
                text.push_str("</strong>");
            } else if html {
                text.push_str(&opening.replace('&', "&amp;"));
            } else {
                text.push_str(&opening);
            }
        } else {
            text.push(' ');
            text.push_str(dice.pick(SENTENCES));
        }
    }
    if html {
        text.push_str("</p>");
    }
    text
}

fn list(dice: &mut Dice, from: &[&'static str], count: usize, html: bool) -> String {
    let start = dice.position(from.len());
    let lines = (0..count.min(from.len())).map(|nth| from[(start + nth) % from.len()]);
    if html {
        let items: Vec<&str> = lines.collect();
        format!("<ul><li>{}</li></ul>", items.join("</li><li>"))
    } else {
        lines.map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n")
    }
}

/// The points that sell it.
pub(crate) fn highlights(dice: &mut Dice, html: bool) -> String {
    list(dice, HIGHLIGHTS, 5, html)
}

/// What the price covers.
pub(crate) fn included(dice: &mut Dice, html: bool) -> String {
    list(dice, INCLUDED, 5, html)
}

/// What it does not.
pub(crate) fn excluded(dice: &mut Dice, html: bool) -> String {
    list(dice, EXCLUDED, 3, html)
}

/// What a visitor has to be told before buying.
pub(crate) fn must_know(dice: &mut Dice) -> String {
    list(dice, MUST_KNOW, 2, false)
}

/// One line under a title.
pub(crate) fn tagline(dice: &mut Dice) -> &'static str {
    dice.pick(HIGHLIGHTS)
}
