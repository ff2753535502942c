//! `redact`: what a stranger must not read is replaced in a stream of texts.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use lapor_core::redact::Redactor;
use lapor_stats::error::Error;
use lapor_stats::officials::Officials;
use lapor_stats::redaction::Redaction;

use super::DONE;

/// Replaces names, identity numbers, contacts and the like by tokens, in a stream of texts.
///
/// Reads NDJSON `{id, text}` and answers line by line `{id, text, spans: [{start, end, kind, rule}]}`, or `{line, error}`; offsets are code
/// points of the text that was read. Fields `reporter_name` and `reporter_contact` are hidden wherever they stand; no other field is told.
///
/// Example: lapor-stats redact --thread-field report_id < texts.ndjson
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
        let done = redaction.run(input, &mut out, logged).map_err(refused)?;
        out.flush().map_err(refused)?;
        if let Some(mut log) = log {
            log.flush().map_err(refused)?;
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
