//! Redaction of a stream of texts: a JSON object a line in, one a line out, in the same order.
//!
//! What goes in is `{"id": ..., "text": ...}`, and if the source has them `reporter_name` and `reporter_contact`, which are hidden
//! wherever they stand. What comes out is `{"id", "text", "spans": [{"start", "end", "kind", "rule"}]}`; offsets are code points of the
//! text that went in. All other fields stay behind, since nobody has looked at them. A line that is no such object becomes
//! `{"line", "error"}`, in its place, and the rest goes on.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};

use lapor_core::redact::{Redactor, Span, Thread};
use lapor_core::sensitive::Sensitive;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::review::{Decisions, Desk, Queue};

/// Lines that are read before they are redacted together.
const LINES: usize = 1 << 12;

/// The longest line that is read; more is no text that a person wrote.
const LONGEST: u64 = 64 << 20;

/// How a stream is redacted.
#[derive(Clone, Debug, Default)]
pub struct Redaction {
    /// The rules.
    pub redactor: Redactor,
    /// The field by which texts belong together: a name that is found in one is hidden in all that follow. Without it each text stands
    /// alone.
    pub thread_field: Option<String>,
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Lines with a text.
    pub texts: u64,
    /// Lines that were none.
    pub wrong: u64,
    /// Spans that were hidden.
    pub spans: u64,
}

/// One answer.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Text {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<Box<RawValue>>,
        text: String,
        spans: Vec<Place>,
    },
    Wrong {
        line: u64,
        error: String,
    },
}

/// A span as it is told.
#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
    kind: &'static str,
    rule: &'static str,
}

/// A span as it is logged: what was hidden, why and how surely, never the text.
#[derive(Serialize)]
struct Logged<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a RawValue>,
    line: u64,
    start: usize,
    end: usize,
    kind: &'static str,
    rule: &'static str,
    confidence: u8,
}

/// A line that was read.
struct Question {
    id: Option<Box<RawValue>>,
    thread: Option<String>,
    text: Sensitive<String>,
    own: [Option<Sensitive<String>>; 2],
}

/// An answer, its spans, and what nobody has decided.
type Redacted = (Answer, Vec<Span>, Queue);

impl Redaction {
    /// Redacts all lines of `input` into `out`; `log` gets a line for every span.
    ///
    /// Memory is that of some thousand lines, and of the names of each thread if there is a thread field.
    ///
    /// ```
    /// use lapor_stats::redaction::Redaction;
    ///
    /// let input = r#"{"id": 7, "text": "Nama saya Teguh Wirajati", "ktp": "..."}"#;
    /// let mut out = Vec::new();
    /// Redaction::default().run(input.as_bytes(), &mut out, None)?;
    /// let expected = r#"{"id":7,"text":"Nama saya [NAMA 1]","spans":[{"start":10,"end":24,"kind":"PERSON","rule":"name-cue"}]}"#;
    /// assert_eq!(String::from_utf8(out)?.trim_end(), expected);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Whatever input, output or log refuse.
    pub fn run(
        &self,
        input: impl BufRead,
        out: &mut dyn Write,
        log: Option<&mut dyn Write>,
    ) -> io::Result<Done> {
        self.run_all(input, out, log, None).map(|(done, _)| done)
    }

    /// The same, following what was decided on doubtful items; gives also those on which nothing was.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run).
    pub fn run_reviewed(
        &self,
        input: impl BufRead,
        out: &mut dyn Write,
        log: Option<&mut dyn Write>,
        decisions: &Decisions,
    ) -> io::Result<(Done, Queue)> {
        self.run_all(input, out, log, Some(decisions))
    }

