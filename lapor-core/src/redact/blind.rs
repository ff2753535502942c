//! A thread that redacts nothing, so that a test of leaks can be seen to fail.

use super::Thread;

impl Thread {
    /// A thread that lets every text through as it is.
    ///
    /// It exists for one purpose: a test that searches a site for what must not be in it shows nothing unless it finds
    /// everything once redaction is off. `clippy.toml` refuses it everywhere else.
    #[doc(hidden)]
    pub fn blind() -> Self {
        Self { is_blind: true, ..Self::default() }
    }
}
