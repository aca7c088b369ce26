use std::fmt;

use counterfoil_domain::SupplierKey;

/// Whose a secret is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SecretOwner {
    /// A supplier.
    Supplier(SupplierKey),
    /// The mail server.
    Mail,
    /// The brokers that events go to.
    Broker,
}

impl SecretOwner {
    /// The word in the keyring's entry.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Supplier(supplier) => supplier.word(),
            Self::Mail => "mail",
            Self::Broker => "broker",
        }
    }

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Supplier(supplier) => supplier.name(),
            Self::Mail => "mail server's",
            Self::Broker => "event broker's",
        }
    }
}

/// Which secret of its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SecretKind {
    /// The token sent with every call.
    ApiKey,
    /// The key that signs orders: PEM text or DER bytes.
    PrivateKey,
    /// What is said together with a user's name.
    Password,
}

impl SecretKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::ApiKey, Self::PrivateKey, Self::Password];

    /// The word in the keyring's entry.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ApiKey => "api-key",
            Self::PrivateKey => "private-key",
            Self::Password => "password",
        }
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::ApiKey => "API key",
            Self::PrivateKey => "private key",
            Self::Password => "password",
        }
    }
}

/// A secret's name: whose, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SecretName {
    /// Whose the secret is.
    pub owner: SecretOwner,
    /// Which of its secrets.
    pub kind: SecretKind,
}

impl SecretName {
    /// The password of the mail server.
    pub const MAIL_PASSWORD: Self = Self { owner: SecretOwner::Mail, kind: SecretKind::Password };

    /// The password of the brokers that events go to.
    pub const BROKER_PASSWORD: Self = Self { owner: SecretOwner::Broker, kind: SecretKind::Password };

    /// A secret of a supplier.
    pub const fn of_supplier(supplier: SupplierKey, kind: SecretKind) -> Self {
        Self { owner: SecretOwner::Supplier(supplier), kind }
    }

    /// The supplier's API key.
    pub const fn api_key(supplier: SupplierKey) -> Self {
        Self::of_supplier(supplier, SecretKind::ApiKey)
    }

    /// The supplier's private key.
    pub const fn private_key(supplier: SupplierKey) -> Self {
        Self::of_supplier(supplier, SecretKind::PrivateKey)
    }

    /// Its file in a folder of secrets, such as `tiqets-private-key.pem` or `mail-password`.
    pub fn file(self) -> String {
        let ending = match self.kind {
            SecretKind::ApiKey | SecretKind::Password => "",
            SecretKind::PrivateKey => ".pem",
        };
        format!("{}-{}{ending}", self.owner.word(), self.kind.word())
    }

    /// For people: "Tiqets API key".
    pub fn title(self) -> String {
        format!("{} {}", self.owner.name(), self.kind.title())
    }
}

impl fmt::Display for SecretName {
    /// As in the keyring: `tiqets/api-key`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.owner.word(), self.kind.word())
    }
}
