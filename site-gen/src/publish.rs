//! Publishing: pages stream into a staging folder, pass the gate, and replace the live folder at once.
//!
//! # What stands where
//!
//! ```text
//! /srv/www/public/                      the target: the live site
//! /srv/www/public/release.json          what makes it ours: schema, counts, content hash, no time
//! /srv/www/.public.staging-a1B2c3D4/    while a build writes: closed to other users (0700)
//!     lock                              held by the build that owns the folder
//!     site/                             the new tree; after the swap the old one
//!     old/                              the old tree, only where the file system knows no exchange
//! STATE_DIR/lock                        held by the one build that may run
//! STATE_DIR/manifest.json               path, SHA-256 and length of every live file
//! STATE_DIR/manifest.next.json          the same for a release that is about to be swapped in
//! ```
//!
//! # The order of things, and why a crash at any moment is harmless
//!
//! 1. The locks of `STATE_DIR` and of the live folder are taken; what a killed build left is repaired and removed.
//! 2. Each artifact is compared with the live file. What differs is written into `site/`; what is equal
//!    is only noted, so that a build that changes nothing writes nothing and ends here.
//! 3. Every byte has passed the gate and every internal link is checked. A finding ends the build.
//! 4. Equal files become hard links in `site/` (copies where the file system has none), `release.json`
//!    is written, and all of it is flushed to the disk.
//! 5. `manifest.next.json` is written and flushed.
//! 6. One `renameat2(RENAME_EXCHANGE)` swaps `site/` and the target; their parent is flushed.
//! 7. `manifest.next.json` becomes `manifest.json`, and the staging folder with the old tree goes.
//!
//! Before 6 readers have the old site, after it the new one. A build that finds `manifest.next.json`
//! compares it with the live `release.json` and so knows on which side of 6 its predecessor died. A
//! target that is missing or empty is taken by a plain rename, which is as atomic. Where the file
//! system knows no exchange (some network file systems), the target is renamed away and the new tree
//! renamed in: between the two there is no site for some microseconds, and a crash just there is
//! repaired by the next build, which puts the old tree back first.
//!
//! The target's folder is a new one after each release. A container that serves the site must mount
//! the parent of the target, not the target.
//!
//! # Another release to compare with
//!
//! What is compared and linked is the live site at the target. Where the target is a fresh folder (for an object
//! store, say), another folder can stand in: `site-gen build --previous DIR`. It is read and linked from, never
//! written, and must be a release of this program with no file of anybody else in it.
//!
//! # Assets of the last release
//!
//! A reader may have the old page and ask for its stylesheet after the swap. Styles, scripts and fonts
//! with their hash in the name ([`is_hashed_asset`]) therefore stay for one more release, if the gate
//! still passes them. They are no part of the release and of its hash, and `release.json` lists them.

mod asset;
mod checked;
mod files;
mod links;
mod manifest;
mod staging;
mod state;
mod stream;
mod swap;
mod target;
mod tree;

use std::path::Path;

pub use crate::render::Artifact;
pub use asset::is_hashed_asset;
pub use staging::Staging;
pub use stream::{Stream, Trouble};

use crate::check::Gate;
use crate::error::Error;
use state::State;
use target::{Base, Target};

/// Where a site is published, and where the build remembers what it published.
#[derive(Debug, Clone, Copy)]
pub struct Destination<'a> {
    /// The folder to replace. A symbolic link is followed, and what it leads to is replaced.
    pub target: &'a Path,
    /// A folder outside of the target; made, closed to other users, where it does not exist.
    pub state_dir: &'a Path,
    /// Where the site lives on its origin, with `/` at both ends; links from the root begin with it.
    pub base_path: &'a str,
}

/// What a publication did. All counts are of the release's own files, without `release.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// HTML pages.
    pub pages: usize,
    /// Files that are new or have other bytes than before.
    pub written: usize,
    /// Files that are as they were, down to the inode.
    pub unchanged: usize,
    /// Files of the last release that this one does not have.
    pub removed: usize,
    /// SHA-256 over path, hash and length of every file: equal for equal sites, in 64 hex digits.
    pub release: String,
}

