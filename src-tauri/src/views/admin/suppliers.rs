//! Suppliers and their keys, from the engine. A key itself never comes here.

use counterfoil_domain::SupplierKey;
use counterfoil_engine::{
    Desk, Result,
    secrets::{VaultError, VaultState},
    setup::{SupplierState, TestResult},
};

use super::{KeyringView, SupplierTestView, SupplierView};

impl SupplierView {
    pub(crate) fn of(desk: &Desk, state: SupplierState) -> Self {
        let (keyring, keyring_message) = keyring(&state.vault, desk.is_training());
        let setting = state.setting.as_ref();
        let currency = setting.and_then(|setting| setting.currency).unwrap_or(desk.default_currency());
        let language = setting.and_then(|setting| setting.language.clone());
        Self {
            key: state.supplier.word().to_owned(),
            name: state.supplier.name().to_owned(),
            base_url: setting.map(|setting| setting.base_url.clone()),
            currency: currency.code().to_owned(),
            language: language.unwrap_or_else(|| "en".to_owned()),
            has_api_key: state.has_api_key,
            has_private_key: state.has_private_key,
            public_key: state.public_key,
            keyring,
            keyring_message,
        }
    }
}

pub(in crate::views) fn keyring(vault: &VaultState, training: bool) -> (KeyringView, Option<String>) {
    match vault {
        VaultState::Ready if training => {
            (KeyringView::Memory, Some("Training keys live in memory and are gone when the program ends.".to_owned()))
        }
        VaultState::Ready => (KeyringView::Ready, None),
        VaultState::ReadOnly => (KeyringView::Ready, Some("Keys are read only here.".to_owned())),
        VaultState::Unusable(error) => {
            let view = match error {
                VaultError::Locked => KeyringView::Locked,
                VaultError::TimedOut { .. } => KeyringView::Slow,
                // Whatever else it says, nothing can be read from it or stored in it.
                VaultError::Absent { .. }
                | VaultError::Refused { .. }
                | VaultError::TooLarge { .. }
                | VaultError::NotKept { .. }
                | VaultError::Ambiguous { .. }
                | VaultError::ReadOnly { .. }
                | VaultError::TooOpen { .. }
                | VaultError::NoFolder { .. }
                | VaultError::Unreadable { .. }
                | VaultError::NotAKey { .. }
                | VaultError::Unguarded { .. } => KeyringView::Absent,
            };
            (view, Some(error.to_string()))
        }
    }
}

impl SupplierTestView {
    pub(crate) fn of(supplier: SupplierKey, tested: Result<TestResult>) -> Self {
        let name = supplier.name();
        match tested {
            Ok(TestResult { millis, can_order: true }) => {
                Self { ok: true, millis, message: format!("{name} accepts the keys of this desk.") }
            }
            Ok(TestResult { millis, can_order: false }) => Self {
                ok: false,
                millis,
                message: format!(
                    "{name} accepts the API key. There is no private key yet: the catalogue works, orders do not."
                ),
            },
            Err(error) => {
                let hint = error.hint().map(|hint| format!(" {hint}")).unwrap_or_default();
                Self { ok: false, millis: 0, message: format!("{error}{hint}") }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_clear_states_of_the_keyring() {
        let see = |error| keyring(&VaultState::Unusable(error), false);
        assert!(matches!(see(VaultError::Absent { reason: "no bus".to_owned() }).0, KeyringView::Absent));
        assert!(matches!(see(VaultError::TimedOut { after: std::time::Duration::from_secs(5) }).0, KeyringView::Slow));
        let (locked, message) = see(VaultError::Locked);
        assert!(matches!(locked, KeyringView::Locked));
        assert!(message.is_some_and(|message| message.contains("Unlock it")));
        assert!(matches!(keyring(&VaultState::Ready, true).0, KeyringView::Memory));
    }
}
