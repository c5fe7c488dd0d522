//! Loads an instrument for an area from the console, and lists those that an area can use (F9, F17).

use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::ids::{AccountId, Chance, InstrumentId};
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::risk::instrument::Instrument;
use hawthorn_store::risk::LoadedInstrument;
use jiff::Timestamp;

use super::found::every_instrument;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Loads an instrument. From then on the area's new assessments use it in place of
/// an older version; assessments made with that one keep it.
///
/// # Errors
/// When the area is not served here, or has this version already.
pub async fn load_instrument(
    app: &App,
    area: &AreaCode,
    instrument: Instrument,
    by: Doer,
    now: Timestamp,
    dice: &mut dyn Chance,
) -> Told<InstrumentId> {
    let settings = app.settings(area, now)?;
    let shipped = app.instruments.iter();
    let mut taken = shipped.filter(|one| one.version == instrument.version);
    if taken.any(|one| one.code == instrument.code) {
        return Err(Refusal::Rule(format!(
            "{} version {} ships with Hawthorn. Give yours a version of its own.",
            instrument.code, instrument.version
        )));
    }
    if settings.risk_tool(&instrument.code).is_none() {
        return Err(Refusal::Rule(format!(
            "{} is not among the risk tools of {area}. Add it to the area’s settings (risk_tools) first, so that the area decides what it uses.",
            instrument.code
        )));
    }
    let words = format!("Loaded {} version {}", instrument.name, instrument.version);
    let loaded = LoadedInstrument {
        id: InstrumentId::new(now, dice),
        area: area.clone(),
        instrument,
        loaded_by: by.clone(),
        loaded_at: now,
    };
    let mut tx = app.store.begin().await?;
    let entry = Entry {
        at: now,
        by,
        area: Some(area.clone()),
        deed: Deed::Created,
        verb: None,
        kind: String::new(),
        record: String::new(),
        words,
    };
    tx.create(&loaded, entry).await?;
    tx.finish().await?;
    Ok(loaded.id)
}

/// Every instrument that an area can read, newest loaded first, then those that
/// ship with Hawthorn; for whoever runs the machine.
///
/// # Errors
/// When the store does not answer.
pub async fn instruments_of(app: &App, area: &AreaCode) -> Told<Vec<Instrument>> {
    let scope = Scope {
        account: AccountId::new(Timestamp::UNIX_EPOCH, &mut Nought),
        area: area.clone(),
        agency: AgencyCode::new(""),
        hub: false,
        restricted: false,
        at: Timestamp::UNIX_EPOCH,
    };
    every_instrument(app, &scope).await
}

/// Chance that is none: the scope above is nobody's.
struct Nought;

impl Chance for Nought {
    fn bits(&mut self) -> u128 {
        0
    }
}
