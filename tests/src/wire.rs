//! As much of HTTP/1.1 as a test needs to ask a server on this computer: one connection, kept open, read to the byte.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

/// An answer.
#[derive(Debug)]
pub struct Got {
    /// Its status.
    pub status: u16,
    /// Its body.
    pub body: Vec<u8>,
}

/// A connection.
#[derive(Debug)]
pub struct Wire {
    host: String,
    stream: BufReader<TcpStream>,
}

impl Wire {
    /// Connects to the host of an address such as `http://127.0.0.1:8080/v2`.
    pub fn to(url: &str) -> Self {
        let host = url.trim_start_matches("http://").split('/').next().unwrap_or_default().to_owned();
        let stream = TcpStream::connect(&host).unwrap_or_else(|error| panic!("{host}: {error}"));
        stream.set_nodelay(true).expect("a socket");
        Self { host, stream: BufReader::with_capacity(1 << 16, stream) }
    }

    /// Sends a request and reads its answer.
    pub fn ask(&mut self, method: &str, path: &str, head: &str, body: &str) -> Got {
        let (host, length) = (&self.host, body.len());
        let request =
            format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n{head}\r\n{body}");
        self.stream.get_mut().write_all(request.as_bytes()).expect("a line to the server");
        let status = self.line().split(' ').nth(1).and_then(|word| word.parse().ok()).expect("a status");
        let mut length = 0;
        loop {
            let header = self.line().to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse().expect("a length");
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).expect("a whole body");
        Got { status, body }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).expect("a line of the answer");
        line.trim_end().to_owned()
    }
}
