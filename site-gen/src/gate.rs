//! The gate of a site: what may stand in no final byte, whatever the file is.
//!
//! One gate serves a whole site. `build` runs it over every artifact and publishes nothing if it finds anything; `check` runs it
//! over a published folder. Both look at the bytes of a file and at its path.
//!
//! # Which links stay
//!
//! A link in text is found like any other identifier, since people write theirs there. The site's own address stays in
//! feeds, sitemaps and downloads, and so do the addresses of its sources and licences: [`SiteGate::of`] takes them from
//! `site.toml`, and [`SiteGate::learned`] from a published folder, out of the attributes of its home page and of the first page of
//! each folder at the root. The contacts of agencies that the operator lists stay where [`SiteGate::of`] reads the list. In an attribute stands only what the site's maker wrote; see [`lapor_core::redact::Gate`].
//!
//! # Which bytes are read
//!
//! What is UTF-8 without control characters is text, and read whole, whatever its name ends in. Of all else (Parquet, pictures,
//! fonts, WebAssembly, shards of an index) every run of [`LEAST`] or more characters of UTF-8 is read, and every run of as many
//! ASCII characters in UTF-16. In a run of up to [`SHORT`] characters what has the shape of a handle, an address of mail, a link, a
//! plate or a neighbourhood and is shorter than [`SHAPE`] characters, or not ASCII, is there by chance: 512 MiB of random bytes hold about a
//! hundred such, and nothing else. Within a run without a space no handle is found: where ids are packed, any byte may stand
//! between two of them, and one is an `@`. In Parquet, which packs parts of words beside each other,
//! only numbers of people and telephones are known, which need no word beside them. Numbers are found in any run. What a file packs is not unpacked: the columns of a Parquet file stand in the CSV and JSON files of
//! the same values, which are text, and the search index is made of pages that were read.
//!
//! In the table of a site's numbers a count that fills its cell is read without the names in the cells beside it: that of a million
//! reports by SMS is no telephone.

mod bare;

use std::fs;
use std::path::Path;

use lapor_core::redact::{self, Doubt, Kind, Span};
use lapor_stats::handles::Handles;
use lapor_stats::review::{Decisions, ReviewKey};

use crate::check::{GateFinding, folder, page};
use crate::config::Config;
use crate::error::Error;

/// Fewest characters of a run that is read in a file that is no text.
///
/// The shortest thing that a rule finds without a word beside it, a telephone number, has nine.
pub const LEAST: usize = 8;

/// Most characters of a run that bytes by chance are likely to hold.
pub const SHORT: usize = 24;

/// Fewest characters of something that is known by its shape alone and is no chance in a short run.
pub const SHAPE: usize = 12;

/// The gate of one site, which keeps the links that its maker named.
#[derive(Clone, Debug, Default)]
pub struct SiteGate {
    gate: redact::Gate,
    /// What the operator decided on what redaction doubts.
    decisions: Option<Decisions>,
}

impl SiteGate {
    /// A gate that keeps these links and all below each.
    ///
    /// ```
    /// use site_gen::gate::SiteGate;
    ///
    /// let feed = b"<id>https://example.org/lapor/contoh/</id>";
    /// assert!(SiteGate::keeping(["https://example.org/lapor/"]).examine("umpan.atom", feed).is_empty());
    /// assert_eq!(SiteGate::default().examine("umpan.atom", feed).len(), 1);
    /// ```
    pub fn keeping<L: AsRef<str>>(links: impl IntoIterator<Item = L>) -> Self {
        let mut gate = redact::Gate::new();
        for link in links {
            gate.keep_link(link.as_ref());
        }
        SiteGate { gate, decisions: None }
    }

    /// The gate of a configured site: it keeps its address and those of its sources and licences, the contacts that the operator
    /// listed, and the doubtful items on which she decided so. What else a sure rule finds it never keeps.
    ///
    /// # Errors
    ///
    /// [`Error::Source`] where the list or the decisions cannot be read.
    pub fn of(config: &Config) -> Result<Self, Error> {
        let of_source = config.sources.iter().flat_map(|source| {
            let licence = source.licence.as_ref().and_then(|licence| licence.url.as_ref());
            source.link.iter().chain(licence)
        });
        let mut gate = Self::keeping(config.base_url.iter().chain(of_source));
        if let Some(file) = &config.handles {
            Handles::read(file)?.iter().for_each(|handle| gate.gate.keep_handle(handle));
        }
        let decisions = match &config.review {
            Some(file) => Some(Decisions::read(file, ReviewKey::read(&config.review_key)?)?),
            None => None,
        };
        Ok(SiteGate { decisions, ..gate })
    }

