//! The print service of Linux and macOS over the Internet Printing Protocol (RFC 8010, RFC 8011) and the operations CUPS adds.

use std::time::Duration;

use futures_util::{FutureExt as _, io::Cursor};
use ipp::prelude::{
    AsyncIppClient, DelimiterTag, IppAttribute, IppAttributeGroup, IppError, IppPayload, IppRequestResponse, IppValue,
    IppVersion, Operation, StatusCode, Uri,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::spooler::{Answer, JobState, Printer, PrinterState, Sheets, SpooledJob, Spooler, SpoolerError};

/// Longest wait for an answer; a job of some pages is far smaller than what a local queue takes in this time.
const PATIENCE: Duration = Duration::from_secs(10);
/// The service of this computer.
const HERE: &str = "http://localhost:631";
const NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A CUPS server, or a printer service that speaks the same.
#[derive(Debug, Clone)]
pub struct IppSpooler {
    base: String,
}

impl IppSpooler {
    /// The server at an address such as `http://localhost:631`; without one, `CUPS_SERVER` or this computer's.
    pub fn at(address: Option<&str>) -> Self {
        let named = std::env::var("CUPS_SERVER").ok().filter(|server| !server.is_empty() && !server.starts_with('/'));
        let base = match (address, named) {
            (Some(address), _) => address.trim_end_matches('/').to_owned(),
            (None, Some(server)) if server.contains("://") => server.trim_end_matches('/').to_owned(),
            (None, Some(server)) if server.contains(':') => format!("http://{server}"),
            (None, Some(server)) => format!("http://{server}:631"),
            (None, None) => HERE.to_owned(),
        };
        Self { base }
    }

    fn address(&self, path: &str) -> Result<Uri, SpoolerError> {
        let wrong = |_| SpoolerError::Refused { reason: format!("{} is no address of a print service", self.base) };
        format!("{}{path}", self.base).parse().map_err(wrong)
    }

    fn queue(&self, printer: &str) -> Result<Uri, SpoolerError> {
        self.address(&format!("/printers/{}", utf8_percent_encode(printer, NAME)))
    }

    /// Sends a request and takes a successful answer apart.
    async fn ask(&self, to: &Uri, request: IppRequestResponse) -> Result<IppRequestResponse, Refusal> {
        let client = AsyncIppClient::builder(to.clone()).request_timeout(PATIENCE).build();
        let answer = client.send(request).await.map_err(|error| Refusal::Line(self.line(&error)))?;
        let status = answer.header().status_code();
        if status.is_success() { Ok(answer) } else { Err(Refusal::Status(status)) }
    }

    /// A failed request: whether it may have arrived.
    fn line(&self, error: &IppError) -> SpoolerError {
        let reason = match error {
            IppError::AsyncClientError(error) if error.is_connect() => {
                return SpoolerError::Unreachable { at: self.base.clone() };
            }
            IppError::RequestError(status @ 400..=499) => {
                return SpoolerError::Refused { reason: format!("HTTP {status}") };
            }
            IppError::AsyncClientError(error) if error.is_timeout() => "no answer in time".to_owned(),
            other => other.to_string(),
        };
        SpoolerError::Unclear { reason }
    }

    async fn jobs(&self, printer: &str, which: &str) -> Result<Vec<(String, SpooledJob)>, SpoolerError> {
        let queue = self.queue(printer)?;
        let wanted = JOB_ATTRIBUTES.iter().copied().chain(["job-name"]).collect::<Vec<_>>();
        let mut request = request(Operation::GetJobs, &queue)?;
        add(&mut request, "which-jobs", keyword(which)?)?;
        add(&mut request, "requested-attributes", keywords(&wanted)?)?;
        add(&mut request, "my-jobs", IppValue::new_boolean(false))?;
        let answer = match self.ask(&queue, request).await {
            Ok(answer) => answer,
            // A queue that is gone knows no job any more; whether one came out, a person can see.
            Err(Refusal::Status(StatusCode::ClientErrorNotFound | StatusCode::ClientErrorGone)) => {
                return Ok(Vec::new());
            }
            Err(other) => return Err(other.plain()),
        };
        let groups = answer.attributes().groups_of(DelimiterTag::JobAttributes);
        Ok(groups.filter_map(|group| Some((text(group, "job-name")?, spooled(group)?))).collect())
    }
}

/// Why a request failed: the line, or a status of the server.
enum Refusal {
    Line(SpoolerError),
    Status(StatusCode),
}

impl Refusal {
    fn plain(self) -> SpoolerError {
        match self {
            Self::Line(error) => error,
            Self::Status(status) => SpoolerError::Refused { reason: status.to_string() },
        }
    }
}

const JOB_ATTRIBUTES: [&str; 4] = ["job-id", "job-state", "job-state-reasons", "time-at-processing"];

impl Spooler for IppSpooler {
    fn printers(&self) -> Answer<'_, Vec<Printer>> {
        async move {
            let root = self.address("/")?;
            let mut ask_all = request_to_all(Operation::CupsGetPrinters)?;
            let wanted =
                ["printer-name", "printer-info", "printer-state", "printer-state-reasons", "printer-is-accepting-jobs"];
            add(&mut ask_all, "requested-attributes", keywords(&wanted)?)?;
            let default = self.ask(&root, request_to_all(Operation::CupsGetDefault)?).await;
            let default = match default {
                Ok(answer) => answer
                    .attributes()
                    .first_of(DelimiterTag::PrinterAttributes)
                    .and_then(|group| text(group, "printer-name")),
                Err(Refusal::Line(error)) => return Err(error),
                // There is none.
                Err(Refusal::Status(_)) => None,
            };
            let answer = match self.ask(&root, ask_all).await {
                Ok(answer) => answer,
                Err(Refusal::Status(StatusCode::ClientErrorNotFound)) => return Ok(Vec::new()),
                Err(other) => return Err(other.plain()),
            };
            let groups = answer.attributes().groups_of(DelimiterTag::PrinterAttributes);
            Ok(groups.filter_map(|group| printer(group, default.as_deref())).collect())
        }
        .boxed()
    }

    fn submit(&self, sheets: Sheets) -> Answer<'_, i32> {
        async move {
            let queue = self.queue(&sheets.printer)?;
            let mut request = request(Operation::PrintJob, &queue)?;
            add(&mut request, "job-name", name(&sheets.name)?)?;
            add(&mut request, "document-format", IppValue::new_mime_media_type(sheets.format).map_err(ours)?)?;
            *request.payload_mut() = IppPayload::new_async(Cursor::new(sheets.bytes));
            let answer = self.ask(&queue, request).await.map_err(Refusal::plain)?;
            let number =
                answer.attributes().first_of(DelimiterTag::JobAttributes).and_then(|group| number(group, "job-id"));
            number.ok_or_else(|| SpoolerError::Unclear { reason: "the job got no number".to_owned() })
        }
        .boxed()
    }

    fn job<'a>(&'a self, printer: &'a str, number: i32) -> Answer<'a, Option<SpooledJob>> {
        async move {
            let queue = self.queue(printer)?;
            let mut request = request(Operation::GetJobAttributes, &queue)?;
            add(&mut request, "job-id", IppValue::new_integer(number))?;
            add(&mut request, "requested-attributes", keywords(&JOB_ATTRIBUTES)?)?;
            match self.ask(&queue, request).await {
                Ok(answer) => Ok(answer.attributes().first_of(DelimiterTag::JobAttributes).and_then(spooled)),
                Err(Refusal::Status(StatusCode::ClientErrorNotFound | StatusCode::ClientErrorGone)) => Ok(None),
                Err(other) => Err(other.plain()),
            }
        }
        .boxed()
    }

    fn find<'a>(&'a self, printer: &'a str, name: &'a str) -> Answer<'a, Option<SpooledJob>> {
        async move {
            for which in ["not-completed", "completed"] {
                let jobs = self.jobs(printer, which).await?;
                if let Some((_, job)) = jobs.into_iter().find(|(known, _)| known == name) {
                    return Ok(Some(job));
                }
            }
            Ok(None)
        }
        .boxed()
    }
}

