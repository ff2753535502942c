//! HTML and SVG, tag by tag: what a page must have and must not have.

use std::collections::BTreeMap;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, Tokenizer};

use super::element::{self, Role};
use super::media::Kind;
use super::page::Examined;
use super::place::Lines;
use super::policy;
use super::rule::Rule;
use super::stylesheet;
use crate::error::Finding;

/// Reads `text` and adds what it says to `examined`.
pub(super) fn examine(
    path: &str,
    text: &str,
    base_path: &str,
    kind: Kind,
    examined: &mut Examined,
) {
    let mut reader = Reader {
        path,
        base_path,
        is_page: kind == Kind::Html,
        lines: Lines::new(text.as_bytes()),
        examined,
        tag: Tag::default(),
        open: Vec::new(),
        tables: Vec::new(),
        svgs: Vec::new(),
        ids: BTreeMap::new(),
        references: Vec::new(),
        has_doctype: false,
        has_lang: false,
        has_title: false,
        policy_line: None,
        scripts_allowed: None,
        has_script: false,
        fetched_before: None,
    };
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
        reader.event(event, span)
    });
    let mut tokens = Tokenizer::new_with_emitter(text, emitter);
    while let Some(token) = tokens.next() {
        // Scripts, styles and titles are read by other rules from their start tag on. The tokenizer can
        // switch by itself, but then it skips `<noscript>`, which is what our readers see.
        let result: Result<State, Infallible> = token;
        match result {
            Ok(state) => tokens.set_state(state),
        }
    }
    drop(tokens);
    reader.end();
}

/// A start tag while its attributes arrive. The buffers are used again for the next tag.
#[derive(Default)]
struct Tag {
    name: String,
    line: u32,
    /// The first `used` are this tag's.
    attributes: Vec<(String, String)>,
    used: usize,
    /// The attribute is the second of its name, which browsers ignore.
    repeated: bool,
}

impl Tag {
    fn attributes(&self) -> &[(String, String)] {
        &self.attributes[..self.used]
    }

