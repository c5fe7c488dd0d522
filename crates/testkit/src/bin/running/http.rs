//! A keep-alive HTTP/1.1 connection with as little of its own cost as can be, so that what is measured is the server.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

/// A request that takes longer than this has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// One connection to one server, signed in or not. It opens itself again after the server has gone.
pub struct Connection {
    address: String,
    credentials: String,
    stream: Option<BufReader<TcpStream>>,
}

/// What the server said.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body, unpacked from chunks.
    pub body: Vec<u8>,
    /// The cookie that it sets, name and value alone; empty for none.
    #[allow(dead_code, reason = "each harness uses its own part of this")]
    pub cookie: String,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON, when the status says that it went well.
    ///
    /// # Errors
    /// When the server refused, with its words, or the body is not JSON.
    pub fn json(&self) -> Result<Value> {
        ensure!(
            self.status == 200,
            "the server answered {}: {}",
            self.status,
            self.text()
        );
        serde_json::from_slice(&self.body)
            .with_context(|| format!("this is not JSON: {}", self.text()))
    }
}

impl Connection {
    /// A connection to `127.0.0.1:PORT`, not signed in.
    pub fn new(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            credentials: String::new(),
            stream: None,
        }
    }

    /// A connection on which every request carries these header lines, each ended by CR and LF.
    #[allow(dead_code, reason = "each harness uses its own part of this")]
    pub fn with_headers(address: &str, headers: String) -> Self {
        Self {
            address: address.to_owned(),
            credentials: headers,
            stream: None,
        }
    }

    /// A connection on which every request carries a session's token: as bearer for the API, as cookie for the pages.
    pub fn signed_in(address: &str, token: &str) -> Self {
        let credentials = format!(
            "Authorization: Bearer {token}\r\nCookie: hawthorn_session={token}\r\nSec-Fetch-Site: same-origin\r\n"
        );
        Self {
            address: address.to_owned(),
            credentials,
            stream: None,
        }
    }

    /// Reads a page or a record.
    ///
    /// # Errors
    /// When no whole answer came.
    pub fn get(&mut self, path: &str) -> Result<Answer> {
        self.send("GET", path, "", &[])
    }

    /// Sends JSON.
    ///
    /// # Errors
    /// When no whole answer came: whether it was done is then not known.
    pub fn post(&mut self, path: &str, body: &Value) -> Result<Answer> {
        self.send(
            "POST",
            path,
            "application/json",
            body.to_string().as_bytes(),
        )
    }

    /// Sends a body of any kind, or none.
    ///
    /// # Errors
    /// When no whole answer came: whether it was done is then not known.
    pub fn send(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> Result<Answer> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => open(&self.address)?,
        };
        let about_body = if method == "GET" {
            String::new()
        } else {
            format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len())
        };
        let mut message = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\n{}{about_body}\r\n",
            self.address, self.credentials
        )
        .into_bytes();
        message.extend_from_slice(body);
        stream
            .get_mut()
            .write_all(&message)
            .context("the request could not be sent")?;
        let (answer, stays_open) = read(&mut stream)?;
        if stays_open {
            self.stream = Some(stream);
        }
        Ok(answer)
    }
}

fn open(address: &str) -> Result<BufReader<TcpStream>> {
    let stream =
        TcpStream::connect(address).with_context(|| format!("nothing answers at {address}"))?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(BufReader::with_capacity(64 * 1024, stream))
}

/// Reads one answer, and whether the connection stays open after it.
fn read(stream: &mut BufReader<TcpStream>) -> Result<(Answer, bool)> {
    let first = line(stream)?;
    let status = first
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok())
        .with_context(|| format!("this is not an HTTP answer: {first:?}"))?;
    let (mut length, mut chunked, mut stays_open) = (None, false, true);
    let mut cookie = String::new();
    loop {
        let header = line(stream)?;
        if header.is_empty() {
            break;
        }
        let Some((name, value)) = header.split_once(':') else {
            bail!("this is not an HTTP header: {header:?}")
        };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => {
                length = Some(
                    value
                        .parse::<usize>()
                        .context("the length of the answer cannot be read")?,
                )
            }
            "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
            "set-cookie" => cookie = value.split(';').next().unwrap_or_default().to_owned(),
            "connection" => stays_open = !value.eq_ignore_ascii_case("close"),
            _ => {}
        }
    }
    let body = match length {
        _ if chunked => chunks(stream)?,
        Some(length) => exactly(stream, length)?,
        None => Vec::new(),
    };
    let answer = Answer {
        status,
        body,
        cookie,
    };
    Ok((answer, stays_open))
}

fn line(stream: &mut BufReader<TcpStream>) -> Result<String> {
    let mut text = String::new();
    let read = stream
        .read_line(&mut text)
        .context("the answer broke off")?;
    ensure!(
        read > 0 && text.ends_with('\n'),
        "the server closed the connection before its answer was whole"
    );
    Ok(text.trim_end().to_owned())
}

fn exactly(stream: &mut BufReader<TcpStream>, length: usize) -> Result<Vec<u8>> {
    let mut body = vec![0; length];
    stream
        .read_exact(&mut body)
        .context("the answer broke off")?;
    Ok(body)
}

fn chunks(stream: &mut BufReader<TcpStream>) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = line(stream)?;
        let size = usize::from_str_radix(size.split(';').next().unwrap_or_default().trim(), 16)
            .with_context(|| format!("this is not the size of a chunk: {size:?}"))?;
        body.extend_from_slice(&exactly(stream, size)?);
        line(stream)?;
        if size == 0 {
            return Ok(body);
        }
    }
}
