//! The supplier's PDFs and pictures: fetched without our key, from allowed hosts, and looked at before they are used.

use counterfoil_domain::SupplierError;

use super::{
    Tiqets,
    dialect::{PDF_LIMIT, PICTURE_LIMIT},
    envelope::at,
};
use crate::transport::{Call, failure::Voice};

const PDF: Call = Call { method: "GET", template: "tickets_pdf_url", voice: Voice::FileServer };
const PICTURE: Call = Call { method: "GET", template: "picture", voice: Voice::FileServer };

impl Tiqets {
    pub(super) async fn fetch_pdf(&self, url: &str) -> Result<Vec<u8>, SupplierError> {
        let bytes = self.transport.document(PDF, url, PDF_LIMIT).await?;
        if bytes.starts_with(b"%PDF-") { Ok(bytes) } else { Err(at("the tickets' PDF, which is none")) }
    }

    pub(super) async fn fetch_picture(&self, url: &str) -> Result<Vec<u8>, SupplierError> {
        let bytes = self.transport.document(PICTURE, url, PICTURE_LIMIT).await?;
        if is_picture(&bytes) { Ok(bytes) } else { Err(at("a picture, which is none")) }
    }
}

/// PNG, JPEG, GIF or WebP by their first bytes, whatever the content type says.
fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n")
        || bytes.starts_with(b"\xFF\xD8\xFF")
        || bytes.starts_with(b"GIF87a")
        || bytes.starts_with(b"GIF89a")
        || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
}
