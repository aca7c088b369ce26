//! What a client pays, and what of it is still open. One basket is paid together; currencies are never converted: what was
//! taken in another currency is written down beside the amount it pays, as the person at the till said it.

use serde::{Deserialize, Serialize};

use super::{Order, State};
use crate::{Currency, Instant, Money, OrderId};

/// How it was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PaymentKind {
    /// Notes and coins into the till.
    Cash,
    /// By a card terminal of the agency.
    Card,
    /// On the client's account; invoiced later.
    Account,
    /// In another way, said in the note.
    Other,
}

impl PaymentKind {
    /// All kinds, in the order in which a till offers them.
    pub const ALL: [Self; 4] = [Self::Cash, Self::Card, Self::Account, Self::Other];

    /// The word of the ledger and the doors.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Card => "card",
            Self::Account => "account",
            Self::Other => "other",
        }
    }

    /// The kind of a word of the ledger.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// As a sentence says it.
    pub const fn spoken(self) -> &'static str {
        match self {
            Self::Cash => "in cash",
            Self::Card => "by card",
            Self::Account => "on account",
            Self::Other => "in another way",
        }
    }
}

/// A word that names no way to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write cash, card, account or other")]
pub struct UnknownKind;

impl std::str::FromStr for PaymentKind {
    type Err = UnknownKind;
    fn from_str(word: &str) -> Result<Self, UnknownKind> {
        Self::from_word(word).ok_or(UnknownKind)
    }
}

/// A part of a payment, or of what is paid back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Made by whoever records it: the same key twice is the same payment.
    pub key: String,
    /// The basket it pays: the id of its first order.
    pub basket: OrderId,
    /// How.
    pub kind: PaymentKind,
    /// What it pays, in the currency of the orders; negative when it is paid back.
    pub amount: Money,
    /// What was handed over, in the currency it was handed over in; never negative.
    pub taken: Option<Money>,
    /// A receipt's number, or why.
    pub note: Option<String>,
    /// When.
    pub at: Instant,
}

impl Payment {
    /// What goes back to the client from what was handed over; `None` where that was in another currency.
    pub fn change(&self) -> Option<Money> {
        let taken = self.taken.filter(|taken| taken.currency == self.amount.currency)?;
        Some(Money::new(taken.minor.checked_sub(self.amount.minor)?, taken.currency))
    }
}

/// What a basket costs and what was paid, in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// The orders that stand.
    pub due: Money,
    /// What was paid, less what was paid back.
    pub paid: Money,
}

impl Balance {
    /// What is still to be paid; negative when something is to be paid back.
    pub const fn open(&self) -> Money {
        Money::new(self.due.minor.saturating_sub(self.paid.minor), self.due.currency)
    }
}

/// Why a payment is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaymentError {
    /// Nothing is paid with nothing.
    #[error("A payment of nothing is none. Give an amount.")]
    Nothing,
    /// More than is open.
    #[error("Only {open} is still open. Take {open}; what is handed over beyond it is change.")]
    TooMuch {
        /// What is open.
        open: Money,
    },
    /// What is to be confirmed is not paid, for somebody else used the payment meanwhile.
    #[error("{open} is still open. Record the payment first, then confirm. The places stay held.")]
    NotPaid {
        /// What is open.
        open: Money,
    },
    /// More is paid back than was paid.
    #[error("Only {paid} was paid. No more than that can be paid back.")]
    TooMuchBack {
        /// What was paid.
        paid: Money,
    },
    /// Nothing of it costs anything in that currency.
    #[error("Nothing is to be paid in {currency}. Give the amount in the order's own currency.")]
    OtherCurrency {
        /// The currency that was given.
        currency: Currency,
    },
    /// Less was handed over than it is to pay.
    #[error("{taken} is less than {amount}. Record {taken} as a part, or take the rest.")]
    TooLittle {
        /// What was handed over.
        taken: Money,
        /// What it is to pay.
        amount: Money,
    },
    /// The key stands for another payment.
    #[error("This payment was recorded already, with another amount. Nothing was written; look at the payments first.")]
    KeyReused,
}

/// Whether an order is sold or may be: what its outcome leaves open was confirmed, or could have been. One of which the
/// supplier has given no reference was never confirmed.
const fn is_bought(order: &Order) -> bool {
    match order.state {
        State::Confirming | State::Fulfilling | State::Ready => true,
        State::Cancelling | State::Unknown => order.order_reference.is_some(),
        State::Held | State::Draft | State::Creating | State::Failed | State::Cancelled | State::Expired => false,
    }
}

