//! Who the people of a record may be, on the page of the record: each with why, and a way to answer (ux.md 5.7).

use hawthorn_app::people::candidates::MayBe;
use hawthorn_components::NotificationBanner;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

/// The panel; nothing where nobody comes up.
pub fn panel(all: &[MayBe]) -> Markup {
    if all.is_empty() {
        return html! {};
    }
    let count = words::count(all.len() as i64, "record", "records");
    html! {
        (NotificationBanner::important(html! {
            p.govuk-notification-banner__heading { (count) " known already may be one of these people. Nobody is joined until somebody says so." }
            ul.govuk-list {
                @for one in all {
                    li {
                        a.govuk-notification-banner__link href={ "/people/review/" (one.pair) } { (one.name) " and " (one.other) ", " (one.born) }
                        ": " (one.band)
                        @if !one.why.is_empty() { " (" (one.why.join("; ")) ")" }
                    }
                }
            }
        }))
    }
}
