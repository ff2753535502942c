//! One connection of the preview: the head of a request is read, an answer written, and the connection closed.
//!
//! A connection for each request is enough on the loopback address, and none can wait for another: a pool that hands several
//! waiting connections to one thread leaves a page that loads many files at once without some of them.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use super::Answer;

/// Most bytes of a request's head.
const HEAD: usize = 16 * 1024;
/// Most headers of a request.
const HEADERS: usize = 64;
/// How long a reader may be silent.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) method: String,
    pub(super) url: String,
}

/// Answers what a reader asks for on a connection.
///
/// # Errors
///
/// What the system says of a reader that has gone away.
pub(super) fn respond(
    mut stream: TcpStream,
    answer: impl FnOnce(Option<&Asked>) -> Answer,
) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let asked = head(&mut stream)?;
    let Answer { status, headers, length, body } = answer(asked.as_ref());
    let mut head = format!("HTTP/1.1 {status} {}\r\nConnection: close\r\n", reason(status));
    for (name, value) in &headers {
        // No file name can break a header: an address holds no control character.
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("Content-Length: {length}\r\n\r\n"));
    stream.write_all(head.as_bytes())?;
    if asked.is_none_or(|asked| asked.method != "HEAD") {
        io::copy(&mut body.take(length), &mut stream)?;
    }
    stream.shutdown(Shutdown::Write)?;
    // What the reader still sends is read, or the system would take the answer back.
    stream.set_read_timeout(Some(Duration::from_millis(200)))?;
    let _ = io::copy(&mut stream.take(HEAD as u64), &mut io::sink());
    Ok(())
}

/// The first line of a request; none where it is no request, or too long.
fn head(stream: &mut impl Read) -> io::Result<Option<Asked>> {
    let mut bytes = Vec::new();
    let mut piece = [0; 1024];
    loop {
        let count = stream.read(&mut piece)?;
        bytes.extend_from_slice(&piece[..count]);
        let mut headers = [httparse::EMPTY_HEADER; HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        match request.parse(&bytes) {
            Ok(httparse::Status::Complete(_)) => {
                let asked = request.method.zip(request.path);
                return Ok(asked.map(|(method, url)| Asked {
                    method: method.to_owned(),
                    url: url.to_owned(),
                }));
            }
            Ok(httparse::Status::Partial) if 0 < count && bytes.len() < HEAD => {}
            _ => return Ok(None),
        }
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn asked(bytes: &[u8]) -> Option<(String, String)> {
        head(&mut &*bytes).unwrap().map(|asked| (asked.method, asked.url))
    }

    #[test]
    fn a_head_is_read_to_its_end_and_what_is_none_is_refused() {
        let get = Some(("GET".to_owned(), "/a?b".to_owned()));
        assert_eq!(asked(b"GET /a?b HTTP/1.1\r\nHost: x\r\n\r\n"), get);
        assert_eq!(asked(b"GET /a?b HTTP/1.0\r\n\r\nmore"), get);
        for wrong in [&b""[..], b"GET /a HTTP/1.1\r\n", b"\x16\x03\x01", b"GET  HTTP/1.1\r\n\r\n"] {
            assert_eq!(asked(wrong), None, "{wrong:?}");
        }
        let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(2 * HEAD));
        assert_eq!(asked(long.as_bytes()), None);
        let many = "A: b\r\n".repeat(HEADERS + 1);
        assert_eq!(asked(format!("GET / HTTP/1.1\r\n{many}\r\n").as_bytes()), None);
    }
}
