//! The command line. What stands here is what `--help` says; names and shapes are stable.

mod mail;
mod ticket;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use counterfoil_domain::order::PaymentKind;
use counterfoil_sandbox::RunArgs;

pub(crate) use mail::{MailChange, MailCommand};
pub(crate) use ticket::{
    EventsCommand, GroupSearch, KafkaArgs, LayoutCommand, PreviewArgs, PrintArgs, PrintCommand, PrinterCommand,
    TicketCommand,
};

/// Counterfoil from the command line: browse, book and print what suppliers sell.
///
/// With --json every command prints one JSON document on standard output; progress and logs go to standard error.
/// Exit codes: 0 ok, 1 a problem ({"problem": {"code", "message", "hint", "retry"}}), 2 wrong usage.
#[derive(Debug, Parser)]
#[command(name = "counterfoil-cli", version, max_term_width = 110)]
pub(crate) struct Arguments {
    /// Folder of both databases [default: the platform's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Print one JSON document on standard output
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Read keys from a folder instead of the keyring: `tiqets-api-key`, `tiqets-private-key.pem`, `mail-password`,
    /// `broker-password`, readable by nobody else (chmod 700 DIR, chmod 600 DIR/*). For servers without a keyring; never a default.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) secrets: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Suppliers and their keys
    #[command(subcommand)]
    Supplier(SupplierCommand),
    /// The catalogue: fill it, browse it, search it
    #[command(subcommand)]
    Catalog(CatalogCommand),
    /// Switch cities on and off
    #[command(subcommand)]
    City(CityCommand),
    /// Free days with times and prices, asked of the supplier now
    Availability(Range),
    /// The same as a flat list of day and time
    Timeslots(Range),
    /// Orders: create (hold), confirm, status, cancel, list, resume, holds, history, again, pay
    #[command(subcommand)]
    Order(OrderCommand),
    /// Tickets: their groups and status, on paper, by mail, scanned
    #[command(subcommand)]
    Ticket(TicketCommand),
    /// How tickets look on paper
    #[command(subcommand)]
    Layout(LayoutCommand),
    /// Printers, and what this desk prints with
    #[command(subcommand)]
    Printer(PrinterCommand),
    /// The print journal: what printers were asked for and what became of it
    #[command(subcommand)]
    Print(PrintCommand),
    /// What became of tickets, told to others
    #[command(subcommand)]
    Events(EventsCommand),
    /// Mails with tickets, and the server they go by
    #[command(subcommand)]
    Mail(MailCommand),
    /// Run the built-in supplier's server; its first line is a JSON document with its address and throw-away keys
    Sandbox(RunArgs),
    /// The whole job against a sandbox inside this process: from an empty desk to a ticket PDF. No key, no network
    Demo {
        /// Folder for the PDF; made when missing
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SupplierCommand {
    /// Set a supplier up. Keys go to the keyring; a key that is not given stays as it is
    Set {
        /// tiqets
        supplier: String,
        /// Address of the API, such as https://api.tiqets.com/v2
        #[arg(long, value_name = "URL")]
        base_url: String,
        /// File that holds the API key
        #[arg(long, value_name = "FILE")]
        api_key_file: Option<PathBuf>,
        /// File that holds the RSA private key: PKCS#8 or PKCS#1, PEM or DER
        #[arg(long, value_name = "FILE")]
        private_key_file: Option<PathBuf>,
        /// Currency to ask for, ISO 4217
        #[arg(long, value_name = "CODE")]
        currency: Option<String>,
        /// Language to ask for, ISO 639-1
        #[arg(long, value_name = "CODE")]
        lang: Option<String>,
        /// Requests a second, at most [default: 10]
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        per_second: Option<u32>,
        /// Requests at once, at most [default: 6]
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        at_once: Option<u32>,
        /// A further host of pictures and PDFs; may be repeated
        #[arg(long, value_name = "HOST")]
        host: Vec<String>,
    },
    /// List suppliers and how they stand
    List,
    /// Prove the address and the keys with a cheap call
    Test {
        /// tiqets
        supplier: String,
    },
    /// Remove both keys from the keyring
    RemoveKeys {
        /// tiqets
        supplier: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum CatalogCommand {
    /// Fill an empty desk: countries, cities, tags, experiences, products
    Bootstrap {
        /// At most so many pages of each list
        #[arg(long, value_name = "N")]
        max_pages: Option<u32>,
    },
    /// Fetch the enabled cities again, or the ones named
    Refresh {
        /// Only this city; may be repeated
        #[arg(long, value_name = "ID")]
        city: Vec<String>,
        /// When another run goes on, here or in another program, wait for its end instead of being skipped
        #[arg(long)]
        wait: bool,
    },
    /// Fetch countries, cities and experiences again, without products
    QuickSync {
        /// At most so many pages of each list
        #[arg(long, value_name = "N")]
        max_pages: Option<u32>,
    },
    /// Fetch tag types and tags again
    SyncTags,
    /// Fetch variants of products that have none here yet or old ones, best known first
    Variants {
        /// Of at most so many products
        #[arg(long, value_name = "N", default_value_t = u32::MAX)]
        limit: u32,
    },
    /// The last runs with their figures, newest first
    Runs {
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
        limit: u32,
    },
    /// When the catalogue is refreshed by itself; the window does it while it is open
    Schedule {
        /// Every so many hours, or `off`
        #[arg(long, value_name = "HOURS|off", value_parser = every)]
        every: Option<Every>,
    },
    /// Tags with how many experiences have them
    Tags {
        /// Only of this type group, such as "Activity categories"; may be repeated
        #[arg(long, value_name = "NAME")]
        group: Vec<String>,
        /// Only tags of this city's experiences
        #[arg(long, value_name = "ID")]
        city: Option<String>,
        /// Only tags of this country's experiences, ISO code or id
        #[arg(long, value_name = "AE|ID")]
        country: Option<String>,
    },
    /// How large and how old the catalogue is
    Status,
    /// Countries
    Countries,
    /// Cities
    Cities {
        /// ISO code or supplier's id
        #[arg(long, value_name = "AE|ID")]
        country: Option<String>,
        /// Only enabled ones
        #[arg(long)]
        enabled: bool,
    },
    /// Experiences of enabled cities
    Experiences {
        /// Only this city
        #[arg(long, value_name = "ID")]
        city: Option<String>,
        /// Only this country, ISO code or id
        #[arg(long, value_name = "AE|ID")]
        country: Option<String>,
        /// Only with this tag; may be repeated
        #[arg(long, value_name = "ID")]
        tag: Vec<String>,
        #[command(flatten)]
        page: Page,
    },
    /// One experience; fetched from the supplier when it is not here
    Experience {
        /// Its id
        id: String,
    },
    /// Products of an experience or a city
    #[command(group(clap::ArgGroup::new("of").required(true).args(["experience", "city"])))]
    Products {
        /// Of this experience
        #[arg(long, value_name = "ID")]
        experience: Option<String>,
        /// Of this city
        #[arg(long, value_name = "ID")]
        city: Option<String>,
        #[command(flatten)]
        page: Page,
    },
    /// One product with its variants and what it asks of visitors
    Product {
        /// Its id
        id: String,
    },
    /// Search cities, experiences and products
    Search {
        /// Words, in any order and script; one typo a word is forgiven
        text: String,
        /// At most so many hits
        #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=500))]
        limit: u32,
    },
}

/// How often a catalogue is refreshed by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Every {
    Hours(u32),
    Off,
}

fn every(text: &str) -> Result<Every, std::num::ParseIntError> {
    if text == "off" { Ok(Every::Off) } else { text.parse().map(Every::Hours) }
}

#[derive(Debug, Args)]
pub(crate) struct Page {
    /// Page, from 1
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) page: u32,
    /// Items a page, 1 to 100
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) page_size: u32,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CityCommand {
    /// Show cities to agents
    Enable {
        /// Their ids
        #[arg(required = true)]
        ids: Vec<String>,
    },
    /// Hide cities from agents, at once and without a refresh
    Disable {
        /// Their ids
        #[arg(required = true)]
        ids: Vec<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Range {
    /// The product's id
    pub(crate) product: String,
    /// First day at the venue, yyyy-MM-dd
    #[arg(long, value_name = "DAY")]
    pub(crate) from: String,
    /// Last day, yyyy-MM-dd; at most 90 days after the first
    #[arg(long, value_name = "DAY")]
    pub(crate) to: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OrderCommand {
    /// Write an order down and hold the places
    ///
    /// The file: {"product_id", "day", "timeslot"?, "variants": [{"variant_id", "count"}],
    /// "customer": {"first_name", "last_name", "email", "phone"},
    /// "visitors"?: [{"variant_id", "details": {"full_name": ...}}], "external_reference"?}.
    /// The same external_reference twice is the same order.
    Create {
        /// JSON file, or - for standard input
        #[arg(long, value_name = "F")]
        file: PathBuf,
    },
    /// Confirm a held order after payment
    Confirm {
        /// Our id, our code, or either reference
        id: String,
        /// How what is still open was paid; it is recorded before the order is confirmed: cash, card, account or other
        #[arg(long, value_name = "KIND", default_value = "other")]
        paid: PaymentKind,
        /// Wait at most so many seconds for the tickets
        #[arg(long, value_name = "SECONDS")]
        wait: Option<u64>,
    },
    /// Ask the supplier how an order stands
    Status {
        /// Our id, our code, or either reference
        id: String,
    },
    /// Cancel an order, or let a hold go
    Cancel {
        /// Our id, our code, or either reference
        id: String,
        /// The supplier's word for the reason
        #[arg(long, default_value = "OTHER")]
        reason: String,
    },
    /// List orders, newest first
    List {
        /// Only this state, or one of PENDING, OK, FAILED, CANCELLED; may be repeated
        #[arg(long, value_name = "S")]
        state: Vec<String>,
        /// Part of a code, reference, name, e-mail or title
        #[arg(long, value_name = "Q")]
        query: Option<String>,
        #[command(flatten)]
        page: Page,
    },
    /// Settle every open intent and every due question once
    Resume,
    /// List the holds of all desks on this ledger; the one that ends first comes first
    Holds,
    /// Tell the story of an order, oldest first
    History {
        /// Our id, our code, or either reference
        id: String,
    },
    /// Hold the places of a draft, or of an order that is over, once more; the old one stays in the ledger
    Again {
        /// Our id, our code, or either reference
        id: String,
    },
    /// Record a payment, or with a negative amount what was paid back
    Pay {
        /// Our id, our code, or either reference
        id: String,
        /// What it pays, such as 120.50
        #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
        amount: String,
        /// In the order's currency; another one is refused
        #[arg(long, value_name = "CODE")]
        currency: Option<String>,
        /// cash, card, account or other
        #[arg(long, value_name = "KIND", default_value = "cash")]
        kind: PaymentKind,
        /// A receipt's number, or why
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        /// Your own mark for this payment: the same mark twice is the same payment
        #[arg(long, value_name = "KEY")]
        key: Option<String>,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_of_every_command_fit_together() {
        super::Arguments::command().debug_assert();
    }
}
