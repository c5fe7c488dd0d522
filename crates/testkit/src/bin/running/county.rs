//! The people who work in a run: accounts made at the console, signed in by the API.

use anyhow::{Context, Result};
use serde_json::json;

use super::http::Connection;
use super::server::Hawthorn;

/// The area that runs are in.
pub const AREA: &str = "warwickshire";
const PASSWORD: &str = "five-invented-lanterns-drift";

/// The sign-in name of the worker with this number.
pub fn worker(number: usize) -> String {
    format!("desk.worker{number}")
}

/// Adds accounts of the screening desk, who may also import.
///
/// # Errors
/// When the console refuses.
pub fn add_workers(hawthorn: &Hawthorn<'_>, number: usize) -> Result<()> {
    for worker in (0..number).map(worker) {
        let shown = format!("Invented {worker}");
        hawthorn.must(
            &[
                "user",
                "add",
                &worker,
                "--area",
                AREA,
                "--agency",
                "police",
                "--role",
                "police_support_officer",
                "--name",
                &shown,
                "--password-stdin",
            ],
            PASSWORD,
        )?;
    }
    Ok(())
}

/// Signs a worker in and gives the token.
///
/// # Errors
/// When the service refuses.
pub fn sign_in(address: &str, number: usize) -> Result<String> {
    let answer = Connection::new(address)
        .post(
            "/api/v1/sessions",
            &json!({ "name": worker(number), "password": PASSWORD }),
        )?
        .json()?;
    Ok(answer["token"]
        .as_str()
        .context("signing in gave no token")?
        .to_owned())
}
