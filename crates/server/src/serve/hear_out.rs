//! Reads the rest of a request that was answered before it had all arrived, so that the sender gets to read the answer.
//!
//! A server that refuses a large upload at once and closes the connection
//! makes the sender's machine throw the answer away with it: the person sees
//! a broken connection instead of the words that say what to do. So what is
//! still coming is read and thrown away, within bounds, before the answer goes.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Error;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Body as HttpBody, Frame, SizeHint};

/// The most that is read only to be thrown away, in bytes.
const MOST: usize = 512 * 1024 * 1024;
/// The longest that the answer waits for it.
const LONGEST: Duration = Duration::from_secs(20);

/// Answers a request, having read what was still coming of it.
pub async fn hear_out(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let lent = Lent(Arc::new(Mutex::new(body)));
    let rest = Lent(Arc::clone(&lent.0));
    let answer = next.run(Request::from_parts(parts, Body::new(lent))).await;
    // Too slow a sender is not waited for: the answer goes, and the connection with it.
    let _ = tokio::time::timeout(LONGEST, throw_away(rest)).await;
    answer
}

/// A body that is still there when its reader has let it go.
struct Lent(Arc<Mutex<Body>>);

impl Lent {
    fn body(&self) -> MutexGuard<'_, Body> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl HttpBody for Lent {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        Pin::new(&mut *self.body()).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body().is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body().size_hint()
    }
}

async fn throw_away(mut body: Lent) {
    let mut read = 0;
    while read < MOST && !body.is_end_stream() {
        let frame = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await;
        match frame {
            Some(Ok(frame)) => read += frame.data_ref().map_or(0, Bytes::len),
            Some(Err(_)) | None => return,
        }
    }
}