    /// The gate of a published folder, learned from the folder itself.
    ///
    /// It keeps what the attributes of `index.html` and of each `FOLDER/index.html` name: the canonical address, the sources, the
    /// licences. A site without a canonical address prints none.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where the folder or a page cannot be read.
    pub fn learned(root: &Path) -> Result<Self, Error> {
        let mut links = Vec::new();
        for path in folder::list(root)?.files {
            let is_first = path == "index.html"
                || path.strip_suffix("/index.html").is_some_and(|folder| !folder.contains('/'));
            if is_first {
                let file = root.join(&path);
                let page = fs::read(&file).map_err(Error::io("read", &file))?;
                links.extend(page::examine(&path, &page, "/").foreign);
            }
        }
        Ok(Self::keeping(links))
    }

    /// Everything in a file, or in its path, that must not be published: rule and place, never the text.
    pub fn examine(&self, path: &str, bytes: &[u8]) -> Vec<GateFinding> {
        let mut findings = Vec::new();
        match std::str::from_utf8(bytes) {
            Ok(text) if !has_odd(text) => {
                let holds_counts = bare::holds_counts(path);
                for (byte, span) in self.scan(text) {
                    if !(holds_counts && self.is_count(text, byte, &span)) {
                        findings.push(GateFinding { offset: byte, rule: span.rule });
                    }
                }
            }
            // A file that is written in parts comes in parts, of which only the first has the mark.
            _ => {
                let is_parquet = bytes.starts_with(b"PAR1") || path.ends_with(".parquet");
                self.pieces(bytes, is_parquet, &mut findings);
            }
        }
        findings
    }

    /// Every span of a text, with the byte at which it starts.
    fn scan(&self, text: &str) -> Vec<(usize, Span)> {
        let mut spans = self.gate.scan(text);
        if !spans.is_empty() {
            let plain = without_ids(text);
            if plain != text {
                spans = self.gate.scan(&plain);
            }
        }
        // A span counts code points; a finding names the byte.
        let mut places = text.char_indices().map(|(byte, _)| byte).enumerate();
        let mut place = |start| places.find(|&(point, _)| point == start).map_or(0, |at| at.1);
        let places = spans.into_iter().map(|span| (place(span.start), span));
        places.filter(|(byte, span)| !self.may_stand(text, *byte, span)).collect()
    }

    /// Whether a span is numbers in cells of their own, in which nothing is found without the names beside them.
    fn is_count(&self, text: &str, byte: usize, span: &Span) -> bool {
        let length: usize =
            text[byte..].chars().take(span.end - span.start).map(char::len_utf8).sum();
        bare::around(text, byte, byte + length).is_some_and(|cells| self.scan(cells).is_empty())
    }

    /// Whether a rule that is not sure found what the operator decided to keep.
    fn may_stand(&self, text: &str, byte: usize, span: &Span) -> bool {
        span.confidence < Doubt::SURE
            && self.decisions.as_ref().is_some_and(|decisions| {
                let item: String = text[byte..].chars().take(span.end - span.start).collect();
                decisions.keeps(&item)
            })
    }

    /// Scans the runs of characters among bytes that are no text.
    fn pieces(&self, bytes: &[u8], is_parquet: bool, out: &mut Vec<GateFinding>) {
        let mut start = 0;
        for chunk in bytes.utf8_chunks() {
            let mut from = start;
            for run in chunk.valid().split(is_odd) {
                self.run(run, is_parquet, &|byte| from + byte, out);
                // A control character is one byte; those of C1 are two and valid only as such.
                from += run.len();
                from += bytes[from..].first().map_or(0, |&byte| 1 + usize::from(byte == 0xc2));
            }
            start += chunk.valid().len() + chunk.invalid().len();
        }
        let mut wide = String::new();
        let mut at = 0;
        while at < bytes.len() {
            match bytes.get(at..at + 2) {
                Some(&[byte @ 0x20..0x7f, 0]) => {
                    wide.push(char::from(byte));
                    at += 2;
                }
                _ => {
                    let begin = at - 2 * wide.len();
                    self.run(&wide, is_parquet, &|byte| begin + 2 * byte, out);
                    wide.clear();
                    at += 1;
                }
            }
        }
        let begin = at - 2 * wide.len();
        self.run(&wide, is_parquet, &|byte| begin + 2 * byte, out);
    }