    /// Whether its `type` is `kind`, in any case.
    fn is_type(&self, kind: &str) -> bool {
        self.get("type").is_some_and(|found| found.eq_ignore_ascii_case(kind))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.attributes().iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// An element whose end tag has not come yet.
struct Open {
    name: String,
    line: u32,
    /// It is SVG or MathML.
    foreign: bool,
}

struct Table {
    line: u32,
    caption: bool,
    header: bool,
}

struct Svg {
    line: u32,
    needs_name: bool,
}

struct Reader<'a> {
    path: &'a str,
    base_path: &'a str,
    /// An HTML page, not a picture.
    is_page: bool,
    lines: Lines<'a>,
    examined: &'a mut Examined,
    tag: Tag,
    open: Vec<Open>,
    tables: Vec<Table>,
    svgs: Vec<Svg>,
    /// Each id and the line where it stands first.
    ids: BTreeMap<String, u32>,
    /// Ids that this page refers to: the id, the line, and by what.
    references: Vec<(String, u32, &'static str)>,
    has_doctype: bool,
    has_lang: bool,
    has_title: bool,
    policy_line: Option<u32>,
    /// The line of a policy that lets scripts run, and whether one is there.
    scripts_allowed: Option<u32>,
    has_script: bool,
    /// The line of the first resource that stands before any policy.
    fetched_before: Option<u32>,
}

impl Reader<'_> {
    /// Takes up one event; answers with the tokenizer's next state where the element sets it.
    fn event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<State> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.name.clear();
                self.tag.name.push_str(&String::from_utf8_lossy(name));
                self.tag.line = self.lines.at(span.start).0;
                self.tag.used = 0;
            }
            CallbackEvent::AttributeName { name } => {
                let name = String::from_utf8_lossy(name);
                self.tag.repeated = self.tag.get(&name).is_some();
                if self.tag.repeated {
                    let line = self.lines.at(span.start).0;
                    self.malformed(line, format!("attribute {name} stands twice"));
                } else if self.tag.used < self.tag.attributes.len() {
                    let (key, value) = &mut self.tag.attributes[self.tag.used];
                    key.clear();
                    key.push_str(&name);
                    value.clear();
                    self.tag.used += 1;
                } else {
                    self.tag.attributes.push((name.into_owned(), String::new()));
                    self.tag.used += 1;
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if !self.tag.repeated && 0 < self.tag.used {
                    let (_, buffer) = &mut self.tag.attributes[self.tag.used - 1];
                    buffer.push_str(&String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let tag = std::mem::take(&mut self.tag);
                let state = self.start_tag(&tag, self_closing);
                self.tag = tag;
                return state;
            }
            CallbackEvent::EndTag { name } => {
                let line = self.lines.at(span.start).0;
                self.end_tag(&String::from_utf8_lossy(name), line);
            }
            CallbackEvent::String { value } => {
                let in_title =
                    self.open.last().is_some_and(|open| open.name == "title" && !open.foreign);
                if in_title && !value.trim_ascii().is_empty() {
                    self.has_title = true;
                }
            }
            CallbackEvent::Doctype { name, force_quirks, .. } => {
                self.has_doctype |= name.eq_ignore_ascii_case(b"html") && !force_quirks;
            }
            CallbackEvent::Error(error) => {
                // What XML begins with is no error in a picture.
                let is_xml = matches!(
                    error,
                    html5gum::Error::UnexpectedQuestionMarkInsteadOfTagName
                        | html5gum::Error::CdataInHtmlContent
                );
                if self.is_page || !is_xml {
                    let line = self.lines.at(span.start).0;
                    self.malformed(line, error.to_string());
                }
            }
            CallbackEvent::Comment { .. } => {}
        }
        None
    }

    fn start_tag(&mut self, tag: &Tag, self_closing: bool) -> Option<State> {
        let name = tag.name.as_str();
        let within_foreign = match self.open.last() {
            Some(open) => open.foreign && !element::holds_html(&open.name),
            None => !self.is_page,
        };
        let foreign = within_foreign || matches!(name, "svg" | "math");
        if !foreign && element::ends_paragraph(name) {
            self.end_paragraph();
        }
        self.attributes(tag, foreign);
        match name {
            "html" => self.has_lang |= tag.get("lang").is_some_and(|lang| !lang.trim().is_empty()),
            "script" => self.script(tag),
            "style" => self.report(
                tag.line,
                Rule::InlineStyle,
                "<style>, expected a stylesheet file".to_owned(),
            ),
            "base" => self.report(
                tag.line,
                Rule::BlockedByPolicy,
                "<base>, which the policy blocks".to_owned(),
            ),
            "meta" => self.meta(tag),
            "img" | "area" if tag.get("alt").is_none() => self.alt(tag),
            "input" if tag.get("alt").is_none() && tag.is_type("image") => self.alt(tag),
            "caption" => self.table(|table| table.caption = true),
            "th" => self.table(|table| table.header = true),
            "title" if foreign => {
                if let Some(svg) = self.svgs.last_mut() {
                    svg.needs_name = false;
                }
            }
            _ => {}
        }
        let closes_itself = if foreign { self_closing } else { element::is_void(name) };
        if self_closing && !closes_itself {
            self.malformed(tag.line, format!("<{name}/> does not close itself in HTML"));
        }
        if name == "table" && !foreign {
            self.tables.push(Table { line: tag.line, caption: false, header: false });
        }
        if name == "svg" {
            let named = ["aria-label", "aria-labelledby"]
                .iter()
                .any(|key| tag.get(key).is_some_and(|value| !value.trim().is_empty()));
            let svg = Svg { line: tag.line, needs_name: tag.get("role") == Some("img") && !named };
            self.svgs.push(svg);
        }
        let open = Open { name: name.to_owned(), line: tag.line, foreign };
        if closes_itself {
            self.finish(&open);
            return None;
        }
        self.open.push(open);
        match name {
            _ if foreign => None,
            "title" | "textarea" => Some(State::RcData),
            "script" => Some(State::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(State::RawText),
            "plaintext" => Some(State::PlainText),
            _ => None,
        }
    }

    fn end_tag(&mut self, name: &str, line: u32) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else {
            self.malformed(line, format!("</{name}> closes nothing"));
            return;
        };
        while at < self.open.len() {
            let is_named = at + 1 == self.open.len();
            if let Some(open) = self.open.pop() {
                if !is_named && (open.foreign || !element::may_stay_open(&open.name)) {
                    let detail =
                        format!("<{}> of line {} is open at </{name}>", open.name, open.line);
                    self.malformed(line, detail);
                }
                self.finish(&open);
            }
        }
    }

    /// A block begins: an open paragraph ends before it, as it does in browsers.
    fn end_paragraph(&mut self) {
        let reachable = self
            .open
            .iter()
            .rev()
            .take_while(|open| !element::holds_paragraphs(&open.name))
            .position(|open| open.name == "p");
        if let Some(above) = reachable {
            self.open.truncate(self.open.len() - above - 1);
        }
    }

    fn attributes(&mut self, tag: &Tag, foreign: bool) {
        let rel = tag.get("rel").unwrap_or_default();
        for (key, value) in tag.attributes() {
            let line = tag.line;
            match key.as_str() {
                "id" => self.id(value, line),
                "style" => {
                    self.report(line, Rule::InlineStyle, format!("style= on <{}>", tag.name))
                }
                "srcdoc" => self.report(line, Rule::InlineScript, "a page in srcdoc=".to_owned()),
                _ if key.starts_with("on") => {
                    self.report(line, Rule::InlineScript, format!("{key}= on <{}>", tag.name));
                }
                _ if element::is_reference(&tag.name, key) => {
                    let ids = value.split_ascii_whitespace();
                    self.references.extend(ids.map(|id| (id.to_owned(), line, "reference")));
                }
                _ => {}
            }
            match element::role(&tag.name, key, rel) {
                Some(Role::Visit) => {
                    let fragment = self.examined.visit(self.path, self.base_path, value, line);
                    self.same_page(fragment, line);
                }
                Some(Role::Fetch) => self.fetch(value, line),
                Some(Role::FetchSet) => {
                    for candidate in element::candidates(value) {
                        self.fetch(candidate, line);
                    }
                }
                // In SVG any attribute of presentation may hold `url(...)`.
                None if foreign && value.contains('(') && key != "d" => {
                    for found in stylesheet::addresses(value) {
                        self.fetch(&found.link, line);
                    }
                }
                None => {}
            }
        }
    }

    fn fetch(&mut self, link: &str, line: u32) {
        let fragment = self.examined.fetch(self.path, self.base_path, link, line);
        if fragment.is_none() && self.policy_line.is_none() {
            self.fetched_before.get_or_insert(line);
        }
        self.same_page(fragment, line);
    }

    fn same_page(&mut self, fragment: Option<String>, line: u32) {
        let fragment = fragment.filter(|fragment| !is_top(fragment));
        self.references.extend(fragment.map(|fragment| (fragment, line, "link")));
    }

    fn id(&mut self, id: &str, line: u32) {
        if let Some(first) = self.ids.get(id) {
            let detail = format!("id {id:?} stands on line {first} already");
            self.report(line, Rule::DuplicateId, detail);
        } else {
            self.ids.insert(id.to_owned(), line);
        }
    }

    fn script(&mut self, tag: &Tag) {
        // A data block is not run, and the policy does not touch it.
        let is_data = tag.is_type("application/ld+json");
        self.has_script |= !is_data;
        if tag.get("src").is_none() && tag.get("href").is_none() && !is_data {
            let detail = "<script> without src".to_owned();
            self.report(tag.line, Rule::InlineScript, detail);
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let content = tag.get("content").unwrap_or_default();
        let Some(header) = tag.get("http-equiv") else { return };
        if header.eq_ignore_ascii_case("content-security-policy") {
            self.policy_line.get_or_insert(tag.line);
            if policy::allows_scripts(content) {
                self.scripts_allowed.get_or_insert(tag.line);
            }
            for weakness in policy::weaknesses(self.path, content) {
                self.report(tag.line, Rule::PolicyWeak, weakness);
            }
        } else if header.eq_ignore_ascii_case("refresh")
            && let Some(address) = element::refresh_address(content)
        {
            self.fetch(address, tag.line);
        }
    }

    fn alt(&mut self, tag: &Tag) {
        self.report(tag.line, Rule::AltMissing, format!("<{}> has no alt", tag.name));
    }

    fn table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    /// An element has ended, by its tag or without one.
    fn finish(&mut self, open: &Open) {
        match open.name.as_str() {
            "table" if !open.foreign => {
                let Some(table) = self.tables.pop() else { return };
                if !table.caption {
                    let detail = "the table has no <caption>".to_owned();
                    self.report(table.line, Rule::TableCaption, detail);
                }
                if !table.header {
                    let detail = "the table has no <th>".to_owned();
                    self.report(table.line, Rule::TableHeader, detail);
                }
            }
            "svg" => {
                if let Some(svg) = self.svgs.pop()
                    && svg.needs_name
                {
                    let detail = "<svg role=\"img\"> has neither <title> nor aria-label".to_owned();
                    self.report(svg.line, Rule::SvgName, detail);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        while let Some(open) = self.open.pop() {
            if open.foreign || !element::may_stay_open(&open.name) {
                let detail = format!("<{}> is never closed", open.name);
                self.malformed(open.line, detail);
            }
            self.finish(&open);
        }
        for (id, line, by) in std::mem::take(&mut self.references) {
            if !self.ids.contains_key(&id) {
                let detail = format!("{by} to id {id:?}, which this page does not have");
                self.report(line, Rule::BrokenFragment, detail);
            }
        }
        if self.is_page {
            self.must_have();
        }
        self.examined.ids.extend(std::mem::take(&mut self.ids).into_keys());
    }

    fn must_have(&mut self) {
        let path = self.path;
        let missing = |rule, detail: &str| Finding::new(path, None, rule, detail.to_owned());
        if !self.has_doctype {
            let finding = missing(Rule::Malformed, "no <!doctype html>");
            self.examined.findings.push(finding);
        }
        if !self.has_lang {
            let finding = missing(Rule::LangMissing, "no <html lang>");
            self.examined.findings.push(finding);
        }
        if !self.has_title {
            let finding = missing(Rule::TitleMissing, "no <title> with text");
            self.examined.findings.push(finding);
        }
        match (self.policy_line, self.fetched_before) {
            (None, _) => {
                let finding = missing(Rule::PolicyMissing, "no Content-Security-Policy");
                self.examined.findings.push(finding);
            }
            (Some(policy), Some(fetch)) => {
                let detail = format!("the policy stands after the first resource, of line {fetch}");
                self.report(policy, Rule::PolicyMissing, detail);
            }
            (Some(_), None) => {}
        }
        if let (Some(line), false) = (self.scripts_allowed, self.has_script) {
            let detail = "allows scripts, expected none on a page that runs none".to_owned();
            self.report(line, Rule::PolicyWeak, detail);
        }
    }

    fn malformed(&mut self, line: u32, detail: String) {
        self.report(line, Rule::Malformed, detail);
    }

    fn report(&mut self, line: u32, rule: Rule, detail: String) {
        let finding = Finding::new(self.path, Some(line), rule, detail);
        self.examined.findings.push(finding);
    }
}

/// A fragment that every page has: its top, or a text that the browser looks for.
pub(crate) fn is_top(fragment: &str) -> bool {
    fragment.is_empty() || fragment.eq_ignore_ascii_case("top") || fragment.starts_with(":~:")
}