/// A step that a publication has just finished, in this order; for progress and timing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// The lock is held, and what a killed build left is gone.
    Locked,
    /// Every artifact is compared, and what differs is written.
    Rendered,
    /// The gate and the links have no finding.
    Checked,
    /// The new tree is complete.
    Staged,
    /// The new tree is on the disk.
    Synced,
    /// The next manifest is on the disk.
    Announced,
    /// The new site is live.
    Swapped,
    /// The manifest is that of the live site.
    Recorded,
    /// The old tree is gone.
    Cleaned,
}

/// Publishes the artifacts that `render` puts, or nothing.
///
/// `render` may call [`Staging::put`] from any number of threads, in any order; the result is the same.
/// Memory grows with the number of files (path and hash; a link only until its target is put), not with their bytes.
///
/// # Errors
///
/// The error of `render`; [`Error::Leak`] where the gate finds something; [`Error::Links`] where a link
/// leads nowhere or a page would fetch from another origin; [`Error::ForeignTarget`] where the target
/// is not ours to replace; [`Error::Locked`] where another build runs; [`Error::Io`] where the disk
/// fails. After any of them the old site is live and whole.
///
/// ```
/// use site_gen::publish::{Artifact, Destination, publish};
///
/// let folder = tempfile::tempdir()?;
/// let destination = Destination {
///     target: &folder.path().join("public"),
///     state_dir: &folder.path().join("state"),
///     base_path: "/",
/// };
/// let published = publish(&destination, &|_, _| Vec::new(), &|_| (), |staging| {
///     staging.put(Artifact { path: "halo.txt".to_owned(), bytes: b"Halo!\n".to_vec() })
/// })?;
/// assert_eq!((published.written, published.removed), (1, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn publish(
    destination: &Destination<'_>,
    gate: Gate<'_>,
    observe: &(dyn Fn(Phase) + Sync),
    render: impl FnOnce(&Staging<'_>) -> Result<(), Error>,
) -> Result<Published, Error> {
    let published = publish_after(destination, None, gate, observe, render, |()| Ok(()));
    published.map(|(published, ())| published)
}

/// The same with a last step before the new site goes live, while the lock is held; it gets what `render` gave.
///
/// `previous` is the release that is compared with and linked from, where that is not the target.
///
/// # Errors
///
/// As [`publish`], [`Error::ForeignPrevious`], and the error of `remember`, after which the old site is live and whole.
pub(crate) fn publish_after<T>(
    destination: &Destination<'_>,
    previous: Option<&Path>,
    gate: Gate<'_>,
    observe: &(dyn Fn(Phase) + Sync),
    render: impl FnOnce(&Staging<'_>) -> Result<T, Error>,
    remember: impl FnOnce(&T) -> Result<(), Error>,
) -> Result<(Published, T), Error> {
    let place = target::locate(destination.target)?;
    let state = State::lock(destination.state_dir, &place)?;
    let _live = state::hold(&place.target)?;
    target::clean(&place)?;
    let target = Target::inspect(&place, &state)?;
    let previous = match previous {
        Some(folder) => Some(target::previous(folder, &place, &state)?),
        None => None,
    };
    let base = match &previous {
        Some((folder, release)) if *folder != place.target => {
            Base { folder, release, is_target: false }
        }
        _ => Base { folder: &place.target, release: &target, is_target: true },
    };
    observe(Phase::Locked);

    let staging = Staging::new(&place, base, gate, destination.base_path);
    let rendered = render(&staging)?;
    observe(Phase::Rendered);

    let checked = staging.checked()?;
    observe(Phase::Checked);

    let published = checked.published();
    if checked.is_live() {
        remember(&rendered)?;
        state.remember(&checked.manifest)?;
        return Ok((published, rendered));
    }
    let staged = checked.complete()?;
    observe(Phase::Staged);
    swap::sync_tree(staged.site())?;
    observe(Phase::Synced);
    remember(&rendered)?;
    state.announce(staged.manifest())?;
    observe(Phase::Announced);
    swap::swap(&staged, &place, &target)?;
    observe(Phase::Swapped);
    state.record()?;
    observe(Phase::Recorded);
    staged.remove();
    observe(Phase::Cleaned);
    Ok((published, rendered))
}

#[cfg(test)]
mod tests;
