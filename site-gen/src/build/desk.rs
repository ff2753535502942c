//! The one desk that people's texts pass: the redactor, what was decided on doubtful items, and what is asked.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use lapor_core::redact::{Redactor, Thread};
use lapor_core::sensitive::{PublicText, Sensitive};
use lapor_stats::dataset::ReportText;
use lapor_stats::handles::Handles;
use lapor_stats::officials::Officials;
use lapor_stats::review::{self, Decisions, Queue, ReviewKey};

use crate::config::Config;
use crate::error::Error;
use crate::progress::{Event, Warning};

use super::roll::Roll;

/// What a build asks the operator about, in `state_dir`: it holds what people wrote and is its owner's alone.
const OPEN: &str = "review-open.csv";

/// The redactor of a build and the operator's decisions.
pub(super) struct Desk {
    redactor: Redactor,
    decisions: Option<Decisions>,
    roll: Option<Roll>,
    /// What nobody has decided, over all reports; the same in whatever order they come.
    queue: Mutex<Queue>,
    is_blind: bool,
}

impl Desk {
    /// Reads the office-holders, the contacts and the decisions that the configuration names.
    ///
    /// # Errors
    ///
    /// As [`Officials::read`], [`Handles::read`], [`ReviewKey::read`] and [`Decisions::read`].
    pub(super) fn new(config: &Config) -> Result<Self, Error> {
        let (redactor, roll) = match &config.officials {
            Some(file) => {
                let officials = Officials::read(file)?;
                (officials.redactor(), Some(Roll::new(file, &officials)))
            }
            None => (Redactor::new(), None),
        };
        let redactor = match &config.handles {
            Some(file) => Handles::read(file)?.kept_by(redactor),
            None => redactor,
        };
        let decisions = match &config.review {
            Some(file) => Some(Decisions::read(file, ReviewKey::read(&config.review_key)?)?),
            None => None,
        };
        Ok(Desk { redactor, decisions, roll, queue: Mutex::default(), is_blind: false })
    }

    /// The same desk with nobody at it; see [`super::Seam`].
    pub(super) fn blind(self) -> Self {
        Desk { is_blind: true, ..self }
    }

    /// Opens a report's thread. The reporter's own name and contact are hidden throughout it.
    pub(super) fn open<'d>(&'d self, source: &str, report: &str, text: &ReportText) -> Case<'d> {
        let mut thread = if self.is_blind {
            #[expect(
                clippy::disallowed_methods,
                reason = "a test of leaks that cannot fail shows nothing"
            )]
            Thread::blind()
        } else {
            self.redactor.thread()
        };
        thread.hide_person(&text.reporter_name);
        thread.hide_contact(&text.reporter_contact);
        // A name that only a later text gives away is hidden in the earlier ones too.
        let said = text.events.iter().flat_map(|said| [&said.text, &said.reason]);
        thread.learn([&text.title, &text.body].into_iter().chain(said));
        let report = format!("{source} {report}");
        Case { desk: self, thread, report, queue: Queue::default() }
    }

    /// The lines of the list of office-holders whose name no text shows, when all texts have passed.
    pub(super) fn unused_officials(&self) -> Vec<Warning> {
        self.roll.as_ref().map(Roll::unused).unwrap_or_default()
    }

    /// Writes what nobody has decided, for the operator, and tells how much it is.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where the file cannot be written.
    pub(super) fn ask(&self, state_dir: &Path) -> Result<Option<Event>, Error> {
        if self.decisions.is_none() {
            return Ok(None);
        }
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let file = state_dir.join(OPEN);
        queue.write(&file).map_err(Error::io("write", &file))?;
        let (open, shown) = (queue.len(), queue.shown());
        Ok(Some(Event::Asked { open, shown, file: file.display().to_string() }))
    }
}

/// One report's thread at the desk.
pub(super) struct Case<'d> {
    desk: &'d Desk,
    thread: Thread,
    report: String,
    queue: Queue,
}

impl Case<'_> {
    /// The one door: what people wrote, through the redactor; nothing where they wrote nothing.
    pub(super) fn public(&mut self, field: &str, text: &Sensitive<String>) -> Option<PublicText> {
        if text.is_empty() {
            return None;
        }
        let redacted = match &self.desk.decisions {
            None => self.thread.redact(text),
            Some(decisions) => {
                let (queue, report) = (&mut self.queue, self.report.as_str());
                let desk = &mut review::Desk { decisions, queue, report, field };
                self.thread.redact_reviewed(text, desk)
            }
        };
        if let Some(roll) = &self.desk.roll {
            roll.look(redacted.text.as_str());
        }
        Some(redacted.text)
    }
}

/// A thread that ends leaves what it asks at the desk.
impl Drop for Case<'_> {
    fn drop(&mut self) {
        if !self.queue.is_empty() {
            let queue = std::mem::take(&mut self.queue);
            self.desk.queue.lock().unwrap_or_else(PoisonError::into_inner).merge(queue);
        }
    }
}
