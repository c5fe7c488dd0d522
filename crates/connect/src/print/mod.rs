//! Papers for meetings as tagged PDF, made offline from templates of ours; text is always data, never markup.

mod agenda;
mod hub_record;
mod invitation;
mod minutes;
mod transfer;
mod world;

pub use agenda::{AgendaItemPrint, AgendaPrint, print_agenda};
pub use hub_record::{HubRecordPrint, SeatPrint, print_hub_record};
pub use invitation::{Invitation, invitation};
pub use minutes::{
    ActionPrint, AttendancePrint, CopyPrint, MinutesItemPrint, MinutesPrint, ResearchPrint,
    print_minutes,
};
pub use transfer::{TransferPrint, print_transfer};
pub use world::{PrintError, Stamp, drop_caches};
