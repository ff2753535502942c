//! The sentences of every category, and those that all share.

mod aid;
mod common;
mod counter;
mod family;
mod health;
mod nature;
mod power;
mod road;
mod school;
mod street;
mod travel;
mod water;

use super::topic::Topic;

pub(super) use common::*;

/// All categories.
pub(super) const TOPICS: [&Topic; 22] = [
    &road::ROAD,
    &road::BRIDGE,
    &street::LIGHT,
    &street::DRAIN,
    &travel::TRANSPORT,
    &travel::INTERNET,
    &water::WATER,
    &water::IRRIGATION,
    &power::POWER,
    &nature::WASTE,
    &nature::POLLUTION,
    &counter::PAPERS,
    &counter::COUNTER,
    &counter::FEES,
    &aid::AID,
    &aid::DISABILITY,
    &family::CHILD,
    &family::VIOLENCE,
    &health::CARE,
    &health::INSURANCE,
    &school::SCHOOL,
    &school::SCHOOL_FEES,
];
