//! A preview of a published folder on the loopback address, with the headers of the real thing.

mod connection;

use std::fs::{self, File};
use std::io::{self, Cursor, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::check::{content_security_policy, content_type, link};
use crate::error::Error;
use crate::publish::is_hashed_asset;

/// The headers that every answer carries beside its policy, whatever it is.
pub const SECURITY_HEADERS: [(&str, &str); 2] =
    [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer")];

/// All headers for a file of the site: what a real server should be told to send.
///
/// A file with its hash in the name may be kept for good; everything else is asked for again each time.
///
/// ```
/// use site_gen::serve::headers;
///
/// let page = headers("metode/index.html");
/// assert_eq!(page[0], ("Content-Type", "text/html; charset=utf-8"));
/// assert_eq!(page[1], ("Cache-Control", "no-cache"));
/// assert!(!page[2].1.contains("script-src"));
/// assert!(headers("contoh/cari/index.html")[2].1.contains("script-src 'self'; connect-src 'self'"));
/// let style = headers("aset/gaya.3f9a01bc.css");
/// assert_eq!(style[1], ("Cache-Control", "public, max-age=31536000, immutable"));
/// // A hash in the name of a folder says nothing of the bytes of a file.
/// assert_eq!(headers("contoh/indeks/dok/2025-03/0-bcdf5ghjkl/4.json")[1], page[1]);
/// ```
pub fn headers(path: &str) -> [(&'static str, &'static str); 5] {
    let cache =
        if is_hashed_asset(path) { "public, max-age=31536000, immutable" } else { NO_CACHE };
    let policy = ("Content-Security-Policy", content_security_policy(path));
    let [sniff, referrer] = SECURITY_HEADERS;
    [("Content-Type", content_type(path)), ("Cache-Control", cache), policy, sniff, referrer]
}

const NO_CACHE: &str = "no-cache";

/// Serves `root` until the process ends; the first line of `out` is the address.
///
/// # Errors
///
/// [`Error::Listen`] where the port is taken, [`Error::Io`] where `root` is no folder or `out` is closed.
pub fn serve(root: &Path, port: u16, out: &mut dyn Write) -> Result<(), Error> {
    let preview = Preview::bind(root, port)?;
    let said = writeln!(out, "{}", preview.address()).and_then(|()| out.flush());
    said.map_err(Error::io("write the address to", "stdout"))?;
    preview.run();
    Ok(())
}

/// A server on 127.0.0.1 that is ready to answer.
pub struct Preview {
    root: PathBuf,
    address: SocketAddr,
    listener: TcpListener,
    stopped: AtomicBool,
}

impl Preview {
    /// Listens on a port of the loopback address; 0 is any free one.
    ///
    /// # Errors
    ///
    /// [`Error::Listen`] where the port is taken, [`Error::Io`] where `root` is no folder.
    pub fn bind(root: &Path, port: u16) -> Result<Self, Error> {
        fs::read_dir(root).map_err(Error::io("read", root))?;
        let listen = |error: io::Error| Error::Listen { port, reason: error.to_string() };
        let listener =
            TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port))).map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let stopped = AtomicBool::new(false);
        Ok(Preview { root: root.to_path_buf(), address, listener, stopped })
    }

    /// The address of the site's first page: `http://127.0.0.1:PORT/`.
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Answers requests until [`Preview::stop`].
    pub fn run(&self) {
        thread::scope(|scope| {
            for stream in self.listener.incoming() {
                if self.stopped.load(Ordering::Acquire) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                // A reader who has gone away is no error of ours.
                scope.spawn(|| {
                    let _ = connection::respond(stream, |asked| match asked {
                        Some(asked) => answer(&self.root, &asked.method, &asked.url),
                        None => Answer::text(400, "expected a request of HTTP\n"),
                    });
                });
            }
        });
    }

    /// Lets [`Preview::run`] return.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Release);
        // One more connection wakes whoever waits for one.
        let _ = TcpStream::connect(self.address);
    }
}

/// What one request gets.
struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    length: u64,
    body: Box<dyn Read + Send>,
}

impl Answer {
    fn new(status: u16, path: &str, body: Box<dyn Read + Send>, length: u64) -> Self {
        let headers = headers(path);
        Answer {
            status,
            headers: headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
            length,
            body,
        }
    }

    fn text(status: u16, text: &'static str) -> Self {
        Answer::new(status, "x.txt", Box::new(Cursor::new(text)), text.len() as u64)
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }
}

/// The answer to a request; a pure function of the folder.
fn answer(root: &Path, method: &str, url: &str) -> Answer {
    if !matches!(method, "GET" | "HEAD") {
        return Answer::text(405, "only GET and HEAD\n").with("Allow", "GET, HEAD".to_owned());
    }
    // The folder may be swapped for a new release at any time, so it is found anew for each request.
    let Ok(root) = fs::canonicalize(root) else {
        return Answer::text(404, "not found\n");
    };
    let (raw, query) = match url.split_once('?') {
        Some((raw, query)) => (raw, Some(query)),
        None => (url, None),
    };
    let Some(path) = site_path(raw) else {
        return not_found(&root);
    };
    match find(&root, &path) {
        Some(Found::File(path, file, length)) => Answer::new(200, &path, Box::new(file), length),
        Some(Found::Folder) => {
            let query = query.map_or_else(String::new, |query| format!("?{query}"));
            Answer::text(301, "see the address with a slash\n")
                .with("Location", format!("{raw}/{query}"))
        }
        None => not_found(&root),
    }
}

