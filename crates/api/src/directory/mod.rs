//! The directory as open data: the Open Referral UK 3.0 feed, from the public view alone (F83–F88).

mod feed;
mod ids;
mod schedules;
mod shapes;
mod terms;

pub(crate) use feed::endpoints;
