//! `ticket …`

use std::{io::Write as _, path::Path};

use serde_json::json;

use crate::{Reply, arguments::TicketCommand, door::Door, problem::Failure};

pub(crate) async fn answer(command: TicketCommand, door: &Door) -> Result<Reply, Failure> {
    let desk = door.open().await?;
    match command {
        TicketCommand::Pdf { order, out } => {
            let paper = desk.ticket_paper(&order).await?;
            write_whole(&out, &paper.pdf)?;
            let json = json!({
                "order": desk.order(&order).await?.code,
                "pdf": out,
                "pages": paper.pages,
                "bytes": paper.pdf.len(),
                "barcodes": paper.barcodes,
                "by_supplier": paper.by_supplier,
                "warnings": paper.warnings,
            });
            let mut text = format!("{} pages written to {}.", paper.pages, out.display());
            for warning in &paper.warnings {
                text = format!("{text}\n{warning}");
            }
            Reply::new(json, text)
        }
    }
}

/// Writes a file whole or not at all: a ticket cut in half must never lie around.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |source| Failure::file(path, "written", source);
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
