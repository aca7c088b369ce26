//! The stable codes a person or a script may branch on, and when trying again makes sense.

use serde::{Deserialize, Serialize};

/// Whether doing the same thing again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Retry {
    /// The same request will fail the same way.
    Never,
    /// At once.
    Now,
    /// After a while: the network, the supplier or another run must change first.
    Later,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// A stable problem code. The first three carry the words of the use-case specification.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $name),* }

        impl Code {
            /// Every code there is.
            pub const ALL: &[Self] = &[$(Self::$name),*];
            /// The word as doors print it; never changes once released.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }
        }
    };
}

codes! {
    /// Nothing more precise is known.
    General = "ERR00001",
    /// No such country, city, experience, product, order, ...
    NotFound = "ERR00003",
    /// What was asked is not valid: a date, an id, a quantity, a file.
    InvalidParameter = "ERR00014",
    /// The supplier could not be reached.
    SupplierUnreachable = "SUPPLIER_UNREACHABLE",
    /// The supplier did not answer in time.
    SupplierTimedOut = "SUPPLIER_TIMED_OUT",
    /// The supplier asked for a slower pace.
    SupplierBusy = "SUPPLIER_BUSY",
    /// The supplier said no, with a reason.
    SupplierRefused = "SUPPLIER_REFUSED",
    /// The supplier does not accept our key.
    SupplierUnauthorized = "SUPPLIER_UNAUTHORIZED",
    /// The supplier's answer made no sense.
    SupplierNotUnderstood = "SUPPLIER_NOT_UNDERSTOOD",
    /// No supplier is set up, or its keys are missing.
    SupplierNotSetUp = "SUPPLIER_NOT_SET_UP",
    /// The private or API key is not in a form we can use.
    KeyUnusable = "KEY_UNUSABLE",
    /// The keyring is not there.
    KeyringAbsent = "KEYRING_ABSENT",
    /// The keyring is locked.
    KeyringLocked = "KEYRING_LOCKED",
    /// The keyring did not answer.
    KeyringSlow = "KEYRING_SLOW",
    /// This desk may not change its secrets folder.
    SecretsReadOnly = "SECRETS_READ_ONLY",
    /// The order is not in a state that allows this.
    OrderState = "ORDER_STATE",
    /// The order's outcome is not known yet; it is being looked up.
    OrderUnknown = "ORDER_UNKNOWN",
    /// What must be paid before is not paid.
    NotPaid = "NOT_PAID",
    /// The price is another one than was shown.
    PriceChanged = "PRICE_CHANGED",
    /// The places are gone.
    NotAvailable = "NOT_AVAILABLE",
    /// The order may no longer be cancelled.
    NotCancellable = "NOT_CANCELLABLE",
    /// The tickets are not there yet.
    TicketsNotReady = "TICKETS_NOT_READY",
    /// The ticket could not be drawn.
    PaperProblem = "PAPER_PROBLEM",
    /// There is nothing of this order that could be printed now.
    NothingToPrint = "NOTHING_TO_PRINT",
    /// No printer was chosen for this kind of paper.
    NoPrinter = "NO_PRINTER",
    /// The print service could not be reached or did not take the sheets.
    PrintService = "PRINT_SERVICE",
    /// The ticket is in a state that does not allow this.
    TicketState = "TICKET_STATE",
    /// The catalogue or ledger file could not be read or written.
    Storage = "STORAGE",
    /// Another run of the same kind is going on.
    AlreadyRunning = "ALREADY_RUNNING",
    /// A ticket is void; it is neither printed nor sent.
    TicketVoid = "TICKET_VOID",
    /// No mail server is set up, or its password is missing.
    MailNotSetUp = "MAIL_NOT_SET_UP",
    /// The mail server could not be reached, or asks to come back later.
    MailUnreachable = "MAIL_UNREACHABLE",
    /// The mail server said no, with a reason.
    MailRefused = "MAIL_REFUSED",
    /// It is not known whether the mail server took a mail.
    MailDoubtful = "MAIL_DOUBTFUL",
    /// The mail is not in a state that allows this.
    MailState = "MAIL_STATE",
    /// The operator may not do this.
    NotAllowed = "NOT_ALLOWED",
    /// The run was cancelled by a person.
    RunCancelled = "RUN_CANCELLED",
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}
