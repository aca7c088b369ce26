//! Why a private key cannot be used: what it is instead, and what to do.

/// A key file that cannot sign. Every sentence ends with the next step; none shows anything of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Nothing in it.
    #[error("The private key is empty. Choose the file that ssh-keygen or openssl wrote.")]
    Empty,
    /// Neither PEM nor DER.
    #[error(
        "This is not a private key. It must be an RSA key in a PEM or DER file; \
         make one with: ssh-keygen -t rsa -b 4096 -m PEM -N \"\" -f FILE"
    )]
    NotAKey,
    /// The format ssh-keygen writes by default.
    #[error(
        "This private key is in OpenSSH's own format, which cannot sign orders. \
         Convert a copy of it with: ssh-keygen -p -N \"\" -m PEM -f FILE"
    )]
    OpenSsh,
    /// Protected by a passphrase.
    #[error(
        "This private key is protected by a passphrase. \
         Write an unprotected copy with: openssl rsa -in FILE -out NEWFILE"
    )]
    Encrypted,
    /// The public half.
    #[error("This is a public key: that one goes to the supplier. Choose the private key that belongs to it.")]
    PublicKey,
    /// A certificate or a request for one.
    #[error("This is a certificate, not a key. Choose the private key that belongs to it.")]
    Certificate,
    /// An elliptic-curve or another key that is not RSA.
    #[error(
        "This private key is not an RSA key. The supplier takes RSA keys only; \
         make one with: ssh-keygen -t rsa -b 4096 -m PEM -N \"\" -f FILE"
    )]
    NotRsa,
    /// Too short to be safe.
    #[error(
        "This RSA key has {bits} bits; at least 2048 are needed. Make one with: ssh-keygen -t rsa -b 4096 -m PEM -N \"\" -f FILE"
    )]
    TooShort {
        /// Bits of its modulus.
        bits: usize,
    },
    /// Longer than anything the signer takes.
    #[error(
        "This RSA key has {bits} bits; at most 8192 are possible. Make one with: ssh-keygen -t rsa -b 4096 -m PEM -N \"\" -f FILE"
    )]
    TooLong {
        /// Bits of its modulus.
        bits: usize,
    },
    /// It looks like an RSA key but its numbers do not fit or it was cut.
    #[error("This private key is damaged or cut short. Copy the whole file again, from its first line to its last.")]
    Damaged,
}
