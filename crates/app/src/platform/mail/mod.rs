//! Mail to agencies: one seam to queue a message, one outbox that sends, one way in for answers, and the ledgers of both (R134–R140).

pub mod answer_link;
pub mod collect;
pub mod ledger;
pub mod letterbox;
pub mod outbox;
pub mod place;
pub mod queue;
pub mod receive;
pub mod release;
pub(crate) mod subject;
pub mod waiting;
