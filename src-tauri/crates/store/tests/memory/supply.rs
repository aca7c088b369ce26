use counterfoil_domain::{CityId, Currency};
use counterfoil_store::SupplierSetting;

use super::samples::{Desk, ODD, SECUTIX, TIQETS, at};

#[test]
fn cities_are_switched_in_bulk() {
    let desk = Desk::new();
    let ids: Vec<CityId> = (0..500).map(|n| CityId::new(TIQETS, n.to_string())).collect();
    let ledger = desk.ledger();
    assert!(ledger.city_choices().unwrap().is_empty());
    ledger.set_city_choice(&ids, true, at(0)).unwrap();
    ledger.set_city_choice(&ids[..200], false, at(1)).unwrap();
    ledger.set_city_choice(&[CityId::new(SECUTIX, "0")], true, at(2)).unwrap();
    ledger.set_city_choice(&[], true, at(3)).unwrap();
    drop(ledger);
    let choices = desk.ledger().city_choices().unwrap();
    assert_eq!(choices.len(), 501);
    assert_eq!(choices.values().filter(|on| **on).count(), 301);
    assert!(!choices[&ids[0]] && choices[&CityId::new(SECUTIX, "0")]);
}

#[test]
fn settings_are_set_over_and_removed() {
    let desk = Desk::new();
    let ledger = desk.ledger();
    assert_eq!(ledger.setting("theme").unwrap(), None);
    ledger.set_setting("theme", "dark").unwrap();
    ledger.set_setting("theme", ODD).unwrap();
    ledger.set_setting(ODD, "").unwrap();
    assert_eq!(ledger.setting("theme").unwrap().as_deref(), Some(ODD));
    assert_eq!(ledger.settings().unwrap().len(), 2);
    assert!(ledger.remove_setting("theme").unwrap());
    assert!(!ledger.remove_setting("theme").unwrap());
    assert_eq!(ledger.setting(ODD).unwrap().as_deref(), Some(""));
}

#[test]
fn suppliers_are_set_up_and_forgotten() {
    let desk = Desk::new();
    let tiqets = SupplierSetting {
        supplier: TIQETS,
        base_url: "https://api.example.org/v2".to_owned(),
        currency: Some(Currency::AED),
        language: None,
        extra: [("partner".to_owned(), ODD.to_owned())].into(),
        updated_at: at(0),
    };
    let secutix = SupplierSetting { supplier: SECUTIX, currency: None, extra: [].into(), ..tiqets.clone() };
    desk.ledger().set_supplier_setting(&tiqets).unwrap();
    let ledger = desk.ledger();
    ledger.set_supplier_setting(&secutix).unwrap();
    assert_eq!(ledger.supplier_settings().unwrap(), [secutix, tiqets.clone()]);
    let moved = SupplierSetting { base_url: "http://127.0.0.1:1".to_owned(), updated_at: at(9), ..tiqets };
    ledger.set_supplier_setting(&moved).unwrap();
    assert_eq!(ledger.supplier_setting(TIQETS).unwrap(), Some(moved));
    assert!(ledger.remove_supplier_setting(TIQETS).unwrap());
    assert!(!ledger.remove_supplier_setting(TIQETS).unwrap());
    assert_eq!(ledger.supplier_setting(TIQETS).unwrap(), None);
}