fn request(operation: Operation, queue: &Uri) -> Result<IppRequestResponse, SpoolerError> {
    let mut request = IppRequestResponse::new(IppVersion::v1_1(), operation, Some(queue.clone())).map_err(ours)?;
    add(&mut request, "requesting-user-name", name("counterfoil")?)?;
    Ok(request)
}

fn request_to_all(operation: Operation) -> Result<IppRequestResponse, SpoolerError> {
    IppRequestResponse::new(IppVersion::v1_1(), operation, None).map_err(ours)
}

fn add(request: &mut IppRequestResponse, name: &str, value: IppValue) -> Result<(), SpoolerError> {
    let attribute = IppAttribute::with_name(name, value).map_err(ours)?;
    request.attributes_mut().add(DelimiterTag::OperationAttributes, attribute);
    Ok(())
}

/// A request that cannot even be written: nothing was sent.
fn ours(error: impl std::fmt::Display) -> SpoolerError {
    SpoolerError::Refused { reason: error.to_string() }
}

fn name(text: &str) -> Result<IppValue, SpoolerError> {
    IppValue::new_name_without_language(text).map_err(ours)
}

fn keyword(word: &str) -> Result<IppValue, SpoolerError> {
    IppValue::new_keyword(word).map_err(ours)
}

fn keywords(words: &[&str]) -> Result<IppValue, SpoolerError> {
    Ok(IppValue::Array(words.iter().map(|word| keyword(word)).collect::<Result<_, _>>()?))
}

