//! A line that behaves as told: a raw listener which counts what arrives, byte for byte.

use std::{
    future::pending,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// What the line does with a request.
#[derive(Clone)]
pub(crate) enum Act {
    /// Writes this and keeps the connection open for more.
    Answer(Vec<u8>),
    /// Writes this and closes.
    AnswerAndClose(Vec<u8>),
    /// Resets the connection without a word.
    Reset,
    /// Never answers.
    Hang,
    /// Resets before the request is read.
    ResetUnread,
    /// Speaks first, and closes.
    Greet(Vec<u8>),
}

type Script = dyn Fn(usize, &str) -> Act + Send + Sync;

pub(crate) struct Line {
    pub(crate) base_url: String,
    requests: Arc<Mutex<Vec<String>>>,
    connections: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Line {
    /// Does the same with every request.
    pub(crate) async fn always(act: Act) -> Self {
        Self::scripted(move |_, _| act.clone()).await
    }

    /// Asks what to do with each request: its number from 0, and its text.
    pub(crate) async fn scripted(script: impl Fn(usize, &str) -> Act + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}/v2", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(AtomicUsize::new(0));
        let (heard, met) = (requests.clone(), connections.clone());
        let script: Arc<Script> = Arc::new(script);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                met.fetch_add(1, SeqCst);
                tokio::spawn(speak(stream, script.clone(), heard.clone()));
            }
        });
        Self { base_url, requests, connections, task }
    }

    /// The requests that arrived whole: head and body.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(SeqCst)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn speak(mut stream: TcpStream, script: Arc<Script>, heard: Arc<Mutex<Vec<String>>>) {
    match script(usize::MAX, "") {
        Act::ResetUnread => return stream.set_zero_linger().unwrap(),
        Act::Greet(bytes) => return stream.write_all(&bytes).await.unwrap(),
        Act::Answer(_) | Act::AnswerAndClose(_) | Act::Reset | Act::Hang => {}
    }
    while let Some(request) = read_request(&mut stream).await {
        let number = {
            let mut heard = heard.lock().unwrap();
            heard.push(request.clone());
            heard.len() - 1
        };
        match script(number, &request) {
            Act::Answer(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Act::AnswerAndClose(bytes) => {
                // The client may hang up first, when the answer is too large.
                stream.write_all(&bytes).await.ok();
                stream.shutdown().await.ok();
                return;
            }
            Act::Reset | Act::ResetUnread | Act::Greet(_) => return stream.set_zero_linger().unwrap(),
            Act::Hang => pending().await,
        }
    }
}

async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
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
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// An answer with a length, as a server writes it.
pub(crate) fn http(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!(
        "HTTP/1.1 {status}\r\nDate: Fri, 20 Nov 2026 12:00:30 GMT\r\nContent-Type: application/json\r\n\
         {headers}Content-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

pub(crate) fn ok(body: &str) -> Act {
    Act::Answer(http("200 OK", "", body.as_bytes()))
}
