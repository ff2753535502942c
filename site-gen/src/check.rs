//! Checks a published folder: links, HTML, policy, foreign requests, canaries and the privacy gate.
//!
//! The downloads are judged anew as `lapor-stats audit` does it, and every verdict of a page is compared with them.
//! With the memory of the builds it attacks what the release tells, and compares every printed count with the list.
//!
//! The same code examines each page before a publication; see [`crate::publish`].

mod audit;
mod canary;
mod element;
pub(crate) mod folder;
pub(crate) mod gate;
pub(crate) mod link;
mod markup;
mod media;
pub(crate) mod page;
mod place;
pub(crate) mod plain;
mod policy;
mod rule;
mod scan;
mod stylesheet;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use rayon::prelude::*;

pub use audit::Audited;
use audit::{Pages, Verdicts};
pub use canary::Canaries;
pub use gate::{Gate, GateFinding};
pub(crate) use markup::is_top;
pub use media::content_type;
pub(crate) use media::{Kind, kind};
pub(crate) use place::Lines;
pub use policy::{
    CALCULATOR_CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY,
    META_CALCULATOR_CONTENT_SECURITY_POLICY, META_CONTENT_SECURITY_POLICY,
    META_SEARCH_CONTENT_SECURITY_POLICY, SEARCH_CONTENT_SECURITY_POLICY, content_security_policy,
};
pub use rule::Rule;
pub(crate) use scan::Scan;
pub use told::Told;

pub use crate::error::Finding;

use crate::error::Error;
use folder::Folder;

/// What a check needs to know beside the folder.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Where the site lives on its origin, with `/` at both ends; `/` for an origin of its own.
    pub base_path: &'a str,
    /// Strings that may occur nowhere.
    pub canaries: Option<&'a Canaries>,
    /// The scan that also runs before a publication.
    pub gate: Gate<'a>,
    /// What the release may tell; without it counts are not looked at.
    pub told: Option<&'a Told>,
}

/// What a check has seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Every file that was read.
    pub files: usize,
    /// The HTML pages among them.
    pub pages: usize,
    /// How many verdicts and counts of the downloads were compared.
    pub audited: Audited,
    /// What is wrong, sorted by path, line and rule; empty for a good site.
    pub findings: Vec<Finding>,
}

/// How many files are read before what they say is put together.
const TOGETHER: usize = 2048;

/// Bytes of a file from which on it is read in pieces, if nothing but the gate looks into it.
const LARGE: u64 = 4 << 20;

/// Bytes that are read at once of such a file.
const PIECE: usize = 1 << 16;

/// Checks every file below `root`, in parallel; the same findings for any number of threads.
///
/// The downloads of each source are judged anew, and the pages set against them. Memory grows with the number of files, of
/// findings and of reports in the downloads, not with the size of pages and tables.
///
/// # Errors
///
/// [`Error::Io`] where a file or folder cannot be read. What is wrong with a site is a finding.
pub fn check(root: &Path, options: &Options<'_>) -> Result<Checked, Error> {
    let folder = folder::list(root)?;
    let verdicts = Verdicts::of(root, &folder, options.told);
    let mut findings: Vec<Finding> = folder
        .others
        .iter()
        .map(|path| {
            let detail = "neither a plain file nor a folder, or not a UTF-8 name".to_owned();
            Finding::new(path, None, Rule::NotAFile, detail)
        })
        .collect();
    let mut marks = options.told.map(Told::unseen);
    let mut told_verdicts = Pages::default();
    // Fragments on other pages: each page that somebody points into is read once more.
    let mut pointers: BTreeMap<String, Vec<Pointer>> = BTreeMap::new();
    // What a page says is put together with the rest before many more are read.
    for files in folder.files.chunks(TOGETHER) {
        let seen: Vec<Result<Seen, Error>> =
            files.par_iter().map(|path| see(root, &folder, path, options, &verdicts)).collect();
        for seen in seen {
            let seen = seen?;
            findings.extend(seen.findings);
            if let Some(marks) = &mut marks {
                marks.extend(seen.marks);
            }
            findings.extend(told_verdicts.add(seen.verdicts));
            for (target, pointer) in seen.pointers {
                pointers.entry(target).or_default().push(pointer);
            }
        }
    }
    let pointed: Vec<Result<Vec<Finding>, Error>> = pointers
        .par_iter()
        .map(|(target, pointers)| {
            let ids = ids(root, target)?;
            let broken = pointers.iter().filter(|at| !ids.contains(&at.fragment));
            Ok(broken.map(|at| at.finding(target)).collect())
        })
        .collect();
    for broken in pointed {
        findings.extend(broken?);
    }
    if let (Some(told), Some(marks)) = (options.told, marks) {
        findings.extend(told.finish(&marks));
    }
    let (differing, audited) = verdicts.finish(told_verdicts);
    findings.extend(differing);
    findings.sort();
    Ok(Checked {
        audited,
        files: folder.files.len(),
        pages: folder.files.iter().filter(|path| kind(path) == Kind::Html).count(),
        findings,
    })
}

