//! Notes that change no record (a look, a list, a refusal), written down together.
//!
//! Every page that shows a person must leave an entry that is on the disk before
//! the page goes out. One after another, each would wait for a disk of its own;
//! so whoever comes while a write is under way waits in a queue, and the next to
//! write takes everybody's along. Nobody is answered before their entry is safe.

use std::sync::{Arc, Mutex, PoisonError};

use hawthorn_domain::platform::audit::Entry;
use tokio::sync::oneshot::{self, Receiver, Sender};

use crate::engine::Store;
use crate::error::StoreError;

/// The most entries of one write.
const MOST: usize = 200;

/// An entry that waits, and who is to be told when it is safe.
type Waiting = (Entry, Sender<()>);

/// Entries that wait to be written, and the turn to write them.
#[derive(Clone, Default)]
pub struct Notes {
    queue: Arc<Mutex<Vec<Waiting>>>,
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl Notes {
    fn add(&self, entry: Entry) -> Receiver<()> {
        let (told, tell) = oneshot::channel();
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.push((entry, told));
        tell
    }

    /// Those who have waited longest. Whoever no longer waits for the answer is
    /// still written down: they may have seen something.
    fn take(&self) -> Vec<Waiting> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let some = queue.len().min(MOST);
        queue.drain(..some).collect()
    }
}

impl Store {
    /// Keeps an entry that changes no record: a look, a list, a refusal. It is on
    /// the disk when this returns.
    ///
    /// # Errors
    /// When the database refuses; then nothing may be shown.
    pub async fn note(&self, entry: Entry) -> Result<(), StoreError> {
        let mut told = self.notes.add(entry.clone());
        let _turn = self.notes.turn.lock().await;
        loop {
            match told.try_recv() {
                Ok(()) => return Ok(()),
                Err(oneshot::error::TryRecvError::Empty) => {}
                // Whoever wrote it down with theirs failed; it gets a try of its own.
                Err(oneshot::error::TryRecvError::Closed) => told = self.notes.add(entry.clone()),
            }
            let waiting = self.notes.take();
            self.write_down(waiting).await?;
        }
    }

    async fn write_down(&self, waiting: Vec<Waiting>) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let mut tell = Vec::with_capacity(waiting.len());
        for (entry, told) in waiting {
            tx.note(entry).await?;
            tell.push(told);
        }
        tx.finish().await?;
        for told in tell {
            // An error here means that the asker has gone away, which harms nobody.
            let _ = told.send(());
        }
        Ok(())
    }
}
