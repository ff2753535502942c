//! `audit`: the source's own claims against ours.

use clap::{Args, ValueEnum};
use lapor_stats::assess::Court;
use lapor_stats::audit::{self, AuditQuery, Basis, Claim, Precision};
use lapor_stats::error::Error;
use lapor_stats::verdicts::ToldVerdicts;
use serde_json::{Map, Value};

use super::{DONE, FINDINGS, InputOptions, OutputOptions, usage};

/// Sets what the source itself claims against ours, row by row.
///
/// The counts go to standard output; with -o every disagreement goes to that file.
/// Example: lapor-stats audit data/lapor-2015 --policy lapor-2015-as-run --expect 91/117
#[derive(Debug, Args)]
pub(super) struct Audit {
    #[command(flatten)]
    input: InputOptions,
    /// Which claim; by default the first that is mapped: verdict, due, closed.
    #[arg(long, value_enum)]
    claim: Option<ClaimWord>,
    /// Whether a claimed verdict is tested against the source's own due time or ours.
    #[arg(long, value_enum)]
    basis: Option<BasisWord>,
    /// How exactly times are compared; by default as exactly as the claim is.
    #[arg(long, value_enum)]
    precision: Option<PrecisionWord>,
    /// Exit 1 unless N of M compared rows agree.
    #[arg(long, value_name = "N/M")]
    expect: Option<String>,
    #[command(flatten)]
    output: OutputOptions,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ClaimWord {
    Verdict,
    Due,
    Closed,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum BasisWord {
    Source,
    Ours,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PrecisionWord {
    Day,
    Instant,
}

impl Audit {
    pub(super) fn run(self) -> Result<u8, Error> {
        let expected = self.expect.as_deref().map(expectation).transpose()?;
        let case = self.input.read(&self.output)?;
        let court = Court::new(&case.dataset, &case.rules, case.as_of);
        let query = AuditQuery {
            claim: self.claim.map(|word| match word {
                ClaimWord::Verdict => Claim::Verdict,
                ClaimWord::Due => Claim::Due,
                ClaimWord::Closed => Claim::Closed,
            }),
            basis: self.basis.map(|word| match word {
                BasisWord::Source => Basis::SourceDue,
                BasisWord::Ours => Basis::Ours,
            }),
            precision: self.precision.map(|word| match word {
                PrecisionWord::Day => Precision::Day,
                PrecisionWord::Instant => Precision::Instant,
            }),
        };
        let told = case.dataset.claims.verdicts.as_deref();
        let audit = match told.filter(|_| query.claim.is_none_or(|it| it == Claim::Verdict)) {
            Some(file) => Some(ToldVerdicts::read(file)?.compare(&court)?.audit()),
            None => audit::audit(&court, &case.rules, query)?,
        };
        let Some(audit) = audit else {
            return Err(usage(
                "the mapping names no such claim, expected one under [claim]: verdict, due, closed, or verdicts beside canonical tables",
            ));
        };
        let mut object = Map::new();
        for (name, count) in [
            ("compared", audit.compared),
            ("agree", audit.agree),
            ("disagree", audit.disagree),
            ("not_comparable", audit.not_comparable),
            ("earlier", audit.earlier),
            ("later", audit.later),
        ] {
            object.insert(name.into(), count.into());
        }
        if let Some(basis) = audit.basis {
            object.insert("basis".into(), basis.into());
        }
        let reasons: Map<String, Value> =
            audit.reasons.iter().map(|(name, count)| ((*name).into(), (*count).into())).collect();
        object.insert("reasons".into(), reasons.into());
        for (name, counts) in [("targets", &audit.targets), ("verdicts", &audit.verdicts)] {
            if !counts.is_empty() {
                let counts: Map<String, Value> =
                    counts.iter().map(|(&name, &count)| (name.into(), count.into())).collect();
                object.insert(name.into(), counts.into());
            }
        }
        if let Some(path) = &self.output.output {
            self.output.table(audit.table())?;
            self.output.say(&format!(
                "wrote {} disagreements to {}",
                audit.disagree,
                path.display()
            ));
        }
        let counts =
            OutputOptions { format: self.output.format, output: None, quiet: self.output.quiet };
        counts.object(object)?;
        let as_expected = expected.is_none_or(|expected| expected == (audit.agree, audit.compared));
        if !as_expected {
            self.output.say(&format!(
                "found {}/{} in agreement, expected {}",
                audit.agree,
                audit.compared,
                self.expect.unwrap_or_default()
            ));
        }
        Ok(if as_expected { DONE } else { FINDINGS })
    }
}

fn expectation(text: &str) -> Result<(u64, u64), Error> {
    text.split_once('/')
        .and_then(|(agree, compared)| Some((agree.parse().ok()?, compared.parse().ok()?)))
        .ok_or_else(|| usage(format!("--expect: found '{text}', expected N/M such as 91/117")))
}
