//! Everything that can go wrong in a use case, each with a stable code, a sentence and what to do next.

use counterfoil_domain::{
    Code, Money, Retry, SupplierError, SupplierKey,
    availability::RangeError,
    distribution::{MediaKind, print::PrintAct},
    order::{DraftError, State},
};
use counterfoil_paper::{LayoutError, PaperError};
use counterfoil_store::StoreError;
use counterfoil_suppliers::{KeyError, SetUpError};

use crate::{
    distribution::{mail::MailError, print::spooler::SpoolerError},
    secrets::VaultError,
};

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// No such thing.
    #[error("{}", missing(.what, .id))]
    NotFound {
        /// country, city, experience, product, order, ...
        what: &'static str,
        /// What was asked for; empty where it is not repeated.
        id: String,
    },
    /// What was asked is not valid.
    #[error("{0}")]
    Invalid(String),
    /// A range of days is not valid.
    #[error("{0}.")]
    Range(#[from] RangeError),
    /// An order may not be sent like this.
    #[error("{0}")]
    Draft(#[from] DraftError),
    /// A supplier did not give what was asked; nothing changed at the supplier.
    #[error("{}", supplier_sentence(*.supplier, .error, .effect))]
    Supplier {
        /// Which.
        supplier: SupplierKey,
        /// What happened.
        error: SupplierError,
        /// What it means for what was asked: "The catalogue is as it was."
        effect: &'static str,
    },
    /// The supplier is not set up.
    #[error("{} is not set up at this desk: {missing}.", .supplier.name())]
    NotSetUp {
        /// Which.
        supplier: SupplierKey,
        /// What is missing.
        missing: &'static str,
    },
    /// A key cannot be used.
    #[error("{0}")]
    Key(#[from] KeyError),
    /// The supplier's settings cannot be used.
    #[error("{0}")]
    SetUp(#[from] SetUpError),
    /// The vault did not give or take a secret.
    #[error("{0}")]
    Vault(#[from] VaultError),
    /// The order's state does not allow it.
    #[error("Order {code} is {}: {why}", .state.word())]
    OrderState {
        /// The order's code.
        code: String,
        /// Its state.
        state: State,
        /// Why that forbids it.
        why: &'static str,
    },
    /// The outcome of a call is open; a look-up is due and happens by itself.
    #[error(
        "It is not known yet whether the last call for order {code} reached {}. Nothing is lost and nothing was sent \
         twice: the desk looks it up by its own reference.", .supplier.name()
    )]
    OrderUnknown {
        /// The order's code.
        code: String,
        /// At whom.
        supplier: SupplierKey,
    },
    /// The supplier refused an order for good.
    #[error(
        "{} refused order {code}: {text} Nothing is booked and nothing is charged.{}", .supplier.name(),
        after_a_space(.left.as_deref())
    )]
    OrderRefused {
        /// The order's code.
        code: String,
        /// At whom.
        supplier: SupplierKey,
        /// The supplier's words.
        text: String,
        /// Whether the places are gone.
        sold_out: bool,
        /// What is still free that day, by a fresh look, as a sentence.
        left: Option<String>,
    },
    /// What must be paid before is not paid.
    #[error(
        "Order {code} is not paid: {open} is still open. Record the payment first, then confirm. The places stay held."
    )]
    NotPaid {
        /// The order's code.
        code: String,
        /// What is open.
        open: Money,
    },
    /// The price is another one than the agent was shown.
    #[error(
        "The price has changed: it is {now} now, not {shown}. Nothing was sent; look at the new price and book again."
    )]
    PriceChanged {
        /// What was shown.
        shown: Money,
        /// What it is.
        now: Money,
    },
    /// Places that were asked for are not free.
    #[error("{0}")]
    NotAvailable(String),
    /// It may not be cancelled.
    #[error("Order {code} cannot be cancelled: {why} It stays as it is.")]
    NotCancellable {
        /// The order's code.
        code: String,
        /// Why.
        why: String,
    },
    /// Nothing of the order can be printed now.
    #[error("{}", nothing_to_print(*.act, .code, *.state))]
    NothingToPrint {
        /// What was to be done.
        act: PrintAct,
        /// The order's code.
        code: String,
        /// Its state.
        state: State,
    },
    /// No printer was chosen.
    #[error("No printer is chosen for {}. Nothing was printed.", media.name())]
    NoPrinter {
        /// The kind of paper.
        media: MediaKind,
    },
    /// The print service did not do what was asked.
    #[error("{0}.")]
    Spooler(#[from] SpoolerError),
    /// There are no tickets yet.
    #[error("Order {code} has no tickets yet: it is {}.", .state.word())]
    TicketsNotReady {
        /// The order's code.
        code: String,
        /// Its state.
        state: State,
    },
    /// The tickets could not be drawn, or a file for them or from them could not be used.
    #[error("{}", paper_sentence(.0))]
    Paper(#[from] PaperError),
    /// A layout has the name of another one.
    #[error("There is a layout \u{201c}{name}\u{201d} already{}. Nothing changed.", if *.built_in { ", which comes with the program and keeps its name" } else { "" })]
    LayoutName {
        /// The name.
        name: String,
        /// Whether the other one comes with the program.
        built_in: bool,
    },
    /// A layout is faulty.
    #[error("The layout was refused. {0} Nothing changed.")]
    Layout(#[from] LayoutError),
    /// A mail was not sent, or its settings cannot be used.
    #[error("{0}")]
    Mail(#[from] MailError),
    /// A database did not give or take rows.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// A file could not be read or written.
    #[error("{path} could not be {doing}: {source}. Nothing else changed.")]
    File {
        /// Which.
        path: String,
        /// "read", "written".
        doing: &'static str,
        /// The system's words.
        source: std::io::Error,
    },
    /// A run was stopped by a person.
    #[error("The run was stopped by hand. Agents keep the catalogue they had before it.")]
    RunCancelled,
    /// The role may not do this.
    #[error("Your role does not allow this here.")]
    NotAllowed,
    /// A task of ours ended early; a bug, or the program is closing.
    #[error("The program was closing before this was done.")]
    Closing,
}

fn missing(what: &str, id: &str) -> String {
    if id.is_empty() { format!("There is no {what}.") } else { format!("There is no {what} \u{201c}{id}\u{201d}.") }
}

/// Where such a thing is found, in the window and at the command line.
fn where_to_look(what: &str) -> &'static str {
    match what {
        "order" => {
            "Look for it under Orders, or with `counterfoil-cli order list`. An order is named by its code, its id or a reference."
        }
        "ticket" | "ticket of order" | "ticket of this order" => {
            "Open the tickets of its order, or ask `counterfoil-cli ticket list ORDER`, which gives the id of each."
        }
        "ticket with this code" => {
            "Scan again, or type the order code that stands on the paper. A ticket that was not sold here is not known here."
        }
        "layout" => "Choose one under Layouts, or take a name from `counterfoil-cli layout list`.",
        "built-in layout" => {
            "Tickets of a file are drawn on a layout that comes with the program: see `counterfoil-cli layout list`."
        }
        "print job" | "print job that waits" | "batch" => {
            "Look in the print room, or at `counterfoil-cli print list`, which gives the id of each job and its batch."
        }
        "mail" => "Look in the outbox, or at `counterfoil-cli mail list`, which gives the id of each.",
        "country" => {
            "Take it from the list of countries, or from `counterfoil-cli catalog countries`; an empty catalogue is filled first."
        }
        "city" => {
            "Cities are under Admin, or in `counterfoil-cli catalog cities`. A new one comes with the next refresh of the catalogue."
        }
        "experience" | "product" => {
            "Search for it by its name, or with `counterfoil-cli catalog search`. A new one comes with the next refresh of the catalogue."
        }
        "variant" => {
            "Open the product, or ask `counterfoil-cli catalog product ID`, which gives the id of each variant."
        }
        "tag" => "Choose one of the list, or of `counterfoil-cli catalog tags`.",
        _ => "Look at the list it was taken from; it may be gone since.",
    }
}

fn nothing_to_print(act: PrintAct, code: &str, state: State) -> String {
    let word = state.word();
    match (state, act) {
        (State::Ready, PrintAct::Print) => format!(
            "Nothing of order {code} is printed: each of its tickets is on paper, under way, or void. Print a copy of one, or look \
             at the print room."
        ),
        (State::Ready, PrintAct::Copy) => format!(
            "Nothing of order {code} is copied: a copy is made of what is on paper, and none of its tickets is for certain. Print \
             them first; where a sheet is in doubt, say in the print room whether it came. A void ticket is copied only when it \
             is chosen by itself."
        ),
        (State::Ready, PrintAct::Replace) => format!(
            "Nothing of order {code} is replaced: each of its tickets is void, was never handed out, or has a sheet under way or \
             in doubt. Say in the print room whether that sheet came; what was never printed is printed first."
        ),
        (State::Cancelled | State::Failed | State::Expired, _) => format!(
            "Nothing of order {code} is printed: it is {word}, and what tickets it had are void. A void ticket is copied, with the \
             mark across it, when it is chosen by itself."
        ),
        (State::Draft | State::Creating | State::Held, _) => {
            format!("Nothing of order {code} is printed: it is {word} and has no tickets yet. Confirm it first.")
        }
        (State::Confirming | State::Fulfilling | State::Cancelling | State::Unknown, _) => format!(
            "Nothing of order {code} is printed: it is {word}. Its tickets come, or do not, when that is settled by itself."
        ),
    }
}

fn paper_sentence(error: &PaperError) -> String {
    match error {
        PaperError::BadPicture { problem } => format!("This picture cannot be used: {problem}."),
        PaperError::Picture { fault } => format!("No code can be looked for in this file: {fault}."),
        PaperError::NotAPdf { reason } => format!("The supplier's file is not a usable PDF: {reason}."),
        PaperError::Printer { fault } => format!("The printer cannot print this: {fault}."),
        PaperError::NothingToDraw
        | PaperError::CodeNotDrawable { .. }
        | PaperError::CodeNotReadable { .. }
        | PaperError::CodeTooLarge { .. }
        | PaperError::NoPlaceForCode { .. }
        | PaperError::OnTicket { .. }
        | PaperError::UnknownFormat { .. }
        | PaperError::Font { .. }
        | PaperError::Assembly
        | PaperError::Raster { .. } => format!("The tickets could not be drawn: {error}."),
    }
}

fn supplier_sentence(supplier: SupplierKey, error: &SupplierError, effect: &str) -> String {
    format!("{} {effect}", what_happened(supplier, error))
}

/// What happened at a supplier, in whole sentences; what it means for an order follows them.
pub(crate) fn what_happened(supplier: SupplierKey, error: &SupplierError) -> String {
    let name = supplier.name();
    match error {
        SupplierError::Unreachable => format!("{name} could not be reached: nothing was sent."),
        SupplierError::Untrusted => {
            format!("What answers as {name} could not prove that it is {name}: nothing was sent.")
        }
        SupplierError::TimedOut { sent: false } => {
            format!("No connection to {name} came about in time: nothing was sent.")
        }
        SupplierError::TimedOut { sent: true } => format!("{name} did not answer."),
        SupplierError::RateLimited { after: Some(wait) } => {
            format!("{name} asks for a slower pace: again in {} s.", wait.as_secs().max(1))
        }
        SupplierError::RateLimited { after: None } => format!("{name} asks for a slower pace."),
        SupplierError::Refused { text, .. } => format!("{name} refused: {}", sentence(text)),
        SupplierError::Unauthorized => format!("{name} does not accept this desk's API key."),
        SupplierError::Failed { status } => format!("{name} failed on its own side (HTTP {status})."),
        SupplierError::NotUnderstood { at } => {
            format!("What came back makes no sense as an answer of {name} ({at}).")
        }
        SupplierError::Key(text) => sentence(text),
    }
}

/// One more sentence, where there is one.
fn after_a_space(sentence: Option<&str>) -> String {
    sentence.map_or_else(String::new, |sentence| format!(" {sentence}"))
}

/// A supplier's words as a sentence.
pub(crate) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

impl EngineError {
    pub(crate) fn not_found(what: &'static str, id: impl ToString) -> Self {
        Self::NotFound { what, id: id.to_string() }
    }

    /// A failed read: the supplier's error, with what it means for the catalogue or the screen.
    pub(crate) const fn read(supplier: SupplierKey, error: SupplierError) -> Self {
        Self::Supplier { supplier, error, effect: "Nothing changed here." }
    }

    /// The same error of a question that was asked while booking: nothing came of it.
    pub(crate) fn while_booking(self) -> Self {
        match self {
            Self::Supplier { supplier, error, .. } => {
                Self::Supplier { supplier, error, effect: "Nothing is booked and nothing is written down." }
            }
            other => other,
        }
    }

    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::NotFound { .. } | Self::Store(StoreError::NotFound { .. }) => Code::NotFound,
            Self::NotPaid { .. } => Code::NotPaid,
            Self::OrderRefused { sold_out: true, .. }
            | Self::NotAvailable(_)
            | Self::Draft(DraftError::NotOffered(_) | DraftError::SoldOut(_)) => Code::NotAvailable,
            Self::Invalid(_)
            | Self::Range(_)
            | Self::Draft(_)
            | Self::SetUp(_)
            | Self::Layout(_)
            | Self::LayoutName { .. }
            | Self::Store(StoreError::Payment(_)) => Code::InvalidParameter,
            Self::Store(StoreError::Print { .. } | StoreError::TicketMove(_)) => Code::TicketState,
            Self::Supplier { error, .. } => match error {
                SupplierError::Unreachable | SupplierError::Untrusted => Code::SupplierUnreachable,
                SupplierError::TimedOut { .. } => Code::SupplierTimedOut,
                SupplierError::RateLimited { .. } => Code::SupplierBusy,
                SupplierError::Refused { .. } => Code::SupplierRefused,
                SupplierError::Unauthorized => Code::SupplierUnauthorized,
                SupplierError::Failed { .. } | SupplierError::NotUnderstood { .. } => Code::SupplierNotUnderstood,
                SupplierError::Key(_) => Code::KeyUnusable,
            },
            Self::NotSetUp { .. } => Code::SupplierNotSetUp,
            Self::Key(_) => Code::KeyUnusable,
            Self::Vault(error) => match error {
                VaultError::Absent { .. } => Code::KeyringAbsent,
                VaultError::Locked => Code::KeyringLocked,
                VaultError::TimedOut { .. } => Code::KeyringSlow,
                VaultError::ReadOnly { .. } => Code::SecretsReadOnly,
                VaultError::Refused { .. }
                | VaultError::TooLarge { .. }
                | VaultError::NotKept { .. }
                | VaultError::Ambiguous { .. }
                | VaultError::TooOpen { .. }
                | VaultError::NoFolder { .. }
                | VaultError::Unreadable { .. }
                | VaultError::NotAKey { .. }
                | VaultError::Unguarded { .. } => Code::General,
            },
            Self::OrderState { .. } => Code::OrderState,
            Self::OrderUnknown { .. } => Code::OrderUnknown,
            Self::OrderRefused { .. } => Code::SupplierRefused,
            Self::PriceChanged { .. } => Code::PriceChanged,
            Self::NotCancellable { .. } => Code::NotCancellable,
            Self::TicketsNotReady { .. } => Code::TicketsNotReady,
            Self::Paper(_) => Code::PaperProblem,
            Self::NothingToPrint { .. } => Code::NothingToPrint,
            Self::NoPrinter { .. } => Code::NoPrinter,
            Self::Spooler(_) => Code::PrintService,
            Self::Mail(error) => error.code(),
            Self::Store(_) => Code::Storage,
            Self::File { .. } | Self::Closing => Code::General,
            Self::RunCancelled => Code::RunCancelled,
            Self::NotAllowed => Code::NotAllowed,
        }
    }

    /// When trying again makes sense.
    pub const fn retry(&self) -> Retry {
        match self.code() {
            Code::SupplierUnreachable
            | Code::SupplierTimedOut
            | Code::SupplierBusy
            | Code::SupplierNotUnderstood
            | Code::OrderUnknown
            | Code::TicketsNotReady
            | Code::MailUnreachable
            | Code::PrintService
            | Code::AlreadyRunning => Retry::Later,
            Code::KeyringLocked | Code::KeyringSlow | Code::Storage | Code::RunCancelled | Code::PriceChanged => {
                Retry::Now
            }
            Code::General
            | Code::NotFound
            | Code::InvalidParameter
            | Code::SupplierRefused
            | Code::SupplierUnauthorized
            | Code::SupplierNotSetUp
            | Code::KeyUnusable
            | Code::KeyringAbsent
            | Code::SecretsReadOnly
            | Code::OrderState
            | Code::NotPaid
            | Code::NotAvailable
            | Code::NotCancellable
            | Code::PaperProblem
            | Code::NothingToPrint
            | Code::NoPrinter
            | Code::TicketState
            | Code::TicketVoid
            | Code::MailNotSetUp
            | Code::MailRefused
            | Code::MailDoubtful
            | Code::MailState
            | Code::NotAllowed => Retry::Never,
        }
    }

    /// What to do next, where the sentence does not say it already.
    pub fn hint(&self) -> Option<&'static str> {
        if let Self::NotFound { what, .. } | Self::Store(StoreError::NotFound { noun: what }) = self {
            return Some(where_to_look(what));
        }
        if let Self::LayoutName { built_in, .. } = self {
            return Some(if *built_in {
                "Give this one another name: the line \"name\" in the file, or `counterfoil-cli layout import FILE --name NAME`."
            } else {
                "Save it in the other one's place, at the command line with --replace, or give it another name: the line \"name\" \
                 in the file, or --name NAME."
            });
        }
        if let Self::Supplier { error: SupplierError::NotUnderstood { .. }, .. } = self {
            // What answers in a supplier's place is mostly a network that wants a sign-in first.
            return Some(
                "If this network asks for a sign-in, do that in a browser first. Then try again; if it stays, test the \
                 supplier under Admin.",
            );
        }
        if let Self::Supplier { error: SupplierError::Untrusted, .. } = self {
            return Some(
                "Check this computer's date, and the address under Admin. A network or a virus scanner that looks into \
                 connections shows itself like this too.",
            );
        }
        if let Self::OrderRefused { left: Some(_), .. } = self {
            return Some("Choose another time or day and book again.");
        }
        match self.code() {
            Code::SupplierUnreachable => {
                Some("Check the network, then try again. The catalogue stays usable meanwhile.")
            }
            Code::SupplierTimedOut | Code::SupplierNotUnderstood => {
                Some("Try again in a minute. If it stays, test the supplier under Admin.")
            }
            Code::SupplierBusy => Some("Wait a moment, then try again."),
            Code::SupplierUnauthorized => {
                Some("Enter the API key anew under Admin, Suppliers, or with `counterfoil-cli supplier set`.")
            }
            Code::SupplierNotSetUp => {
                Some("Set the supplier up under Admin, Suppliers, or with `counterfoil-cli supplier set`.")
            }
            Code::OrderUnknown => Some("Wait: it is looked up by itself. Do not book it again."),
            Code::NotAvailable => Some("Ask for the availability again and choose another time."),
            Code::TicketsNotReady => Some("Check the order again later; it is also asked about by itself."),
            Code::MailNotSetUp => Some("Set mail up under Admin, or with `counterfoil-cli mail settings`."),
            Code::MailUnreachable => {
                Some("Check the network and the settings of mail. Mails that wait are tried again by themselves.")
            }
            Code::NoPrinter => Some(
                "Choose one in the print room, or with `counterfoil-cli printer choose`, or name one with --printer.",
            ),
            Code::PrintService => Some("Check that the print service runs and the printer is there, then try again."),
            Code::General
            | Code::NotFound
            | Code::NothingToPrint
            | Code::TicketState
            | Code::InvalidParameter
            | Code::SupplierRefused
            | Code::KeyUnusable
            | Code::KeyringAbsent
            | Code::KeyringLocked
            | Code::KeyringSlow
            | Code::SecretsReadOnly
            | Code::OrderState
            | Code::NotPaid
            | Code::PriceChanged
            | Code::NotCancellable
            | Code::PaperProblem
            | Code::TicketVoid
            | Code::MailRefused
            | Code::MailDoubtful
            | Code::MailState
            | Code::Storage
            | Code::AlreadyRunning
            | Code::NotAllowed
            | Code::RunCancelled => None,
        }
    }
}
