//! What an agent asks for, checked against the product's own rules before any call (UC-12).

use std::collections::{BTreeMap, HashMap};

use super::{Customer, Visitor};
use crate::{
    Day, Money, OrderId, ProductId, VariantId,
    availability::{Slot, read_day},
    catalog::Variant,
};

/// A wish: this product, this day, this party, for this customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderDraft {
    /// The product.
    pub product: ProductId,
    /// The day at the venue.
    pub day: Day,
    /// The timeslot, local time; `None` for whole-day products.
    pub time: Option<String>,
    /// Variants with counts; a variant named twice is added up.
    pub party: Vec<(VariantId, u32)>,
    /// Who buys.
    pub customer: Customer,
    /// Details of visitors.
    pub visitors: Vec<Visitor>,
    /// Our unique reference; made by the desk when absent.
    pub external_reference: Option<String>,
    /// What the agent was shown that it costs; another price is told before anything is sent. `None` takes any.
    pub expected: Option<Money>,
    /// The basket it goes into; one of its own when absent.
    pub basket: Option<OrderId>,
}

/// Why a wish is refused before any call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// Nobody comes.
    #[error("The party is empty. Choose at least one visitor.")]
    NoParty,
    /// A customer's field is missing.
    #[error("The customer's {0} is missing. The supplier needs it before it holds places.")]
    CustomerField(&'static str),
    /// No `@` where one must be.
    #[error("The e-mail address does not look right. It needs a name, an @ and a domain.")]
    Email,
    /// A line has a count of zero or far too many.
    #[error("{count} of \u{201c}{label}\u{201d} is not possible.")]
    Count {
        /// The variant's label or id.
        label: String,
        /// The count.
        count: u32,
    },
    /// No variant of this product.
    #[error("\u{201c}{0}\u{201d} is not on offer: it is no kind of visitor of this product.")]
    NoSuchVariant(String),
    /// The variant is not on offer then.
    #[error("\u{201c}{0}\u{201d} is not on offer at that time. Choose another time, or leave it out.")]
    NotOffered(String),
    /// The variant is on offer then, and nothing of it is left.
    #[error("\u{201c}{0}\u{201d} is sold out at that time. Choose another time, or leave it out.")]
    SoldOut(String),
    /// Over the limit of a variant.
    #[error("At most {max} of \u{201c}{label}\u{201d} fit in one order.")]
    TooMany {
        /// The variant's label.
        label: String,
        /// The limit.
        max: u32,
    },
    /// Over the limit of the order.
    #[error("At most {max} tickets fit in one order; this party has {heads}.")]
    PartyTooLarge {
        /// The limit.
        max: u32,
        /// The party.
        heads: u32,
    },
    /// A variant that may only come with another.
    #[error("\u{201c}{label}\u{201d} can only be booked together with {with}.")]
    NotAlone {
        /// The variant's label.
        label: String,
        /// The labels of which one is needed.
        with: String,
    },
    /// Details of visitors are missing.
    #[error("The supplier needs the {field} of each \u{201c}{label}\u{201d} visitor; {given} of {needed} are given.")]
    VisitorDetails {
        /// The variant's label.
        label: String,
        /// The supplier's word for the detail.
        field: String,
        /// How many visitors have it.
        given: usize,
        /// How many need it.
        needed: u32,
    },
    /// A visitor's detail cannot be what it is to be.
    #[error("The {field} of a \u{201c}{label}\u{201d} visitor does not look right: {wanted}.")]
    VisitorDetail {
        /// The variant's label.
        label: String,
        /// The supplier's word for the detail.
        field: String,
        /// What it must look like.
        wanted: &'static str,
    },
    /// The reference cannot be used.
    #[error("The reference must have 1 to 255 characters without line breaks.")]
    Reference,
}

impl OrderDraft {
    /// The party with each variant once, in order of first mention.
    pub fn party_once(&self) -> Vec<(VariantId, u32)> {
        let mut order = Vec::new();
        let mut counts: HashMap<&VariantId, u32> = HashMap::new();
        for (variant, count) in &self.party {
            if !counts.contains_key(variant) {
                order.push(variant);
            }
            let so_far = counts.entry(variant).or_default();
            *so_far = so_far.saturating_add(*count);
        }
        order
            .into_iter()
            .map(|v| (v.clone(), counts.get(v).copied().unwrap_or_default()))
            .filter(|(_, c)| *c > 0)
            .collect()
    }

    /// Checks what can be known without the supplier: customer, reference, that somebody comes.
    pub fn check(&self) -> Result<(), DraftError> {
        let customer = &self.customer;
        for (value, name) in [
            (&customer.first_name, "first name"),
            (&customer.last_name, "last name"),
            (&customer.email, "e-mail address"),
            (&customer.phone, "telephone number"),
        ] {
            if value.reveal().trim().is_empty() {
                return Err(DraftError::CustomerField(name));
            }
        }
        if !is_email(customer.email.reveal().trim()) {
            return Err(DraftError::Email);
        }
        if self
            .external_reference
            .as_ref()
            .is_some_and(|r| r.len() > 255 || r.chars().all(|c| c == '.') || r.chars().any(char::is_control))
        {
            return Err(DraftError::Reference);
        }
        if self.party_once().is_empty() { Err(DraftError::NoParty) } else { Ok(()) }
    }

