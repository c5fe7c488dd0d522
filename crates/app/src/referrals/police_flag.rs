//! Takes up the word to police that every partner's referral makes: our own force at its desk, another force by being told straight (R107–R110).

use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::PartnerReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::partner::{FlagTaken, PartnerRefusal, may_take_flag};

use super::partners::found;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{long, short};

/// What became of the word to police.
#[derive(Debug, Clone, Default)]
pub struct TakenUp {
    /// Field `reference`: under which police have it.
    pub reference: String,
    /// Whether the victim has been reached.
    pub victim_reached: bool,
    /// Whether a risk form was done.
    pub form_done: bool,
    /// What is to be added: why the victim is not reached yet, how the other force was told.
    pub words: String,
}

/// Records it. For our own force that is for the police desk, for another force for
/// whoever of social care told it.
///
/// # Errors
/// When it is not there for the reader, the role may not, it was taken up before, or
/// no reference is given (field `reference`).
pub async fn take_police_flag(
    app: &App,
    ask: &mut Ask,
    id: PartnerReferralId,
    taken: TakenUp,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let (read, thing, _) = found(app, &scope, id).await?;
    // Allow
    let verb = if read.police.other_force.is_some() {
        Verb::ScreenPartner
    } else {
        Verb::TakePoliceFlag
    };
    ask.allow(app, verb, &thing).await?;
    // Decide
    let reference = short("reference", &taken.reference)?;
    may_take_flag(&read.police, &reference).map_err(|refusal| match refusal {
        PartnerRefusal::NoPoliceReference => Refusal::field("reference", refusal.to_string()),
        other => Refusal::rule(other),
    })?;
    let mut changed = read.value.clone();
    changed.police.taken = Some(FlagTaken {
        reference,
        victim_reached: taken.victim_reached,
        form_done: taken.form_done,
        words: long("words", &taken.words)?,
        by: ask.doer(),
        at: ask.now,
    });
    // Keep
    let line = if verb == Verb::TakePoliceFlag {
        "Police took up the partner’s referral"
    } else {
        "Told the other force of the partner’s referral"
    };
    let mut tx = app.store.begin().await?;
    tx.update(&read, &changed, ask.entry(Deed::Changed, verb, line))
        .await?;
    tx.finish().await?;
    // Tell
    Ok(())
}
