//! Making and checking signed checkpoints: called at the console and by the server's minute hand.

use ed25519_dalek::SigningKey;
use hawthorn_store::Store;
use hawthorn_store::governance::checkpoint::Checkpoint;
use jiff::Timestamp;

use crate::platform::refusal::Told;

/// Signs the present end of the log.
///
/// # Errors
/// When the store does not answer.
pub async fn checkpoint(store: &Store, key: &SigningKey, now: Timestamp) -> Told<Checkpoint> {
    let head = store.chain_end().await?;
    Ok(Checkpoint::sign(
        &store.database_id().await?,
        &head,
        now,
        key,
    ))
}