    fn run(
        &self,
        run: &str,
        is_parquet: bool,
        place: &dyn Fn(usize) -> usize,
        out: &mut Vec<GateFinding>,
    ) {
        if run.chars().nth(LEAST - 1).is_none() {
            return;
        }
        // The marks around it tell the gate that this is a piece of something that is no text.
        let marked = format!("\u{1}{run}\u{1}");
        let is_short = run.chars().nth(SHORT).is_none();
        for (byte, span) in self.scan(&marked) {
            let length = span.end - span.start;
            let found = marked[byte..].chars().take(length);
            let by_shape = matches!(
                span.kind,
                Kind::Handle | Kind::Email | Kind::Url | Kind::Plate | Kind::Address
            );
            let by_chance = length < SHAPE || found.into_iter().any(|c| !c.is_ascii());
            let is_glued = span.kind == Kind::Handle && !run.contains(' ');
            let is_chance = by_shape && (is_short && by_chance || is_glued);
            // A word of two letters before some digits is chance where parts of words are packed: one in 600 MB of columns.
            let is_number = matches!(span.kind, Kind::Nik | Kind::Kk | Kind::Phone)
                && !span.rule.ends_with("-keyword");
            if !is_chance && (is_number || !is_parquet) {
                out.push(GateFinding { offset: place(byte.saturating_sub(1)), rule: span.rule });
            }
        }
    }
}

/// A text with every published id made dumb, in as many characters.
///
/// An id is a hash in letters and digits, in which `rt` or `ttl` stands by chance; before a date or beside a number that
/// would be an address or a birthday, in eight of 100,000 ids. See [`crate::identity`].
fn without_ids(text: &str) -> String {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|byte| is_part(byte)).count();
        if is_id(&bytes[at..at + length]) {
            let letters = bytes[at..at + length].iter_mut().filter(|byte| **byte != b'-');
            letters.for_each(|byte| *byte = b'k');
        }
        at += length.max(1);
    }
    // Letters of ASCII have taken the place of such, so the text is as whole as before.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Sixteen characters of base 32 with a letter among them, alone or in fours with hyphens between.
fn is_id(word: &[u8]) -> bool {
    let mut letters = word.iter().copied().filter(|&byte| byte != b'-');
    let in_fours = || word.len() == 19 && [4, 9, 14].iter().all(|&at| word[at] == b'-');
    let count = letters.clone().count();
    count == 16
        && (word.len() == 16 || in_fours())
        && letters.clone().any(|byte| byte.is_ascii_lowercase())
        && letters.all(|byte| matches!(byte, b'a'..=b'z' | b'2'..=b'7'))
}

/// Whether a text has a control character that no text has: the same as asking [`is_odd`] of each character, many bytes at once.
fn has_odd(text: &str) -> bool {
    // Without an early end, so that the compiler looks at many bytes at once.
    let is_low = |odd: bool, &byte: &u8| {
        odd | (byte < b' ') & !matches!(byte, b'\n' | b'\r' | b'\t') | (byte == 0x7f)
    };
    let bytes = text.as_bytes();
    if bytes.chunks(4096).any(|chunk| chunk.iter().fold(false, is_low)) {
        return true;
    }
    // Those of C1 begin with this byte, as few other characters do.
    memchr::memchr_iter(0xc2, bytes)
        .any(|at| bytes.get(at + 1).is_some_and(|byte| (0x80..0xa0).contains(byte)))
}

/// Control characters that no text has.
fn is_odd(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\r' | '\t')
}

