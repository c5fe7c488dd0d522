//! What one act at MARAC asks the database, held against what grows: no plan may read or sort all that an area has.

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, ensure};
use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

use super::plans::{BIG, CAUGHT, explain, is_sort};

/// The statements that were run since [`super::plans::listen`], each once.
async fn all_caught() -> Vec<String> {
    // The driver tells of a statement a moment after its answer.
    tokio::time::sleep(Duration::from_millis(50)).await;
    let mut all = CAUGHT
        .lock()
        .map(|mut all| std::mem::take(&mut *all))
        .unwrap_or_default();
    all.sort_unstable();
    all.dedup();
    all
}

/// What an act asked the database, held against what grows: the plans that read a big table
/// from end to end, read all that an area has of it, or sort a list of the whole area. `act`
/// is its name; it has been done since [`super::plans::listen`].
///
/// # Errors
/// When the database cannot be read.
pub async fn bad_plans_of(act: &str, file: &Path) -> Result<Vec<String>> {
    let all = all_caught().await;
    ensure!(!all.is_empty(), "nothing was asked by: {act}");
    let mut connection = SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .connect()
        .await?;
    let mut problems = Vec::new();
    for statement in all {
        let plan = explain(&mut connection, &statement).await?;
        let sorts = plan.iter().any(|step| is_sort(step));
        for step in plan.iter().filter(|step| reads_the_area(step, sorts)) {
            problems.push(format!("{act}: {step}\n    {statement}"));
        }
    }
    Ok(problems)
}

/// Whether a step reads a big table from end to end, or the whole of what an area has of it;
/// with a sort after it also when a state narrows it.
fn reads_the_area(step: &str, sorts: bool) -> bool {
    let table = |how: &str| step.strip_prefix(how)?.split_whitespace().next();
    let big = |table: Option<&str>| table.is_some_and(|table| BIG.contains(&table));
    let of_area = step.ends_with("(area=?)") || (sorts && step.contains("(area=?"));
    big(table("SCAN ")) || (big(table("SEARCH ")) && of_area)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_all_that_an_area_has_is_named() {
        let of_area = "SEARCH marac_referral USING INDEX ix (area=?)";
        let by_state = "SEARCH agreed_action USING INDEX ix (area=? AND state=?)";
        assert!(reads_the_area("SCAN assessment", false));
        assert!(reads_the_area(of_area, false));
        assert!(reads_the_area(by_state, true), "sorted by hand");
        assert!(!reads_the_area(by_state, false), "in the index's own order");
        assert!(!reads_the_area(
            "SEARCH marac_referral USING INDEX ix (victim=?)",
            true
        ));
    }
}
