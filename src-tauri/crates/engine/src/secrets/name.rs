use std::fmt;

use counterfoil_domain::SupplierKey;

/// Which secret of a supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SecretKind {
    /// The token sent with every call.
    ApiKey,
    /// The key that signs orders: PEM text or DER bytes.
    PrivateKey,
}

impl SecretKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::ApiKey, Self::PrivateKey];

    /// The word in the keyring's entry.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ApiKey => "api-key",
            Self::PrivateKey => "private-key",
        }
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::ApiKey => "API key",
            Self::PrivateKey => "private key",
        }
    }
}

/// A secret's name: whose, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SecretName {
    /// The supplier the secret belongs to.
    pub supplier: SupplierKey,
    /// Which of its secrets.
    pub kind: SecretKind,
}

impl SecretName {
    /// The supplier's API key.
    pub const fn api_key(supplier: SupplierKey) -> Self {
        Self { supplier, kind: SecretKind::ApiKey }
    }

    /// The supplier's private key.
    pub const fn private_key(supplier: SupplierKey) -> Self {
        Self { supplier, kind: SecretKind::PrivateKey }
    }

    /// Its file in a folder of secrets, such as `tiqets-private-key.pem`.
    pub fn file(self) -> String {
        let ending = match self.kind {
            SecretKind::ApiKey => "",
            SecretKind::PrivateKey => ".pem",
        };
        format!("{}-{}{ending}", self.supplier.word(), self.kind.word())
    }

    /// For people: "Tiqets API key".
    pub fn title(self) -> String {
        format!("{} {}", self.supplier.name(), self.kind.title())
    }
}

impl fmt::Display for SecretName {
    /// As in the keyring: `tiqets/api-key`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.supplier.word(), self.kind.word())
    }
}