fn not_found(root: &Path) -> Answer {
    match find(root, "404.html") {
        Some(Found::File(path, file, length)) => Answer::new(404, &path, Box::new(file), length),
        _ => Answer::text(404, "not found\n"),
    }
}

/// The site-relative path of a request; a folder keeps its slash. `None` for what names no place.
fn site_path(raw: &str) -> Option<String> {
    let path = link::decode(raw.strip_prefix('/')?)?;
    if path.contains(['\\', '\0']) {
        return None;
    }
    // Empty segments also rule out `//host/`, which in a Location would lead to another site.
    let segments = path.strip_suffix('/').unwrap_or(&path);
    let is_plain = |segment: &str| !matches!(segment, "" | "." | "..");
    (path.is_empty() || segments.split('/').all(is_plain)).then_some(path)
}

enum Found {
    /// A file by its path, open, with its length.
    File(String, File, u64),
    /// A folder with an index that was asked for without its slash.
    Folder,
}

/// What a path names below the root; a link may lead anywhere in it and nowhere else.
fn find(root: &Path, path: &str) -> Option<Found> {
    let is_folder = path.is_empty() || path.ends_with('/');
    let path = if is_folder { format!("{path}index.html") } else { path.to_owned() };
    let real = fs::canonicalize(root.join(&path)).ok()?;
    if !real.starts_with(root) {
        return None;
    }
    let metadata = fs::metadata(&real).ok()?;
    if metadata.is_dir() {
        return real.join("index.html").is_file().then_some(Found::Folder);
    }
    // A pipe would block whoever opens it.
    if !metadata.is_file() {
        return None;
    }
    let file = File::open(&real).ok()?;
    Some(Found::File(path, file, metadata.len()))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use tempfile::TempDir;

    use crate::check::{CALCULATOR_CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY};

    use super::*;

    fn site() -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("metode")).unwrap();
        fs::create_dir_all(root.join("kosong")).unwrap();
        fs::create_dir_all(root.join("hitung")).unwrap();
        fs::write(root.join("hitung/index.html"), "hitung").unwrap();
        fs::write(root.join("index.html"), "beranda").unwrap();
        fs::write(root.join("metode/index.html"), "metode").unwrap();
        fs::write(root.join("a b.csv"), "a,b\n").unwrap();
        fs::write(root.join("gaya.3f9a01bc.css"), "a{}").unwrap();
        fs::write(root.join("404.html"), "tiada").unwrap();
        fs::write(folder.path().join("rahasia"), "rahasia").unwrap();
        folder
    }

    fn ask(site: &TempDir, method: &str, url: &str) -> (u16, Answer, String) {
        let mut answer = answer(&site.path().join("site"), method, url);
        let mut body = String::new();
        answer.body.read_to_string(&mut body).unwrap();
        assert_eq!(body.len() as u64, answer.length, "{url}");
        (answer.status, answer, body)
    }

    fn get(site: &TempDir, url: &str) -> (u16, String) {
        let (status, _, body) = ask(site, "GET", url);
        (status, body)
    }

    fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
        let found = answer.headers.iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| value.as_str())
    }

    #[test]
    fn a_folder_answers_with_its_index_and_a_missing_slash_is_added() {
        let site = site();
        assert_eq!(get(&site, "/"), (200, "beranda".to_owned()));
        assert_eq!(get(&site, "/metode/"), (200, "metode".to_owned()));
        assert_eq!(get(&site, "/a%20b.csv?x=1"), (200, "a,b\n".to_owned()));
        let (status, answer, _) = ask(&site, "GET", "/metode?x=1");
        assert_eq!((status, header(&answer, "Location")), (301, Some("/metode/?x=1")));
    }

    #[test]
    fn what_is_not_there_is_the_page_of_the_site_for_that() {
        let site = site();
        for url in
            ["/tiada", "/kosong", "/kosong/", "/index.html/", "/a.csv/x", "*", "", "/%zz", "/%ff"]
        {
            assert_eq!(get(&site, url), (404, "tiada".to_owned()), "{url}");
        }
        fs::remove_file(site.path().join("site/404.html")).unwrap();
        assert_eq!(get(&site, "/tiada"), (404, "not found\n".to_owned()));
    }

    #[test]
    fn no_path_leaves_the_root() {
        let site = site();
        for url in [
            "/../rahasia",
            "/%2e%2e/rahasia",
            "/metode/..%2f..%2frahasia",
            "/metode/../../rahasia",
            "/..%5crahasia",
            "//rahasia",
            "/%2Frahasia",
            "/metode//../rahasia",
            "/./index.html",
            "/index.html%00",
            "http://example.org/",
        ] {
            assert_eq!(get(&site, url), (404, "tiada".to_owned()), "{url}");
        }
    }

    #[test]
    fn a_redirect_never_leads_to_another_host() {
        let site = site();
        for url in ["//metode", "/%2Fmetode", "/\\metode"] {
            assert_eq!(get(&site, url).0, 404, "{url}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_may_lead_inside_and_not_outside() {
        let site = site();
        let link = |to: &str, name: &str| {
            let root = site.path().join("site");
            std::os::unix::fs::symlink(to, root.join(name)).unwrap();
        };
        link("../rahasia", "luar");
        link("/etc", "etc");
        link("index.html", "dalam.html");
        assert_eq!(get(&site, "/luar").0, 404);
        assert_eq!(get(&site, "/etc/hostname").0, 404);
        assert_eq!(get(&site, "/dalam.html"), (200, "beranda".to_owned()));
    }

    #[test]
    fn every_answer_carries_the_security_headers() {
        let site = site();
        for (method, url) in [("GET", "/"), ("GET", "/metode"), ("GET", "/tiada"), ("POST", "/")] {
            let (_, answer, _) = ask(&site, method, url);
            for (name, value) in SECURITY_HEADERS {
                assert_eq!(header(&answer, name), Some(value), "{url}");
            }
            let policy = header(&answer, "Content-Security-Policy");
            assert_eq!(policy, Some(CONTENT_SECURITY_POLICY), "{url}");
        }
    }

    #[test]
    fn the_calculator_comes_with_its_own_policy() {
        let site = site();
        let (_, page, _) = ask(&site, "GET", "/hitung/");
        let policy = header(&page, "Content-Security-Policy").unwrap();
        assert_eq!(policy, CALCULATOR_CONTENT_SECURITY_POLICY);
    }

    #[test]
    fn types_and_caching_follow_the_name() {
        let site = site();
        let (_, page, _) = ask(&site, "GET", "/");
        assert_eq!(header(&page, "Content-Type"), Some("text/html; charset=utf-8"));
        assert_eq!(header(&page, "Cache-Control"), Some("no-cache"));
        let (_, style, _) = ask(&site, "GET", "/gaya.3f9a01bc.css");
        assert_eq!(header(&style, "Content-Type"), Some("text/css; charset=utf-8"));
        assert!(header(&style, "Cache-Control").unwrap().ends_with("immutable"));
    }

    #[test]
    fn only_get_and_head() {
        let site = site();
        for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
            let (status, answer, _) = ask(&site, method, "/");
            assert_eq!((status, header(&answer, "Allow")), (405, Some("GET, HEAD")));
        }
    }

    #[test]
    fn over_a_socket_head_has_the_length_and_no_body() {
        let site = site();
        let preview = Preview::bind(&site.path().join("site"), 0).unwrap();
        let address = preview.address();
        let port = address.strip_prefix("http://127.0.0.1:").unwrap();
        let port: u16 = port.strip_suffix('/').unwrap().parse().unwrap();
        let ask = |request: &str| {
            let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
            let text = format!("{request} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            stream.write_all(text.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        thread::scope(|scope| {
            scope.spawn(|| preview.run());
            let (got, head, raw) = (ask("GET /"), ask("HEAD /"), ask("GET /../rahasia"));
            preview.stop();
            assert!(got.starts_with("HTTP/1.1 200 "), "{got}");
            assert!(
                got.contains(&format!("Content-Security-Policy: {CONTENT_SECURITY_POLICY}\r\n")),
                "{got}"
            );
            assert!(got.ends_with("\r\n\r\nberanda"), "{got}");
            assert!(head.contains("Content-Length: 7\r\n"), "{head}");
            assert!(head.ends_with("\r\n\r\n"), "{head}");
            assert!(raw.starts_with("HTTP/1.1 404 "), "{raw}");
        });
    }

    /// As a browser does it: several connections are open at once, and some send nothing for a while.
    #[test]
    fn no_connection_waits_for_another() {
        let site = site();
        let preview = Preview::bind(&site.path().join("site"), 0).unwrap();
        thread::scope(|scope| {
            scope.spawn(|| preview.run());
            let idle: Vec<TcpStream> =
                (0..40).map(|_| TcpStream::connect(preview.address).unwrap()).collect();
            for _ in 0..20 {
                let mut stream = TcpStream::connect(preview.address).unwrap();
                stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
                let mut answer = String::new();
                stream.read_to_string(&mut answer).unwrap();
                assert!(answer.ends_with("\r\n\r\nberanda"), "{answer}");
            }
            drop(idle);
            preview.stop();
        });
    }

    #[test]
    fn a_port_that_is_taken_is_named() {
        let site = site();
        let first = Preview::bind(site.path(), 0).unwrap();
        let port = first.address.port();
        let error = Preview::bind(site.path(), port).err().unwrap();
        assert!(error.to_string().starts_with(&format!("cannot listen on 127.0.0.1 port {port}")));
        assert_eq!(error.exit_code(), 2);
        let error = Preview::bind(&site.path().join("tiada"), 0).err().unwrap();
        assert_eq!(error.exit_code(), 3);
    }
}
