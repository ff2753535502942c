//! `redact`: what a stranger must not read is replaced in a stream of texts.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use lapor_core::redact::Redactor;
use lapor_stats::error::Error;
use lapor_stats::handles::Handles;
use lapor_stats::officials::Officials;
use lapor_stats::redaction::Redaction;
use lapor_stats::review::{Decisions, Queue, ReviewKey};

use super::DONE;

/// Replaces names, identity numbers, contacts and the like by tokens, in a stream of texts.
///
/// Reads NDJSON `{id, text}` and answers line by line `{id, text, spans: [{start, end, kind, rule}]}`, or `{line, error}`; offsets are code
/// points of the text that was read. Fields `reporter_name` and `reporter_contact` are hidden wherever they stand; no other field is told.
///
/// Example: lapor-stats redact --thread-field report_id < texts.ndjson
///
/// With --review what is doubtful follows what was decided on it: --review-open gets the rest as CSV, which holds what people wrote and is
/// readable for its owner alone. Fill in its column decision (remove or keep) and add its first two columns to the file of --review.
#[derive(Debug, Args)]
pub(super) struct Redact {
    /// The file with the texts; standard input if absent or -.
    #[arg(value_name = "IN")]
    input: Option<PathBuf>,
    /// The field by which texts belong together: who is found in one is hidden in all that follow.
    #[arg(long, value_name = "F")]
    thread_field: Option<String>,
    /// Where each span is logged by id, line, place, kind, rule and confidence, never with its text.
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// Office-holders whose names stay beside their roles: CSV with the columns role and name.
    #[arg(long, value_name = "FILE")]
    officials: Option<PathBuf>,
    /// Handles, mail addresses and telephone numbers of agencies, which stay: CSV with the column handle.
    #[arg(long, value_name = "FILE")]
    handles: Option<PathBuf>,
    /// What was decided on doubtful items: CSV with the columns hash and decision.
    #[arg(long, value_name = "FILE", requires = "review_key")]
    review: Option<PathBuf>,
    /// The file with the key of these hashes: that of the site.
    #[arg(long, value_name = "FILE", requires = "review")]
    review_key: Option<PathBuf>,
    /// Where doubtful items without a decision are written, with what people wrote.
    #[arg(long, value_name = "FILE", requires = "review")]
    review_open: Option<PathBuf>,
    /// Where the texts are written; standard output if absent.
    #[arg(short, long = "output", value_name = "FILE")]
    output: Option<PathBuf>,
    /// No diagnostics on standard error.
    #[arg(short, long)]
    quiet: bool,
}

impl Redact {
    pub(super) fn run(self) -> Result<u8, Error> {
        let redactor = match &self.officials {
            Some(file) => Officials::read(file)?.redactor(),
            None => Redactor::new(),
        };
        let redactor = match &self.handles {
            Some(file) => Handles::read(file)?.kept_by(redactor),
            None => redactor,
        };
        let decisions = match (&self.review, &self.review_key) {
            (Some(file), Some(key)) => Some(Decisions::read(file, ReviewKey::read(key)?)?),
            _ => None,
        };
        let redaction = Redaction { redactor, thread_field: self.thread_field };
        let shown = |path: &Option<PathBuf>, or: &str| {
            path.as_ref().map_or(or.to_owned(), |path| path.display().to_string())
        };
        let input: Box<dyn BufRead> = match &self.input {
            Some(path) if path.as_os_str() != "-" => {
                let name = path.display().to_string();
                Box::new(BufReader::new(File::open(path).map_err(Error::io("read", &name))?))
            }
            _ => Box::new(io::stdin().lock()),
        };
        let to = shown(&self.output, "standard output");
        let refused = |source| Error::Output { file: to.clone(), source };
        let create = |path: &Option<PathBuf>| -> io::Result<Option<BufWriter<File>>> {
            path.as_ref().map(|path| File::create(path).map(BufWriter::new)).transpose()
        };
        let mut log = create(&self.log)
            .map_err(|source| Error::Output { file: shown(&self.log, "log"), source })?;
        let mut out: Box<dyn Write> = match create(&self.output).map_err(refused)? {
            Some(file) => Box::new(file),
            None => Box::new(BufWriter::new(io::stdout().lock())),
        };
        let logged = log.as_mut().map(|log| log as &mut dyn Write);
        let (done, queue) = match &decisions {
            None => (redaction.run(input, &mut out, logged).map_err(refused)?, Queue::default()),
            Some(decisions) => {
                redaction.run_reviewed(input, &mut out, logged, decisions).map_err(refused)?
            }
        };
        out.flush().map_err(refused)?;
        if let Some(mut log) = log {
            log.flush().map_err(refused)?;
        }
        if let Some(file) = &self.review_open {
            queue
                .write(file)
                .map_err(|source| Error::Output { file: shown(&self.review_open, ""), source })?;
        }
        if !self.quiet && decisions.is_some() {
            let (open, seen) = (queue.len(), queue.shown());
            let _ = writeln!(io::stderr(), "{open} doubtful items to decide, {seen} of them shown");
        }
        if !self.quiet {
            let (texts, spans, wrong) = (done.texts, done.spans, done.wrong);
            let _ = writeln!(
                io::stderr(),
                "redacted {texts} texts, hid {spans} spans, could not read {wrong} lines"
            );
        }
        if done.texts == 0 && 0 < done.wrong {
            return Err(Error::NothingAccepted {
                files: shown(&self.input, "standard input"),
                why: format!("{} lines read, none with a text; each answer says why", done.wrong),
            });
        }
        Ok(DONE)
    }
}
