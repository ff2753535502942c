//! Replies, and follow-ups with attachments, by agency.

use crate::measure::exchange::{DEFINITION, Exchange};
use crate::measure::wilson::Share;
use crate::summary::{Section, Slot, Summary};
use crate::table::Data;

use super::{Sheet, counts, texts};

pub(super) fn sheets(summary: &Summary) -> Vec<Sheet> {
    let rows: Vec<(&str, Exchange)> = summary
        .rows(&Section::Exchange)
        .map(|(words, slots)| {
            let count = |wanted: Slot| {
                slots.iter().find(|(slot, _)| *slot == wanted).map_or(0, |&(_, count)| count)
            };
            let exchange = Exchange {
                reports: count(Slot::Reports),
                replies: count(Slot::Replies),
                answered: count(Slot::Answered),
                follow_ups: count(Slot::FollowUps),
                with_attachments: count(Slot::WithAttachments),
            };
            (words.first().copied().unwrap_or_default(), exchange)
        })
        .collect();
    let count = |of: fn(&Exchange) -> u64| counts(rows.iter().map(|(_, exchange)| of(exchange)));
    let share = |of: fn(&Exchange) -> Option<Share>, value: fn(&Share) -> f64| {
        Data::Share(rows.iter().map(|(_, exchange)| of(exchange).as_ref().map(value)).collect())
    };
    let replies = rows.iter().map(|(_, exchange)| exchange.replies_per_report());
    vec![Sheet::new(
        "exchange",
        "Replies and attachments by agency",
        DEFINITION,
        1,
        vec![
            ("agency", texts(rows.iter().map(|(agency, _)| *agency))),
            ("reports", count(|exchange| exchange.reports)),
            ("replies", count(|exchange| exchange.replies)),
            ("replies_per_report", Data::Number(replies.collect())),
            ("answered", count(|exchange| exchange.answered)),
            ("answered_share", share(Exchange::answered_share, |share| share.share)),
            ("answered_low", share(Exchange::answered_share, |share| share.low)),
            ("answered_high", share(Exchange::answered_share, |share| share.high)),
            ("follow_ups", count(|exchange| exchange.follow_ups)),
            ("with_attachments", count(|exchange| exchange.with_attachments)),
            ("attachment_share", share(Exchange::attachment_share, |share| share.share)),
            ("attachment_low", share(Exchange::attachment_share, |share| share.low)),
            ("attachment_high", share(Exchange::attachment_share, |share| share.high)),
        ],
    )]
}
