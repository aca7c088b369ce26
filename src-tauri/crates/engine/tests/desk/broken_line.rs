//! A line that breaks when told to: a small server on this computer between a desk and the sandbox.
//!
//! Whole, it passes everything on. Broken, it does one bad thing to every call from a chosen one on, as a network that
//! is down does, until it is mended.

use std::{
    future::pending,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use counterfoil_sandbox::Call;
use rustls::{
    ServerConfig, ServerConnection,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::watch,
    task::{JoinHandle, JoinSet},
};

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nobody listens there.
    Refused,
    /// The name of the host is in no directory.
    NoSuchHost,
    /// TLS is spoken to a server that does not know it.
    PlainServer,
    /// The server's certificate is vouched for by nobody.
    SelfSigned,
    /// The connection is reset instead of an answer.
    Reset,
    /// The answer does not come within our time limit.
    Slow,
    /// The request itself arrives after we stopped waiting, and the answer finds nobody.
    Late,
    /// Half of the answer's body, and the connection closes.
    HalfBody,
    /// The answer's length is given as less than it is.
    TooShort,
    /// The answer's length is given as more than it is.
    TooLong,
    /// The answer comes twice on one connection.
    Doubled,
    /// A network's sign-in page with status 200.
    Portal,
    /// Sent on to another host.
    Redirect,
    /// 429, after so many seconds where said.
    Busy(Option<u32>),
    /// Another status, without the supplier's words.
    Status(u16),
    /// 200, and this.
    Says(&'static str),
}

impl Fault {
    /// Whether the supplier may have carried the call out although it looks like this from here.
    pub(crate) const fn may_be_carried_out(self) -> bool {
        match self {
            Self::Reset
            | Self::Slow
            | Self::Late
            | Self::HalfBody
            | Self::TooShort
            | Self::TooLong
            | Self::Doubled
            | Self::Status(_)
            | Self::Says(_) => true,
            Self::Refused
            | Self::NoSuchHost
            | Self::PlainServer
            | Self::SelfSigned
            | Self::Portal
            | Self::Redirect
            | Self::Busy(_) => false,
        }
    }

    /// Whether it is certain from here that nothing was carried out.
    pub(crate) const fn is_certain(self) -> bool {
        matches!(self, Self::Refused | Self::NoSuchHost | Self::PlainServer | Self::SelfSigned | Self::Busy(_))
    }

    /// Whether it may look like this although the supplier never carried it out.
    pub(crate) const fn may_be_lost(self) -> bool {
        // What is cut, mismeasured or doubled is the supplier's own answer.
        !matches!(self, Self::HalfBody | Self::TooShort | Self::TooLong | Self::Doubled | Self::Late)
    }
}

/// How a line is broken.
#[derive(Debug, Clone, Copy)]
struct Break {
    from: Call,
    fault: Fault,
    carried_out: bool,
    reached: bool,
}

/// What both ends of the line know.
struct Wire {
    sandbox: SocketAddr,
    state: Mutex<Option<Break>>,
    /// Requests that arrive only when the line is mended.
    travelling: Mutex<Vec<Vec<u8>>>,
    /// Calls that change something and whose fate is decided, since the line broke.
    decided: watch::Sender<usize>,
}

/// The line.
pub(crate) struct BrokenLine {
    address: SocketAddr,
    plain: SocketAddr,
    self_signed: SocketAddr,
    /// Bound and not listening: the port is nobody else's, and it refuses.
    closed: TcpSocket,
    wire: Arc<Wire>,
    tasks: Vec<JoinHandle<()>>,
}

impl BrokenLine {
    /// A whole line to a sandbox.
    pub(crate) async fn to(sandbox: &str) -> Arc<Self> {
        let sandbox = sandbox.trim_start_matches("http://").trim_end_matches("/v2").parse().unwrap();
        let closed = TcpSocket::new_v4().unwrap();
        closed.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let (state, travelling) = (Mutex::default(), Mutex::default());
        let wire = Arc::new(Wire { sandbox, state, travelling, decided: watch::Sender::new(0) });
        let end = Arc::clone(&wire);
        let (address, one) = serve(move |stream| speak(stream, Arc::clone(&end))).await;
        let (plain, two) = serve(speak_plainly).await;
        let config = self_signed();
        let (self_signed, three) = serve(move |stream| shake_hands(stream, Arc::clone(&config))).await;
        let tasks = vec![one, two, three];
        Arc::new(Self { address, plain, self_signed, closed, wire, tasks })
    }

    /// Its address, as the supplier's.
    pub(crate) fn base_url(&self) -> String {
        format!("http://{}/v2", self.address)
    }

    /// Breaks it from the next call of a kind on. Whether that call is carried out all the same is said here.
    pub(crate) fn break_from(&self, from: Call, fault: Fault, carried_out: bool) {
        self.wire.decided.send_replace(0);
        *self.wire.state.lock().unwrap() = Some(Break { from, fault, carried_out, reached: false });
    }

    /// From now on nobody listens there: the same outage, cheaper to wait through.
    pub(crate) fn go_silent(&self) {
        let silent = Break { from: Call::Any, fault: Fault::Refused, carried_out: false, reached: true };
        *self.wire.state.lock().unwrap() = Some(silent);
    }

    /// Mends it; what was still travelling arrives first.
    pub(crate) async fn mend(&self) {
        let travelling = std::mem::take(&mut *self.wire.travelling.lock().unwrap());
        for request in travelling {
            forward(self.wire.sandbox, &request).await;
        }
        *self.wire.state.lock().unwrap() = None;
    }

    /// Waits until it is decided whether a call that ran out of time was carried out: the desk does not wait for that.
    pub(crate) async fn decided(&self) {
        self.wire.decided.subscribe().wait_for(|calls| *calls > 0).await.unwrap();
    }

    /// Whether the call it was to break at has come.
    pub(crate) fn is_reached(&self) -> bool {
        self.wire.state.lock().unwrap().is_some_and(|broken| broken.reached)
    }

    /// Where a call is led to instead of the good line, and whether it is to run out of time there.
    pub(super) fn leads(&self, call: Call) -> Option<(String, bool)> {
        let mut state = self.wire.state.lock().unwrap();
        let broken = state.as_mut()?;
        if !broken.reached && broken.from != call {
            return None;
        }
        broken.reached = true;
        let closed = self.closed.local_addr().unwrap();
        let base_url = match broken.fault {
            Fault::Refused => format!("http://{closed}/v2"),
            Fault::NoSuchHost => "https://no-such-host.invalid/v2".to_owned(),
            Fault::PlainServer => format!("https://{}/v2", self.plain),
            Fault::SelfSigned => format!("https://{}/v2", self.self_signed),
            _ => self.base_url(),
        };
        Some((base_url, matches!(broken.fault, Fault::Slow | Fault::Late)))
    }
}

impl Drop for BrokenLine {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

/// Answers every connection with a task of its own, which end with the listener.
async fn serve<F, T>(answer: F) -> (SocketAddr, JoinHandle<()>)
where
    F: Fn(TcpStream) -> T + Send + 'static,
    T: Future<Output = Option<()>> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let task = tokio::spawn(async move {
        let mut open = JoinSet::new();
        while let Ok((stream, _)) = listener.accept().await {
            open.spawn(answer(stream));
        }
    });
    (address, task)
}

/// A connection over the line; ends as soon as either side does.
async fn speak(mut stream: TcpStream, wire: Arc<Wire>) -> Option<()> {
    loop {
        let request = read_request(&mut stream).await?;
        let changes = !request.starts_with(b"GET");
        // Until the call it breaks at has come, it is whole.
        let broken = wire.state.lock().unwrap().filter(|broken| broken.reached);
        let Some(broken) = broken else {
            stream.write_all(&forward(wire.sandbox, &request).await).await.ok()?;
            continue;
        };
        let mut answer = Vec::new();
        if broken.fault == Fault::Late {
            wire.travelling.lock().unwrap().extend(changes.then_some(request));
        } else if broken.carried_out {
            answer = forward(wire.sandbox, &request).await;
        }
        wire.decided.send_modify(|calls| *calls += usize::from(changes));
        match broken.fault {
            Fault::Reset => return stream.set_zero_linger().ok(),
            Fault::Slow | Fault::Late => return pending().await,
            fault => stream.write_all(&spoilt(fault, &answer)).await.ok()?,
        }
        if !matches!(broken.fault, Fault::Doubled) {
            return stream.shutdown().await.ok();
        }
    }
}

/// What arrives instead of an answer.
fn spoilt(fault: Fault, answer: &[u8]) -> Vec<u8> {
    let head_ends = answer.windows(4).position(|four| four == b"\r\n\r\n").map_or(0, |at| at + 4);
    let (head, body) = answer.split_at(head_ends);
    let of_length = |length: usize| {
        let head = String::from_utf8(head.to_vec()).unwrap();
        let said = format!("content-length: {}\r\n", body.len());
        assert!(head.contains(&said), "{head}");
        [head.replace(&said, &format!("content-length: {length}\r\n")).as_bytes(), body].concat()
    };
    match fault {
        Fault::HalfBody => answer[..head_ends + body.len() / 2].to_vec(),
        Fault::TooShort => of_length(body.len() / 2),
        Fault::TooLong => of_length(body.len() + 20),
        Fault::Doubled => [answer, answer].concat(),
        Fault::Portal => page("200 OK", "", "<!doctype html><title>Welcome</title><p>Please sign in to this network."),
        Fault::Says(body) => page("200 OK", "", body),
        Fault::Redirect => page("301 Moved Permanently", "Location: https://elsewhere.example/\r\n", ""),
        Fault::Busy(after) => {
            let after = after.map_or_else(String::new, |after| format!("Retry-After: {after}\r\n"));
            page("429 Too Many Requests", &after, "")
        }
        Fault::Status(status) => page(&format!("{status} Bad Day"), "", "<html><h1>Bad day</h1></html>"),
        Fault::Refused
        | Fault::NoSuchHost
        | Fault::PlainServer
        | Fault::SelfSigned
        | Fault::Reset
        | Fault::Slow
        | Fault::Late => unreachable!("{fault:?} is no answer"),
    }
}

fn page(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Type: text/html\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// A whole request; nothing when the client is gone.
async fn read_request(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let text = String::from_utf8_lossy(&bytes[..head]).to_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length:"));
    let whole = head + length.map_or(0, |length| length.trim().parse::<usize>().unwrap());
    while bytes.len() < whole {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(bytes)
}

/// The sandbox's answer to a request, on a connection of its own. Without its `Date`: the sandbox's clock can be pushed,
/// the one behind that header cannot.
async fn forward(sandbox: SocketAddr, request: &[u8]) -> Vec<u8> {
    let line_ends = request.windows(2).position(|two| two == b"\r\n").unwrap() + 2;
    let (first, rest) = request.split_at(line_ends);
    let mut stream = TcpStream::connect(sandbox).await.unwrap();
    stream.write_all(&[first, b"Connection: close\r\n", rest].concat()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let head_ends = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 2;
    let (head, body) = answer.split_at(head_ends);
    let head = std::str::from_utf8(head).unwrap();
    let kept =
        head.split_inclusive("\r\n").filter(|line| !line.starts_with("date:") && !line.starts_with("connection:"));
    [kept.collect::<String>().as_bytes(), body].concat()
}

/// A server that knows no TLS and says so.
async fn speak_plainly(mut stream: TcpStream) -> Option<()> {
    stream.read_u8().await.ok()?;
    stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").await.ok()?;
    stream.shutdown().await.ok()
}

/// A certificate that nobody vouches for, made now.
fn self_signed() -> Arc<ServerConfig> {
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![made.cert.into()], key);
    Arc::new(config.unwrap())
}

/// Shows its certificate and hears what the client thinks of it.
async fn shake_hands(mut stream: TcpStream, config: Arc<ServerConfig>) -> Option<()> {
    let mut tls = ServerConnection::new(config).ok()?;
    loop {
        let mut out = Vec::new();
        while tls.wants_write() {
            tls.write_tls(&mut out).ok()?;
        }
        stream.write_all(&out).await.ok()?;
        let mut heard = Vec::with_capacity(4096);
        if stream.read_buf(&mut heard).await.ok()? == 0 {
            return None;
        }
        tls.read_tls(&mut heard.as_slice()).ok()?;
        tls.process_new_packets().ok()?;
    }
}