    /// Checks the party against a slot on offer and the product's variants.
    pub fn check_party(&self, slot: &Slot, variants: &[Variant], max_per_order: Option<u32>) -> Result<(), DraftError> {
        let party = self.party_once();
        let facts: BTreeMap<&VariantId, &Variant> = variants.iter().map(|v| (&v.id, v)).collect();
        let label = |id: &VariantId| facts.get(id).map_or_else(|| id.own.to_string(), |v| v.label.clone());
        let heads: u32 = party.iter().fold(0_u32, |sum, (_, count)| sum.saturating_add(*count));
        for (id, count) in &party {
            let Some(offer) = slot.offers.iter().find(|offer| offer.variant == *id) else {
                let known = facts.contains_key(id);
                return Err(if known {
                    DraftError::NotOffered(label(id))
                } else {
                    DraftError::NoSuchVariant(label(id))
                });
            };
            if !offer.is_left() {
                return Err(DraftError::SoldOut(label(id)));
            }
            let limit = [offer.max, facts.get(id).and_then(|v| v.max_tickets)].into_iter().flatten().min();
            if let Some(max) = limit.filter(|max| count > max) {
                return Err(DraftError::TooMany { label: label(id), max });
            }
            let Some(variant) = facts.get(id) else { continue };
            let with = &variant.valid_with;
            if !with.is_empty() && !party.iter().any(|(other, _)| with.contains(other)) {
                let names: Vec<String> = with.iter().map(|v| format!("\u{201c}{}\u{201d}", label(v))).collect();
                return Err(DraftError::NotAlone { label: label(id), with: names.join(" or ") });
            }
            for field in &variant.requires_visitor_details {
                self.check_detail(variant, field, *count)?;
            }
        }
        match [max_per_order, slot.max].into_iter().flatten().min() {
            Some(max) if heads > max => Err(DraftError::PartyTooLarge { max, heads }),
            Some(_) | None => Ok(()),
        }
    }

    /// Checks that each of so many visitors of a variant gives a detail, and that it can be one.
    fn check_detail(&self, variant: &Variant, field: &str, count: u32) -> Result<(), DraftError> {
        let of_variant = self.visitors.iter().filter(|visitor| visitor.variant == variant.id);
        let given = of_variant.filter_map(|visitor| visitor.details.get(field).map(|detail| detail.reveal().trim()));
        let given: Vec<&str> = given.filter(|detail| !detail.is_empty()).collect();
        let (label, name) = (variant.label.clone(), field.replace('_', " "));
        if given.len() < count as usize {
            return Err(DraftError::VisitorDetails { label, field: name, given: given.len(), needed: count });
        }
        match wanted_of(field) {
            Some((fits, wanted)) if !given.iter().all(|detail| fits(detail)) => {
                Err(DraftError::VisitorDetail { label, field: name, wanted })
            }
            Some(_) | None => Ok(()),
        }
    }
}

type Fits = fn(&str) -> bool;

/// What a detail must look like, where that is known: the test and its words.
fn wanted_of(field: &str) -> Option<(Fits, &'static str)> {
    match field {
        "date_of_birth" => Some((|text| read_day(text).is_ok(), "write it as yyyy-MM-dd, for example 1990-04-30")),
        "zipcode" => {
            Some((|text| text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit()), "a US ZIP code has five digits"))
        }
        "email" => Some((is_email, "it needs a name, an @ and a domain")),
        _ => None,
    }
}