/// What one file gave.
#[derive(Default)]
struct Seen {
    findings: Vec<Finding>,
    /// The page that is pointed into, and from where.
    pointers: Vec<(String, Pointer)>,
    /// The places of the cells of which it prints the count.
    marks: Vec<usize>,
    /// What it says of verdicts.
    verdicts: Pages,
}

/// A link into the middle of another page.
pub(crate) struct Pointer {
    pub(crate) page: String,
    pub(crate) line: u32,
    pub(crate) fragment: String,
}

impl Pointer {
    /// The finding that there is no such place.
    pub(crate) fn finding(&self, target: &str) -> Finding {
        let detail = format!("{target} has no id {:?}", self.fragment);
        Finding::new(&self.page, Some(self.line), Rule::BrokenFragment, detail)
    }
}

fn see(
    root: &Path,
    folder: &Folder,
    path: &str,
    options: &Options<'_>,
    verdicts: &Verdicts,
) -> Result<Seen, Error> {
    let is_markup = matches!(kind(path), Kind::Html | Kind::Svg | Kind::Css);
    if !is_markup
        && options.canaries.is_none()
        && let Some(findings) = see_in_pieces(root, path, options.gate)?
    {
        return Ok(Seen { findings, ..Seen::default() });
    }
    let bytes = read(root, path)?;
    let page::Examined { mut findings, links, .. } = page::examine(path, &bytes, options.base_path);
    findings.extend(gate::examine(options.gate, path, &bytes));
    if let Some(canaries) = options.canaries {
        findings.extend(canaries.examine(path, &bytes));
    }
    let mut marks = Vec::new();
    if let (Some(told), Kind::Html) = (options.told, kind(path)) {
        findings.extend(told.examine(path, &String::from_utf8_lossy(&bytes), &mut marks));
    }
    let mut pages = Pages::default();
    if kind(path) == Kind::Html {
        findings.extend(verdicts.examine(path, &String::from_utf8_lossy(&bytes), &mut pages));
    }
    let mut pointers = Vec::new();
    for link in links {
        let target = link::files(&link.path).find(|file| folder.has(file));
        match (target, link.fragment) {
            (None, _) => findings.push(broken(path, link.line, &link.path)),
            (Some(target), Some(fragment)) if !is_top(&fragment) => {
                let pointer = Pointer { page: path.to_owned(), line: link.line, fragment };
                pointers.push((target, pointer));
            }
            (Some(_), _) => {}
        }
    }
    Ok(Seen { findings, pointers, marks, verdicts: pages })
}

/// What the gate finds in a large file; none of a small one, and of a text that is not UTF-8, which is to be named.
fn see_in_pieces(root: &Path, path: &str, gate: Gate<'_>) -> Result<Option<Vec<Finding>>, Error> {
    let file = root.join(path);
    let trouble = || Error::io("read", &file);
    let mut open = File::open(&file).map_err(trouble())?;
    if open.metadata().map_err(trouble())?.len() < LARGE {
        return Ok(None);
    }
    let is_text = kind(path) == Kind::Text;
    let mut scan = Scan::new(gate, path);
    let mut piece = vec![0; PIECE];
    // The bytes of a character that are kept from the piece before.
    let mut kept = 0;
    loop {
        let more = open.read(&mut piece[kept..]).map_err(trouble())?;
        scan.see(&piece[kept..kept + more]);
        let length = kept + more;
        if is_text && let Err(error) = std::str::from_utf8(&piece[..length]) {
            if error.error_len().is_some() || more == 0 {
                return Ok(None);
            }
            piece.copy_within(error.valid_up_to()..length, 0);
            kept = length - error.valid_up_to();
        } else {
            kept = 0;
        }
        if more == 0 {
            return Ok(Some(scan.finish()));
        }
    }
}

/// The finding that a link leads to no file.
pub(crate) fn broken(page: &str, line: u32, target: &str) -> Finding {
    let detail = format!("leads to {target:?}, which the site does not have");
    Finding::new(page, Some(line), Rule::BrokenLink, detail)
}

/// The ids of a page of the site.
fn ids(root: &Path, path: &str) -> Result<BTreeSet<String>, Error> {
    let bytes = read(root, path)?;
    Ok(page::examine(path, &bytes, "/").ids)
}

fn read(root: &Path, path: &str) -> Result<Vec<u8>, Error> {
    let file = root.join(path);
    fs::read(&file).map_err(Error::io("read", &file))
}

#[cfg(test)]
mod tests;