fn printer(group: &IppAttributeGroup, default: Option<&str>) -> Option<Printer> {
    let name = text(group, "printer-name")?;
    let state = match number(group, "printer-state") {
        Some(3) => PrinterState::Idle,
        Some(4) => PrinterState::Printing,
        _ => PrinterState::Stopped,
    };
    let accepting = match group.get("printer-is-accepting-jobs").map(IppAttribute::value) {
        Some(IppValue::Boolean(accepting)) => *accepting,
        _ => true,
    };
    Some(Printer {
        description: text(group, "printer-info").filter(|info| !info.is_empty()).unwrap_or_else(|| name.clone()),
        state,
        reasons: words(group, "printer-state-reasons"),
        accepting,
        is_default: default == Some(&name),
        name,
    })
}

fn spooled(group: &IppAttributeGroup) -> Option<SpooledJob> {
    let state = match number(group, "job-state")? {
        3 | 4 => JobState::Waiting,
        5 => JobState::Printing,
        6 => JobState::Stopped,
        9 => JobState::Completed,
        _ => JobState::GivenUp,
    };
    Some(SpooledJob {
        number: number(group, "job-id")?,
        state,
        reasons: words(group, "job-state-reasons"),
        // "no-value" until then; a server that does not tell leaves the doubt.
        was_begun: !matches!(group.get("time-at-processing").map(IppAttribute::value), Some(IppValue::NoValue)),
    })
}

fn number(group: &IppAttributeGroup, name: &str) -> Option<i32> {
    match group.get(name)?.value() {
        IppValue::Integer(number) | IppValue::Enum(number) => Some(*number),
        _ => None,
    }
}

fn text(group: &IppAttributeGroup, name: &str) -> Option<String> {
    said(group.get(name)?.value())
}

fn said(value: &IppValue) -> Option<String> {
    match value {
        IppValue::NameWithoutLanguage(name) | IppValue::NameWithLanguage { name, .. } => Some(name.as_str().to_owned()),
        IppValue::Keyword(word) => Some(word.as_str().to_owned()),
        IppValue::TextWithoutLanguage(_) | IppValue::TextWithLanguage { .. } => Some(value.to_string()),
        _ => None,
    }
}

/// Keywords, without the one that says that there is nothing to say.
fn words(group: &IppAttributeGroup, name: &str) -> Vec<String> {
    let all = match group.get(name).map(IppAttribute::value) {
        Some(IppValue::Array(values)) => values.iter().filter_map(said).collect(),
        Some(value) => said(value).into_iter().collect::<Vec<_>>(),
        None => Vec::new(),
    };
    all.into_iter().filter(|word| word != "none").collect()
}
