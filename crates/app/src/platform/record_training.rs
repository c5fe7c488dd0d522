//! Keeps who is trained in what, and since when (R307, R308).

use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_store::platform::accounts::Training;
use jiff::Timestamp;
use jiff::civil::Date;

use super::refusal::{Refusal, Told};
use super::service::App;
use super::text::short;

/// Records that an account's holder was trained; for whoever runs the machine.
///
/// # Errors
/// When there is no such account, the day is still to come, or no subject is named.
pub async fn record_training(
    app: &App,
    sign_in_name: &str,
    code: &str,
    on: Date,
    by: Doer,
    now: Timestamp,
) -> Told<()> {
    let code = short("training", code)?.to_lowercase();
    if code.is_empty() {
        return Err(Refusal::field(
            "training",
            "Name the training, for example dash.",
        ));
    }
    if on > hawthorn_domain::platform::calendar::london_date(now) {
        return Err(Refusal::field(
            "on",
            "Enter a day that is today or earlier.",
        ));
    }
    let name = sign_in_name.trim().to_lowercase();
    let read = app.store.account_named(&name).await?.ok_or_else(|| {
        Refusal::Rule(format!(
            "There is no account {name}. Check the sign-in name."
        ))
    })?;
    let mut changed = read.value.clone();
    changed.training.push(Training {
        code: code.clone(),
        on,
    });
    let mut tx = app.store.begin().await?;
    let entry = Entry {
        at: now,
        by,
        area: None,
        deed: Deed::Changed,
        verb: None,
        kind: String::new(),
        record: String::new(),
        words: format!("Recorded training in {code}"),
    };
    tx.update(&read, &changed, entry).await?;
    Ok(tx.finish().await?)
}