/// The scan of final bytes without any link that stays but those in attributes.
pub fn gate(path: &str, bytes: &[u8]) -> Vec<GateFinding> {
    SiteGate::default().examine(path, bytes)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    /// Invented, with a serial that nobody has.
    const NIK: &str = "3515080102909901";

    #[test]
    fn the_gate_names_the_byte_and_the_rule() {
        let found = gate("a.html", "é NIK 3515080102909901".as_bytes());
        assert_eq!(found, [GateFinding { offset: "é NIK ".len(), rule: "nik-structure" }]);
        assert!(gate("a.html", b"<td>2025-08-14</td>").is_empty());
    }

    #[test]
    fn every_odd_character_is_seen_wherever_it_stands() {
        for character in (0..0x800).chain(0xfff0..0x1_0010).filter_map(char::from_u32) {
            for before in [0, 1, 4095, 4096, 8190] {
                let text = format!("{}{character}z", "a".repeat(before));
                assert_eq!(has_odd(&text), is_odd(character), "{character:?} at {before}");
            }
        }
        assert!(!has_odd("") && !has_odd("jalan\u{a0}berlubang\r\n\tÂé") && has_odd("é\u{85}"));
    }

    #[test]
    fn a_run_among_bytes_is_read_in_either_width_and_named_by_its_place() {
        let wide: Vec<u8> = NIK.bytes().flat_map(|byte| [byte, 0]).collect();
        for text in [NIK.as_bytes(), &wide] {
            for (before, behind) in [
                (&b"\x00\xff"[..], &b"\xfe\x01"[..]),
                (b"PAR1\x15\x04\xc2\x85", b"\x00"),
                (b"\xf0\x9f\x90\x00", b""),
                (b"", b"\x00\x00"),
            ] {
                let bytes = [before, text, behind].concat();
                let expected = GateFinding { offset: before.len(), rule: "nik-structure" };
                assert_eq!(gate("data.parquet", &bytes), [expected], "{before:?} {behind:?}");
            }
        }
        // Seven characters are no run, and eight may be chance; a name on a network in a sentence is none.
        assert_eq!(gate("a.wasm", b"\x00@warga1\x00 \x01@warga12\x02"), []);
        assert_eq!(gate("a.wasm", b"\x00lihat di akun ig @warga1234 yang itu\x00").len(), 1);
        assert_eq!(
            gate("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x12tEXtAuthor\x00warga@example.org")
                .len(),
            1
        );
    }

    /// 16 MiB of bytes that are equally likely, as packed files are.
    #[test]
    fn bytes_by_chance_are_nothing() {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..16 {
            let mut bytes = Vec::with_capacity(1 << 20);
            while bytes.len() < 1 << 20 {
                // xorshift64* (Vigna 2016).
                state ^= state >> 12;
                state ^= state << 25;
                state ^= state >> 27;
                bytes.extend_from_slice(&state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes());
            }
            assert_eq!(gate("data.parquet", &bytes), []);
        }
    }

    /// Rows of a national site, in which 438,858 reports came by SMS.
    #[test]
    fn a_count_beside_a_channel_is_no_telephone_in_the_table_of_numbers() {
        const CSV: &str = "rekaan/data/numbers.csv";
        const JSON: &str = "rekaan/data/numbers.json";
        let row = b"rekaan/follow-up-due/channel=sms,follow-up-due,,,,sms,,,438858,0.9,0.89,0.91\n";
        let object =
            b"{\"table\":\"follow-up-due\",\"channel\":\"sms\",\"count\":438858,\"share\":null}\n";
        assert_eq!(gate(CSV, row), []);
        assert_eq!(gate(JSON, object), []);
        // In any other table a number beside such a word is what it seems.
        assert_eq!(gate("rekaan/data/reports.csv", b"a,sms,438858,b\n").len(), 1);
        // What is known without a label is known here too, and so is what a label in its own cell says.
        let nik = format!("a,sms,{NIK},0.9\n");
        assert_eq!(gate(CSV, nik.as_bytes()).len(), 1);
        assert_eq!(gate(CSV, b"a,sms,081234567890,0.9\n").len(), 1);
        assert_eq!(gate(CSV, b"a,hp 438858,12,0.9\n").len(), 1);
        assert_eq!(gate(JSON, b"{\"category\":\"hp 438858\",\"count\":12}").len(), 1);
    }

    #[test]
    fn an_id_of_the_site_is_no_address_and_no_birthday() {
        for id in ["k7qz2mabcdefrt23", "k7qz-2mab-cdef-rt23", "abcdefghijklmttl"] {
            for text in [format!("{id},2025-03-04\n"), format!("{id} RW 04, 12 Mei 1980")] {
                let alone = gate("a.csv", text.replace(id, "kkkk").as_bytes());
                assert_eq!(gate("a.csv", text.as_bytes()).len(), alone.len(), "{text}");
            }
        }
        // What is no id stays what it is: another length, other digits, digits alone.
        assert_eq!(gate("a.csv", format!("abcdefghijkl2345,NIK {NIK}").as_bytes()).len(), 1);
        assert_eq!(gate("a.csv", b"nomor telepon 081234567890").len(), 1);
        assert!(
            !is_id(b"2345672345672345")
                && !is_id(b"k7qz2mabcdefrt2")
                && !is_id(b"k7qz2mabcdefrt21")
        );
        assert!(is_id(b"k7qz2mabcdefrt23") && is_id(b"k7qz-2mab-cdef-rt23"));
    }

    /// A column of ids as Parquet packs it: between two of them stands the length of what is copied, which can be an `@`.
    #[test]
    fn packed_ids_are_no_handle_and_a_handle_in_words_is() {
        let packed = b"\x00k2mabcdefghij5w@q7zxpnmoabcd2fgh@d5qqk56h4suf2abc\x00";
        assert_eq!(gate("a.wasm", packed), []);
        let said = b"\x00ikuti akun saya @sari.rekaan77 di sana\x00";
        assert_eq!(gate("a.wasm", said).len(), 1);
        // Three bytes of a column of counts look like a plate; the number of a person does not come about so.
        let counts = b"PAR1\x00 2 3 2 4 DX 2 3 B 1234 XYZ 2 3 2 3 2 3 2\x00";
        assert_eq!(gate("data.parquet", counts), []);
        let parts = b"PAR1\x00abcdefgh rekening BCA 1234567890 qwertzui\x00";
        assert_eq!(gate("data.parquet", parts), []);
        assert_eq!(gate("data.wasm", &[&b"\x00"[..], &parts[4..]].concat()).len(), 1);
        let beside = b"PAR1\x00 2 3 hp 5551234 2 3 qwertzui\x00";
        assert_eq!(gate("data.parquet", beside), []);
        assert_eq!(gate("data.wasm", &[&b"\x00"[..], &beside[4..]].concat()).len(), 1);
        let number = [b"PAR1\x00 2 3 ", NIK.as_bytes(), b"\x00"].concat();
        assert_eq!(gate("data.parquet", &number).len(), 1);
    }

    #[test]
    fn a_configured_site_keeps_the_contacts_that_its_operator_listed() {
        const SITE: &str = "title = { id = \"Uji\" }\nkey_file = \"key.txt\"\nstate_dir = \"state\"\nhandles = \"handles.csv\"\n\n[[source]]\nslug = \"kecil\"\npath = \"data\"\ndeclared = \"invented\"\ntitle = { id = \"Kecil\" }\ncredit = { id = \"Uji\" }\n";
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("site.toml"), SITE).unwrap();
        fs::write(folder.path().join("handles.csv"), "handle\n@contoh_melayani\n").unwrap();
        let config = Config::read(&folder.path().join("site.toml"), &["id"]).unwrap();
        let gate = SiteGate::of(&config).unwrap();
        assert_eq!(gate.examine("index.html", b"<p>dm @contoh_melayani</p>"), []);
        assert_eq!(gate.examine("index.html", b"<p>dm @contoh_melayani2</p>").len(), 1);
    }

    #[test]
    fn a_published_folder_tells_its_own_links() {
        let folder = tempfile::tempdir().unwrap();
        let page = "<link rel=\"canonical\" href=\"https://example.org/lapor/\"><a href=\"https://example.net/lisensi/4.0\">x</a> https://example.com/warga";
        fs::write(folder.path().join("index.html"), page).unwrap();
        let gate = SiteGate::learned(folder.path()).unwrap();
        let feed = b"https://example.org/lapor/contoh/ https://example.net/lisensi/4.0";
        assert_eq!(gate.examine("umpan.atom", feed), []);
        let found = gate.examine("umpan.atom", b"https://example.com/warga");
        assert_eq!(found.len(), 1, "a link in text is not learned");
        assert_eq!(gate.examine("index.html", page.as_bytes()).len(), 1);
    }
}