    fn run_all(
        &self,
        mut input: impl BufRead,
        out: &mut dyn Write,
        mut log: Option<&mut dyn Write>,
        decisions: Option<&Decisions>,
    ) -> io::Result<(Done, Queue)> {
        let mut queue = Queue::default();
        let mut threads: BTreeMap<String, Thread> = BTreeMap::new();
        let mut done = Done::default();
        let mut number = 0;
        loop {
            let mut lines: Vec<(u64, Vec<u8>)> = Vec::new();
            while lines.len() < LINES {
                let mut line = Vec::new();
                // One byte more than allowed tells a line that is too long.
                let read = io::Read::take(&mut input, LONGEST + 1).read_until(b'\n', &mut line)?;
                if read == 0 {
                    break;
                }
                number += 1;
                if LONGEST < read as u64 && line.last() != Some(&b'\n') {
                    input.skip_until(b'\n')?;
                }
                if !line.iter().all(u8::is_ascii_whitespace) {
                    lines.push((number, line));
                }
            }
            if lines.is_empty() {
                return Ok((done, queue));
            }
            let answers: Vec<Redacted> = if self.thread_field.is_none() {
                let one = |(line, bytes): &(u64, Vec<u8>)| {
                    answer(*line, self.question(bytes), &mut self.redactor.thread(), decisions)
                };
                lines.par_iter().map(one).collect()
            } else {
                let questions: Vec<_> =
                    lines.par_iter().map(|(line, bytes)| (*line, self.question(bytes))).collect();
                let one = |(line, question): (u64, Result<Question, String>)| {
                    let key = question.as_ref().ok().and_then(|question| question.thread.clone());
                    match key {
                        Some(key) => {
                            let new = || self.redactor.thread();
                            let thread = threads.entry(key).or_insert_with(new);
                            answer(line, question, thread, decisions)
                        }
                        None => answer(line, question, &mut self.redactor.thread(), decisions),
                    }
                };
                questions.into_iter().map(one).collect()
            };
            for ((line, _), (answer, spans, asked)) in lines.iter().zip(answers) {
                queue.merge(asked);
                done.spans += spans.len() as u64;
                let id = match &answer {
                    Answer::Text { id, .. } => {
                        done.texts += 1;
                        id.as_deref()
                    }
                    Answer::Wrong { .. } => {
                        done.wrong += 1;
                        None
                    }
                };
                if let Some(log) = &mut log {
                    for span in &spans {
                        let Span { start, end, kind, rule, confidence, .. } = *span;
                        let kind = kind.name();
                        let logged = Logged { id, line: *line, start, end, kind, rule, confidence };
                        serde_json::to_writer(&mut **log, &logged)?;
                        log.write_all(b"\n")?;
                    }
                }
                serde_json::to_writer(&mut *out, &answer)?;
                out.write_all(b"\n")?;
            }
        }
    }

    /// Reads a line; what is wrong with it is told without a word of it.
    fn question(&self, line: &[u8]) -> Result<Question, String> {
        if LONGEST < line.len() as u64 {
            return Err(format!(
                "found a line of over {} MiB, expected a shorter one",
                LONGEST >> 20
            ));
        }
        let text = std::str::from_utf8(line)
            .map_err(|_| "found bytes that are no UTF-8, expected JSON".to_owned())?;
        let fields: BTreeMap<String, Box<RawValue>> =
            serde_json::from_str(text).map_err(|error| {
                format!(
                    "found no JSON object at column {}, expected {{\"id\", \"text\"}}",
                    error.column()
                )
            })?;
        let word = |name: &str| -> Result<Option<String>, String> {
            let Some(raw) = fields.get(name) else { return Ok(None) };
            match serde_json::from_str(raw.get()) {
                Ok(Value::Null) => Ok(None),
                Ok(Value::String(text)) => Ok(Some(text)),
                _ => Err(format!("found a field {name} that is no text, expected one")),
            }
        };
        let missing = || "found no field text, expected one".to_owned();
        let key = |name: &String| {
            fields.get(name).ok_or_else(|| format!("found no field {name}, expected the thread's"))
        };
        Ok(Question {
            id: fields.get("id").cloned(),
            thread: self
                .thread_field
                .as_ref()
                .map(key)
                .transpose()?
                .map(|raw| raw.get().to_owned()),
            text: Sensitive::new(word("text")?.ok_or_else(missing)?),
            own: [word("reporter_name")?, word("reporter_contact")?]
                .map(|own| own.map(Sensitive::new)),
        })
    }
}

fn answer(
    line: u64,
    question: Result<Question, String>,
    thread: &mut Thread,
    decisions: Option<&Decisions>,
) -> Redacted {
    let mut queue = Queue::default();
    let question = match question {
        Ok(question) => question,
        Err(error) => return (Answer::Wrong { line, error }, Vec::new(), queue),
    };
    let [name, contact] = &question.own;
    if let Some(name) = name {
        thread.hide_person(name);
    }
    if let Some(contact) = contact {
        thread.hide_contact(contact);
    }
    let redacted = match decisions {
        None => thread.redact(&question.text),
        Some(decisions) => {
            let own = question.id.as_ref().map(|id| id.get().trim_matches('"').to_owned());
            let report = own.unwrap_or_else(|| format!("line {line}"));
            let queue = &mut queue;
            let desk = &mut Desk { decisions, queue, report: &report, field: "text" };
            thread.redact_reviewed(&question.text, desk)
        }
    };
    let place = |span: &Span| Place {
        start: span.start,
        end: span.end,
        kind: span.kind.name(),
        rule: span.rule,
    };
    let spans = redacted.spans.iter().map(place).collect();
    let text = redacted.text.as_str().to_owned();
    (Answer::Text { id: question.id, text, spans }, redacted.spans, queue)
}