/// Whether an order is to be paid for: it is sold or may be, or its hold can be confirmed now.
pub fn is_due(order: &Order, now: Instant) -> bool {
    let lasts = order.hold_expires_at.is_none_or(|ends| ends > now);
    is_bought(order) || (order.state == State::Held && lasts && order.payment_token.is_some())
}

/// What a basket costs now and what was paid for it, by currency, in the order in which the currencies appear.
pub fn balances(orders: &[Order], payments: &[Payment], now: Instant) -> Vec<Balance> {
    let due = orders.iter().filter(|order| is_due(order, now)).filter_map(|order| order.total);
    sums(due, payments)
}

/// What must be paid before an order is confirmed: itself, and what was confirmed of its basket before.
pub fn open_before_confirm(order: &Order, orders: &[Order], payments: &[Payment]) -> Option<Money> {
    let total = order.total?;
    let bought = |other: &&Order| other.id != order.id && is_bought(other);
    let due = orders.iter().filter(bought).filter_map(|other| other.total).chain([total]);
    let open = sums(due, payments).into_iter().find(|balance| balance.due.currency == total.currency)?.open();
    (open.minor > 0).then_some(open)
}

fn sums(due: impl Iterator<Item = Money>, payments: &[Payment]) -> Vec<Balance> {
    let mut sums: Vec<Balance> = Vec::new();
    for money in due {
        let sum = of_currency(&mut sums, money.currency);
        sum.due.minor = sum.due.minor.saturating_add(money.minor);
    }
    for payment in payments {
        let sum = of_currency(&mut sums, payment.amount.currency);
        sum.paid.minor = sum.paid.minor.saturating_add(payment.amount.minor);
    }
    sums
}

fn of_currency(sums: &mut Vec<Balance>, currency: Currency) -> &mut Balance {
    let at = sums.iter().position(|sum| sum.due.currency == currency).unwrap_or_else(|| {
        sums.push(Balance { due: Money::zero(currency), paid: Money::zero(currency) });
        sums.len() - 1
    });
    &mut sums[at]
}

