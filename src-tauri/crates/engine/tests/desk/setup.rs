//! Keys and settings.

use counterfoil_domain::{Code, SupplierKey};
use counterfoil_engine::{secrets::SecretBytes, setup::SupplierInput};
use counterfoil_sandbox::Options;

use super::place::Place;

fn input(base_url: &str) -> SupplierInput {
    SupplierInput {
        supplier: SupplierKey::Tiqets,
        base_url: base_url.to_owned(),
        currency: None,
        language: None,
        per_second: None,
        at_once: None,
        hosts: None,
        api_key: None,
        private_key: None,
    }
}

#[tokio::test]
async fn keys_are_tested_rotated_and_removed() {
    let place = Place::empty(Options::default()).await;
    assert!(place.desk.test_supplier(SupplierKey::Tiqets).await.unwrap().can_order);
    let wrong =
        SupplierInput { api_key: Some(SecretBytes::new(b"tqat-wrong".to_vec())), ..input(&place.sandbox.base_url()) };
    place.desk.set_supplier(wrong).await.unwrap();
    let refused = place.desk.test_supplier(SupplierKey::Tiqets).await.unwrap_err();
    assert_eq!(refused.code(), Code::SupplierUnauthorized);
    assert!(!refused.to_string().contains("tqat-"), "a key must not be in an error");
    let state = place.desk.remove_supplier_keys(SupplierKey::Tiqets).await.unwrap();
    assert!(!state.has_api_key && !state.has_private_key);
    assert_eq!(place.desk.test_supplier(SupplierKey::Tiqets).await.unwrap_err().code(), Code::SupplierNotSetUp);
}

#[tokio::test]
async fn what_cannot_be_used_changes_nothing() {
    let place = Place::empty(Options::default()).await;
    let openssh = b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n".to_vec();
    let bad_key = SupplierInput { private_key: Some(SecretBytes::new(openssh)), ..input(&place.sandbox.base_url()) };
    let refused = place.desk.set_supplier(bad_key).await.unwrap_err();
    assert_eq!(refused.code(), Code::KeyUnusable);
    assert!(refused.to_string().contains("ssh-keygen"), "{refused}");
    let refused = place.desk.set_supplier(input("http://example.org/v2")).await.unwrap_err();
    assert_eq!(refused.code(), Code::InvalidParameter);
    let state = place.desk.supplier_state(SupplierKey::Tiqets).await.unwrap();
    assert_eq!(state.setting.unwrap().base_url, place.sandbox.base_url());
    assert!(place.desk.test_supplier(SupplierKey::Tiqets).await.is_ok());
}
