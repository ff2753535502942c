//! Whether the figures can be gamed, and what a young month shows: `docs/gaming.md`, all of it.
//!
//! `cargo run --release --example simulation > docs/gaming.md`. An invented service is drawn from a fixed seed, judged by the core's
//! clock and counted by the measures. It fails where a figure is not what the page says.

mod figures;
mod game;
mod month;
mod page;
mod random;
mod service;
mod trick;
mod young;

use std::process::ExitCode;

use lapor_core::Error;

use crate::page::Page;

/// The seed of everything that is drawn; further runs have the numbers after it.
const SEED: u64 = 2024;

const HEAD: &str = "\
# How to game the figures, and what you would see

An agency looks better by working better, or by a trick. Here seventeen tricks are played on an invented agency, each with every
second report that it is for, judged by the rules themselves and counted as the published tables are. The answer:

- **Eight leave the headline as it was** (the follow-up's share), to the last count: leaving bad cases open, archiving them after the
  due date, closing early, in the reporter's name or without an answer, handing on, giving back, and secrecy.
- **Two raise it, and a published bound takes all of it back**: archiving in time, and leaving out times.
- **Two raise it, and a published number shows how much was done**, though no bound: holding for good (paused), and copying
  easy reports (reports).
- **Five raise it, and no published figure names the cause**: empty answers, with protest or without, holding until the answer is
  there, extending, and dating back. The last table of tricks has what would.

So a high headline is a reason to look beside it, not yet a proof of good work. `tests/gaming.rs` has laws for any history.
";

const METHOD: &str = "
## Method

Reports come in every day, half as many on days off. Of those that are clear (98 %), the administrator sends 84 % on within three
working days and 1 % never. The agency answers 59 % within five working days, 84 % within twenty, 7 % never; 4 % are put on hold
after a day or two, of which the reporter completes 85 %; 2.5 % are withdrawn within eight days, 3 % handed on, 1.5 % closed without
an answer. After an answer 18 % of reporters reply (60 % after an empty one) within ten days; 15 % of those reports are closed by the
agency all the same, and most others answered again. Of the rest the agency closes 10 % early and reporters 6 %. The chances
are invented: what they show is direction and mechanism; the size follows from how often a trick is played.

Each report has chances of its own that no trick changes, so a difference between two rows is the trick's doing alone. Truth is
the same report judged when every due date has passed, by the policy `lapor` and Indonesia's calendar. A day's closings are those
by silence and by others than the reporter. Releases come on the last working day of a month, or every Friday. Seed 2024 (SplitMix64).

`cargo run --release --example simulation` prints this page, and fails where a claim on it is not borne out.
";

fn main() -> Result<ExitCode, Error> {
    let mut page = Page::default();
    page.text(HEAD);
    let played = game::play()?;
    game::write(&mut page, &played);
    let kept = young::write(&mut page)?;
    page.text(METHOD);
    print!("{}", page.into_text());
    let kept = kept && game::holds(&played);
    Ok(if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