fn is_email(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.') && !text.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SupplierKey, availability::Offer};

    fn variant(id: &str, label: &str) -> Variant {
        Variant {
            id: VariantId::new(SupplierKey::Tiqets, id),
            label: label.into(),
            description: None,
            kind: None,
            max_tickets: None,
            cancellation: None,
            requires_visitor_details: Vec::new(),
            valid_with: Vec::new(),
            languages: Vec::new(),
        }
    }

    fn wish(party: &[(&str, u32)]) -> OrderDraft {
        OrderDraft {
            product: ProductId::new(SupplierKey::Tiqets, "1"),
            day: Day::from_ymd_opt(2026, 12, 24).unwrap(),
            time: None,
            party: party.iter().map(|(id, count)| (VariantId::new(SupplierKey::Tiqets, *id), *count)).collect(),
            customer: Customer {
                first_name: "Camille".into(),
                last_name: "Dupont".into(),
                email: "c.dupont@example.org".into(),
                phone: "+33 1".into(),
            },
            visitors: Vec::new(),
            external_reference: None,
            expected: None,
            basket: None,
        }
    }

    fn slot(variants: &[Variant], max: Option<u32>) -> Slot {
        let offers = variants.iter().map(|v| Offer { variant: v.id.clone(), max: None, price: None }).collect();
        Slot { time: None, max, offers }
    }

    #[test]
    fn the_same_variant_twice_is_added_up() {
        let party = wish(&[("a", 1), ("c", 1), ("a", 2), ("i", 0)]).party_once();
        let plain: Vec<(&str, u32)> = party.iter().map(|(v, c)| (&*v.own, *c)).collect();
        assert_eq!(plain, [("a", 3), ("c", 1)]);
    }

    #[test]
    fn the_customer_is_needed_whole() {
        let mut draft = wish(&[("a", 1)]);
        assert_eq!(draft.check(), Ok(()));
        draft.customer.phone = " ".into();
        assert_eq!(draft.check(), Err(DraftError::CustomerField("telephone number")));
        let mut draft = wish(&[("a", 1)]);
        draft.customer.email = "dupont.example.org".into();
        assert_eq!(draft.check(), Err(DraftError::Email));
        assert_eq!(wish(&[("a", 0)]).check(), Err(DraftError::NoParty));
    }

    #[test]
    fn the_products_rules_come_before_the_supplier() {
        let mut child = variant("c", "Child");
        child.valid_with = vec![VariantId::new(SupplierKey::Tiqets, "a")];
        let mut adult = variant("a", "Adult");
        adult.max_tickets = Some(4);
        let all = [adult, child];
        let slot = slot(&all, Some(5));
        assert_eq!(wish(&[("a", 2), ("c", 1)]).check_party(&slot, &all, Some(9)), Ok(()));
        assert!(matches!(wish(&[("c", 1)]).check_party(&slot, &all, None), Err(DraftError::NotAlone { .. })));
        assert!(matches!(wish(&[("a", 5)]).check_party(&slot, &all, None), Err(DraftError::TooMany { max: 4, .. })));
        assert!(matches!(
            wish(&[("a", 4), ("c", 4)]).check_party(&slot, &all, None),
            Err(DraftError::PartyTooLarge { max: 5, heads: 8 })
        ));
        assert!(matches!(wish(&[("x", 1)]).check_party(&slot, &all, None), Err(DraftError::NoSuchVariant(_))));
    }

    #[test]
    fn sold_out_is_told_apart_from_not_offered() {
        let all = [variant("a", "Adult"), variant("c", "Child"), variant("s", "Senior")];
        let mut slot = slot(&all[..2], None);
        slot.offers[1].max = Some(0);
        let said = |party: &[(&str, u32)]| wish(party).check_party(&slot, &all, None);
        assert_eq!(said(&[("a", 1)]), Ok(()));
        assert_eq!(said(&[("a", 1), ("c", 1)]), Err(DraftError::SoldOut("Child".into())));
        assert_eq!(said(&[("a", 1), ("s", 1)]), Err(DraftError::NotOffered("Senior".into())));
    }

    #[test]
    fn details_of_a_known_form_are_looked_at() {
        let mut adult = variant("a", "Adult");
        adult.requires_visitor_details =
            ["date_of_birth", "zipcode", "email", "pickup_location"].map(str::to_owned).to_vec();
        let all = [adult];
        let said = |changed: (&str, &str)| {
            let good = [
                ("date_of_birth", "1990-04-30"),
                ("zipcode", "02139"),
                ("email", "ann@example.org"),
                ("pickup_location", "Hotel Sol, Gate 2"),
            ];
            let details = good.into_iter().chain([changed]).map(|(name, value)| (name.to_owned(), value.into()));
            let visitors = vec![Visitor { variant: all[0].id.clone(), details: details.collect() }];
            let draft = OrderDraft { visitors, ..wish(&[("a", 1)]) };
            draft.check_party(&slot(&all, None), &all, None)
        };
        assert_eq!(said(("pickup_location", "x")), Ok(()));
        for (field, value) in [("date_of_birth", "30.04.1990"), ("zipcode", "2139"), ("email", "ann")] {
            let wrong = said((field, value)).unwrap_err();
            assert!(matches!(&wrong, DraftError::VisitorDetail { label, .. } if label == "Adult"), "{wrong:?}");
            assert!(!wrong.to_string().contains(value), "personal data in a sentence: {wrong}");
        }
    }

    #[test]
    fn visitor_details_are_counted_by_head() {
        let mut adult = variant("a", "Adult");
        adult.requires_visitor_details = vec!["full_name".into()];
        let all = [adult];
        let mut draft = wish(&[("a", 2)]);
        let visitor = |name: &str| Visitor {
            variant: all[0].id.clone(),
            details: [("full_name".to_owned(), name.into())].into(),
        };
        draft.visitors = vec![visitor("Ann"), visitor(" ")];
        assert!(matches!(
            draft.check_party(&slot(&all, None), &all, None),
            Err(DraftError::VisitorDetails { given: 1, needed: 2, .. })
        ));
        draft.visitors[1] = visitor("Bo");
        assert_eq!(draft.check_party(&slot(&all, None), &all, None), Ok(()));
    }
}
