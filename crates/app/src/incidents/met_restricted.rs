//! Rows of a sheet that meet an incident which is held closely: whoever may not know of it is told nothing, and its keepers are told (R218).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use hawthorn_connect::incidents::ReadOutcome;
use hawthorn_domain::incidents::Incident;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::ImportId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Tx;
use hawthorn_store::governance::keeper_notices::NoticeKind;
use hawthorn_store::platform::imports::{ImportRun, RowCounts, RowState};

use crate::governance::keepers::{About, notice, tell};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::{App, there};

/// Rows that met an incident which is held closely and is not for the reader. They are told as rows
/// that were taken in like any other: a sheet must not be a way to ask whether a restricted record
/// is there (R218). The record's keepers are told of the row, and see it here.
#[derive(Default)]
pub(super) struct Hidden {
    /// Their lines.
    pub lines: BTreeSet<u32>,
    same: u64,
    needs_look: u64,
}

impl Hidden {
    /// Counts them as taken in.
    pub fn take_from(&self, counts: &mut RowCounts) {
        counts.same = counts.same.saturating_sub(self.same);
        counts.needs_look = counts.needs_look.saturating_sub(self.needs_look);
        counts.made += self.same + self.needs_look;
    }
}

/// The rows of an import that the reader is not told of.
///
/// # Errors
/// When the store does not answer.
pub(super) async fn hidden(app: &App, scope: &Scope, id: ImportId) -> Told<Hidden> {
    let met = app.store.rows_that_met_restricted(id).await?;
    let ids: Vec<String> = met
        .iter()
        .map(|(_, _, incident)| incident.clone())
        .collect();
    let open = there::<Incident>(app, scope, &ids).await?;
    let mut hidden = Hidden::default();
    for (line, state, _) in met
        .iter()
        .filter(|(_, _, incident)| !open.contains(incident))
    {
        hidden.lines.insert(*line);
        if *state == RowState::Same {
            hidden.same += 1;
        } else {
            hidden.needs_look += 1;
        }
    }
    Ok(hidden)
}

/// The incidents with these references that are held closely and not open to whoever uploaded the sheet.
async fn closed(
    app: &App,
    ask: &Ask,
    known: &HashMap<String, (String, String)>,
) -> Told<BTreeMap<String, Incident>> {
    let whole = Scope {
        hub: true,
        restricted: true,
        ..ask.scope(app)?
    };
    let ids: Vec<String> = known.values().map(|(_, id)| id.clone()).collect();
    let found = app.store.get_many::<Incident>(&whole, &ids).await?;
    let closed = found.into_iter().map(|read| read.value).filter(|incident| {
        let held = &incident.restriction;
        held.is_restricted() && !held.named.contains(&ask.actor.account)
    });
    Ok(closed
        .map(|incident| (incident.reference.clone(), incident))
        .collect())
}

/// Tells the keepers of each restricted incident whose reference a sheet brings again. Whoever
/// uploaded it is told nothing of it (R218), so this is the one way in which a correction is not lost.
///
/// # Errors
/// When the store does not answer.
pub(super) async fn tell_keepers(
    app: &App,
    ask: &mut Ask,
    tx: &mut Tx,
    (run, outcome): (&ImportRun, &ReadOutcome),
    known: &HashMap<String, (String, String)>,
) -> Told<()> {
    let closed = closed(app, ask, known).await?;
    for report in &outcome.reports {
        let Some(incident) = closed.get(&report.reference) else {
            continue;
        };
        let same = known
            .get(&report.reference)
            .is_some_and(|(content, _)| *content == report.content_digest);
        let content = if same { "the same" } else { "other" };
        let words = format!(
            "Line {} of import {} has its reference, with {content} content. Whoever uploaded it was not told that the record is here",
            report.line,
            run.id.short()
        );
        let told = notice(
            ask,
            NoticeKind::Searched,
            &About::incident(incident),
            &words,
        );
        tell(tx, ask, Verb::RunImport, &told).await?;
    }
    Ok(())
}