/// Whether a payment may be written down beside the others of its basket.
pub fn check(payment: &Payment, orders: &[Order], payments: &[Payment]) -> Result<(), PaymentError> {
    let amount = payment.amount;
    if amount.minor == 0 {
        return Err(PaymentError::Nothing);
    }
    let costs = |order: &Order| order.total.is_some_and(|total| total.currency == amount.currency);
    if amount.minor > 0 && orders.iter().any(|order| order.total.is_some()) && !orders.iter().any(costs) {
        return Err(PaymentError::OtherCurrency { currency: amount.currency });
    }
    let nothing = Balance { due: Money::zero(amount.currency), paid: Money::zero(amount.currency) };
    let balance = balances(orders, payments, payment.at)
        .into_iter()
        .find(|balance| balance.due.currency == amount.currency)
        .unwrap_or(nothing);
    if amount.minor < 0 && amount.minor.saturating_neg() > balance.paid.minor {
        return Err(PaymentError::TooMuchBack { paid: balance.paid });
    }
    if amount.minor > balance.open().minor.max(0) {
        return Err(PaymentError::TooMuch { open: Money::new(balance.open().minor.max(0), amount.currency) });
    }
    match payment.taken {
        Some(taken) if taken.currency == amount.currency && taken.minor < amount.minor => {
            Err(PaymentError::TooLittle { taken, amount })
        }
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::order::samples::order;
    use proptest::prelude::*;

    fn euros(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    fn sold(state: State, total: i64) -> Order {
        let digits = u64::try_from(total).unwrap_or_default() % 90 + 10;
        Order {
            state,
            total: Some(euros(total)),
            payment_token: Some("t".into()),
            order_reference: Some("1".into()),
            ..order(&digits.to_string())
        }
    }

    fn paid(minor: i64) -> Payment {
        let order = order("10");
        Payment {
            key: minor.to_string(),
            basket: order.id,
            kind: PaymentKind::Cash,
            amount: euros(minor),
            taken: None,
            note: None,
            at: order.created_at,
        }
    }

    #[test]
    fn what_stands_is_due_and_what_fell_through_is_paid_back() {
        let orders = [sold(State::Ready, 5000), sold(State::Failed, 2000), sold(State::Held, 1000)];
        let open = |payments: &[Payment]| balances(&orders, payments, paid(1).at)[0].open();
        assert_eq!(open(&[]), euros(6000));
        assert_eq!(open(&[paid(8000)]), euros(-2000));
        assert_eq!(open(&[paid(8000), paid(-2000)]), euros(0));
    }

    #[test]
    fn what_cannot_be_sold_is_not_due() {
        let now = paid(1).at;
        let due = |order: &Order| is_due(order, now);
        let held = sold(State::Held, 1000);
        assert!(due(&held) && due(&sold(State::Unknown, 1000)));
        assert!(!due(&Order { payment_token: None, ..held.clone() }), "a hold that can only lapse");
        assert!(!due(&Order { hold_expires_at: Some(now), ..held.clone() }), "a hold whose time is over");
        assert!(
            !due(&Order { order_reference: None, ..sold(State::Unknown, 1000) }),
            "a create call whose answer was lost"
        );
        // It keeps nobody from confirming what else is in the basket.
        let lost = Order { order_reference: None, ..sold(State::Unknown, 3000) };
        assert_eq!(open_before_confirm(&held, &[lost, held.clone()], &[paid(1000)]), None);
    }

    #[test]
    fn an_order_is_paid_with_what_its_basket_bought_before() {
        let orders = [sold(State::Ready, 5000), sold(State::Held, 1000), sold(State::Held, 3000)];
        let open = |payments: &[Payment]| open_before_confirm(&orders[1], &orders, payments);
        assert_eq!(open(&[]), Some(euros(6000)));
        assert_eq!(open(&[paid(5999)]), Some(euros(1)));
        assert_eq!(open(&[paid(6000)]), None);
        assert_eq!(open_before_confirm(&Order { total: None, ..orders[1].clone() }, &orders, &[]), None);
    }

    #[test]
    fn parts_add_up_to_what_is_open_and_no_further() {
        let orders = [sold(State::Held, 5000)];
        let try_it = |payment: &Payment, others: &[Payment]| check(payment, &orders, others);
        assert_eq!(try_it(&paid(2000), &[paid(3000)]), Ok(()));
        assert_eq!(try_it(&paid(2001), &[paid(3000)]), Err(PaymentError::TooMuch { open: euros(2000) }));
        assert_eq!(try_it(&paid(-3001), &[paid(3000)]), Err(PaymentError::TooMuchBack { paid: euros(3000) }));
        assert_eq!(try_it(&paid(0), &[]), Err(PaymentError::Nothing));
        let handed = |minor| Payment { taken: Some(euros(minor)), ..paid(5000) };
        assert_eq!(try_it(&handed(6000), &[]), Ok(()));
        assert_eq!(handed(6000).change(), Some(euros(1000)));
        assert!(matches!(try_it(&handed(4000), &[]), Err(PaymentError::TooLittle { .. })));
        // What was taken in another currency pays what the person at the till says it pays.
        let dirhams = Payment { taken: Some(Money::new(21_000, Currency::AED)), ..paid(5000) };
        assert_eq!((try_it(&dirhams, &[]), dirhams.change()), (Ok(()), None));
        let aed = Payment { amount: Money::new(1, Currency::AED), ..paid(1) };
        assert_eq!(try_it(&aed, &[]), Err(PaymentError::OtherCurrency { currency: Currency::AED }));
    }

    proptest! {
        #[test]
        fn money_is_conserved(totals in prop::collection::vec(1_i64..1_000_000, 1..6), tries in prop::collection::vec(-500_000_i64..1_000_000, 0..12)) {
            let orders: Vec<Order> = totals.iter().map(|total| sold(State::Held, *total)).collect();
            let due: i64 = totals.iter().sum();
            let mut payments: Vec<Payment> = Vec::new();
            for minor in tries {
                let payment = paid(minor);
                if check(&payment, &orders, &payments).is_ok() {
                    payments.push(payment);
                }
                let taken: i64 = payments.iter().map(|payment| payment.amount.minor).sum();
                prop_assert!((0..=due).contains(&taken));
                prop_assert_eq!(balances(&orders, &payments, paid(1).at)[0].open().minor, due - taken);
            }
        }
    }
}
