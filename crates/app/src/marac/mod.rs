//! MARAC: pairs and why they are referred, agendas and research, the meeting, and what was agreed (R165–R195).

pub mod actions;
pub mod add_research;
pub mod agree_action;
pub mod close_meeting;
pub mod flags;
mod found;
pub mod gateways;
pub mod hear_item;
pub mod lists;
pub mod move_item;
pub mod open_agenda;
pub mod open_marac_referral;
pub mod open_meeting;
mod pair;
pub mod place_restricted;
pub mod plan_meeting;
pub mod print_agenda;
pub mod print_minutes;
pub mod put_on_agenda;
pub mod record_item;
pub mod refer_to_marac;
pub mod shown;
pub mod take_off_agenda;
pub mod tell_of_event;
pub mod update_action;
