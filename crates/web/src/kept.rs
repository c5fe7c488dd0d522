//! What somebody is writing in a form, kept before it is sent, and offered back where it was written (ux.md 5.6, MASH-4, MASH-5, SPOC-5).

use hawthorn_app::platform::drafts::{Written, own_drafts};
use hawthorn_components::{Attributes, Button, InsetText};
use hawthorn_domain::platform::ids::DraftId;
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, html};

use crate::error::PageError;
use crate::forms::Typed;
use crate::seat::Seat;

/// The field that says where the form goes to.
const FORM: &str = "kept-form";
/// The field that says which page the form stands on.
const PAGE: &str = "kept-page";
/// What the address of a form or a page calls its draft.
const QUERY: &str = "draft=";

/// Where the writing of one form is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    draft: DraftId,
    form: String,
    page: String,
    before: Before,
}

/// What was written here before and not sent.
#[derive(Debug, Clone, Copy)]
enum Before {
    Nothing,
    /// It is offered, not shown: the reader decides.
    Offered(DraftId, Timestamp),
    /// It stands in the form.
    Back(Timestamp),
}

/// The draft that an address names, if it names one that can be read.
pub fn named(query: Option<&str>) -> Option<DraftId> {
    let mut parts = query?.split('&');
    parts.find_map(|part| part.strip_prefix(QUERY)?.parse().ok())
}

/// The draft that “Save for now” goes to, from its own address.
pub fn saved(path: &str) -> Option<DraftId> {
    path.strip_prefix("/drafts/")?.parse().ok()
}

/// A page's address that shows the form with this draft in it.
pub fn address(page: &str, draft: DraftId) -> String {
    format!("{page}?{QUERY}{draft}")
}

/// What a form brought, to be kept: every field but those that say where it stands.
pub fn written(typed: &Typed) -> Written {
    let mut fields = typed.pairs();
    fields.retain(|(name, _)| name != FORM && name != PAGE);
    Written {
        form: typed.one(FORM).to_owned(),
        page: typed.one(PAGE).to_owned(),
        fields,
    }
}

/// The short reference of the record that a form belongs to; none where it begins one.
pub fn reference(form: &str) -> Option<String> {
    form.split('/').find_map(|part| {
        let (letters, rest) = part.split_once('-')?;
        let is_reference =
            rest.len() == 26 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
        is_reference.then(|| format!("{letters}-{}", rest.get(20..).unwrap_or(rest)))
    })
}

/// What a form is, by the address that it goes to.
pub fn what(form: &str) -> &'static str {
    let mut parts = form.trim_start_matches('/').split('/');
    match (parts.next(), parts.next_back()) {
        (Some("requests"), _) => "Answer to a request for information",
        (_, Some("triage")) => "Triage discussion",
        (_, Some("outcome")) => "Outcome of a referral",
        (_, Some("decision")) => "Decision on an incident",
        (_, Some("research")) => "Research for MARAC",
        (Some("consultations"), _) => "Consultation",
        (Some("partner-referrals"), _) => "Referral of a partner",
        (_, Some("record")) => "Record of a MASH meeting",
        _ => "A form",
    }
}

impl Seat {
    /// A form's fields with where they are kept: at first nothing, or what was kept when the address
    /// asks for it back; after problems what was typed, kept on under the same draft.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn kept(
        &mut self,
        typed: &Typed,
        form: String,
        page: String,
    ) -> Result<Typed, PageError> {
        let all = if self.sends {
            Vec::new()
        } else {
            own_drafts(&self.app, &self.ask).await?
        };
        let mut of_form = all.iter().filter(|draft| draft.form == form);
        let back = of_form.clone().find(|draft| self.draft == Some(draft.id));
        // The newest comes first.
        let (draft, before, typed) = match (back, of_form.next()) {
            (Some(back), _) => {
                let typed = Typed::from_pairs(back.fields.clone());
                (back.id, Before::Back(back.kept_at), typed)
            }
            (None, Some(found)) => {
                let offered = Before::Offered(found.id, found.kept_at);
                (self.new_draft(), offered, typed.clone())
            }
            (None, None) => {
                let same = self.draft.filter(|_| self.sends);
                let draft = same.unwrap_or_else(|| self.new_draft());
                (draft, Before::Nothing, typed.clone())
            }
        };
        Ok(typed.kept_at(Kept {
            draft,
            form,
            page,
            before,
        }))
    }

    fn new_draft(&mut self) -> DraftId {
        DraftId::new(self.ask.now, self.ask.dice.as_mut())
    }
}

impl Typed {
    /// Where a form goes to, with its draft when it has one.
    pub fn action(&self, path: &str) -> String {
        match self.kept() {
            Some(kept) if kept.form == path => address(path, kept.draft),
            _ => path.to_owned(),
        }
    }

    /// What stands above a form that is kept: what was written before, and what can be done with it.
    pub fn offer(&self) -> Markup {
        let Some(kept) = self.kept() else {
            return html! {};
        };
        match kept.before {
            Before::Nothing => html! {},
            Before::Offered(draft, at) => html! {
                (InsetText::new(html! {
                    p.govuk-body { "You wrote in this form and did not send it. It was kept on " (words::moment(at)) "." }
                    p.govuk-body."govuk-!-margin-bottom-0" {
                        a.govuk-link href=(address(&kept.page, draft)) { "Put it back into the form" }
                        " or "
                        a.govuk-link href={ "/drafts/" (draft) "/discard" } { "discard it" }
                    }
                }))
            },
            Before::Back(at) => html! {
                (InsetText::new(html! {
                    p.govuk-body."govuk-!-margin-bottom-0" {
                        "This is what you had written on " (words::moment(at)) ". It is not sent yet. "
                        a.govuk-link href={ "/drafts/" (kept.draft) "/discard" } { "Discard it" }
                    }
                }))
            },
        }
    }

    /// The button that keeps a form before it is sent, with the words that script changes; it
    /// stands last in the form.
    pub fn keep_button(&self) -> Markup {
        let Some(kept) = self.kept() else {
            return html! {};
        };
        html! {
            input type="hidden" name=(FORM) value=(kept.form);
            input type="hidden" name=(PAGE) value=(kept.page);
            div {
                (Button {
                    attributes: Attributes::new()
                        .with("formaction", format!("/drafts/{}", kept.draft))
                        .with("formnovalidate", ""),
                    ..Button::secondary("Save for now")
                })
                p.govuk-hint data-kept role="status" { "“Save for now” keeps what you wrote, for you alone, without sending it." }
            }
        }
    }
}
