//! Signed bodies (Tiqets Distributor API, JWT signing): the claims are the request itself, the body is the JWT.

use counterfoil_domain::SupplierError;
use jsonwebtoken::{Algorithm, Header};
use serde::Serialize;

use crate::PrivateKey;

/// Said when an order is to be signed and there is no key.
const NO_KEY: &str = "There is no private key on this desk, and orders must be signed. Add it under Suppliers.";
/// Said when the signer refuses; the key was checked when it was read.
const NO_SIGNATURE: &str = "The private key could not sign. Enter it again under Suppliers.";

/// The compact JWT of a request: RS256, no claims but the request's own.
pub(super) fn signed<T: Serialize>(key: Option<&PrivateKey>, request: &T) -> Result<String, SupplierError> {
    let key = key.ok_or_else(|| SupplierError::Key(NO_KEY.to_owned()))?;
    jsonwebtoken::encode(&Header::new(Algorithm::RS256), request, key.signer())
        .map_err(|_| SupplierError::Key(NO_SIGNATURE.to_owned()))
}

/// Signs a request that is never sent.
pub(super) fn trial(key: &PrivateKey) -> Result<(), SupplierError> {
    #[derive(Serialize)]
    struct Trial {
        trial: bool,
    }
    signed(Some(key), &Trial { trial: true }).map(drop)
}
