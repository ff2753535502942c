//! Exchange: whether citizen and agency talk, or only one of them does.
//!
//! - **Definition**: [`DEFINITION`].
//! - **Formula**: replies / reports; reports with a reply of the reporter / reports; follow-ups with attachments / follow-ups.
//! - **Numerator and denominator**: as in the formula; replies are those of reporter and administrator on the report's page.
//! - **Unit**: replies per report; shares of reports and of follow-ups.
//!
//! A share of reports in which the citizen answered is no measure of satisfaction: thanks and protest count alike.

use super::wilson::{Share, wilson};

/// What the measure is, in the words of the method page and the data dictionary.
pub const DEFINITION: &str = "Replies per report, the share of reports in which the citizen answered, and the share of \
    follow-ups that came with attachments.";

/// What is counted; sums of parts are the sums of the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exchange {
    /// Reports.
    pub reports: u64,
    /// Replies on their pages, by reporter or administrator.
    pub replies: u64,
    /// Reports with at least one reply of the reporter.
    pub answered: u64,
    /// Follow-ups.
    pub follow_ups: u64,
    /// Follow-ups with at least one attachment.
    pub with_attachments: u64,
}

impl Exchange {
    /// The sums of both parts.
    #[must_use]
    pub const fn plus(self, other: Exchange) -> Exchange {
        Exchange {
            reports: self.reports.saturating_add(other.reports),
            replies: self.replies.saturating_add(other.replies),
            answered: self.answered.saturating_add(other.answered),
            follow_ups: self.follow_ups.saturating_add(other.follow_ups),
            with_attachments: self.with_attachments.saturating_add(other.with_attachments),
        }
    }

    /// Replies per report; `None` without reports.
    ///
    /// ```
    /// use lapor_stats::measure::exchange::Exchange;
    ///
    /// let found = Exchange { reports: 8, replies: 12, answered: 6, follow_ups: 10, with_attachments: 3 };
    /// assert_eq!(found.replies_per_report(), Some(1.5));
    /// assert_eq!(found.answered_share().map(|share| share.share), Some(0.75));
    /// assert_eq!(found.attachment_share().map(|share| share.share), Some(0.3));
    /// ```
    pub fn replies_per_report(&self) -> Option<f64> {
        (0 < self.reports).then(|| self.replies as f64 / self.reports as f64)
    }

    /// The share of reports in which the citizen answered, with its interval; `None` without reports.
    pub fn answered_share(&self) -> Option<Share> {
        wilson(self.answered, self.reports)
    }

    /// The share of follow-ups with attachments, with its interval; `None` without follow-ups.
    pub fn attachment_share(&self) -> Option<Share> {
        wilson(self.with_attachments, self.follow_ups)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reports 3 + 5, replies 0 + 12, answered 0 + 4, follow-ups 2 + 6, with attachments 1 + 1: 12 / 8, 4 / 8, 2 / 8.
    #[test]
    fn parts_add_up_before_anything_is_divided() {
        let one =
            Exchange { reports: 3, replies: 0, answered: 0, follow_ups: 2, with_attachments: 1 };
        let two =
            Exchange { reports: 5, replies: 12, answered: 4, follow_ups: 6, with_attachments: 1 };
        let both = one.plus(two);
        assert_eq!(both, two.plus(one));
        assert_eq!(both.replies_per_report(), Some(1.5));
        assert_eq!(both.answered_share().map(|share| share.share), Some(0.5));
        assert_eq!(both.attachment_share().map(|share| share.share), Some(0.25));
    }

    #[test]
    fn nothing_is_divided_by_nothing() {
        let none = Exchange::default();
        assert_eq!(none.replies_per_report(), None);
        assert_eq!((none.answered_share(), none.attachment_share()), (None, None));
    }
}
