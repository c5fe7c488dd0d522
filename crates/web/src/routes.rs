//! Every path of the staff host on one page: how, where, who may, and which page answers.

use axum::Router;
use axum::routing::{MethodRouter, get, post};
use hawthorn_domain::platform::verb::Verb;

use crate::pages::{
    directory, governance, incidents, marac, mash, people, platform, referrals, risk,
};
use crate::{WebState, guard};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody, signed in or not.
    Anybody,
    /// Whoever the policies allow this act.
    May(Verb),
}

/// How a route is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Reading.
    Get,
    /// Sending a form.
    Post,
}

/// One route. It cannot be made without saying who may use it.
pub struct Route {
    /// How it is called.
    pub how: How,
    /// Its path, with names in braces.
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
    page: MethodRouter<WebState>,
}

impl Route {
    pub(crate) fn mount(self, router: Router<WebState>, state: &WebState) -> Router<WebState> {
        let guarded = self.page.layer(axum::middleware::from_fn_with_state(
            (state.clone(), self.who),
            guard::check,
        ));
        router.route(self.path, guarded)
    }
}

macro_rules! see {
    ($path:literal, $who:expr, $page:expr) => {
        Route {
            how: How::Get,
            path: $path,
            who: $who,
            page: get($page),
        }
    };
}
macro_rules! send {
    ($path:literal, $who:expr, $page:expr) => {
        Route {
            how: How::Post,
            path: $path,
            who: $who,
            page: post($page),
        }
    };
}

// After the macros, which it uses.
#[path = "door_routes.rs"]
mod arrivals;
#[path = "case_routes.rs"]
mod cases;

/// The whole table, room by room.
pub fn table() -> Vec<Route> {
    [
        platform_routes(),
        incident_routes(),
        people_routes(),
        governance_routes(),
        arrivals::partner_routes(),
        mash_routes(),
        arrivals::mail_routes(),
        risk_routes(),
        marac_routes(),
        cases::matac_routes(),
        cases::support_routes(),
        arrivals::door_routes(),
        directory_routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

// One path, one line: the table is read down its columns.
#[rustfmt::skip]
fn platform_routes() -> Vec<Route> {
    use Verb::{ManageAccounts, ManageOwnAccount, SeeHome, ViewAuditLog};
    use Who::{Anybody, May};
    vec![
        see!("/", May(SeeHome), platform::home::page),
        see!("/sign-in", Anybody, platform::sign_in::page),
        send!("/sign-in", Anybody, platform::sign_in::send),
        send!("/sign-out", Anybody, platform::sign_in::out),
        see!("/account", May(ManageOwnAccount), platform::account::page),
        send!("/account/password", May(ManageOwnAccount), platform::account::password),
        send!("/account/sessions/end", May(ManageOwnAccount), platform::account::end_sessions),
        see!("/account/second-factor", May(ManageOwnAccount), platform::account::offer),
        send!("/account/second-factor", May(ManageOwnAccount), platform::account::enrol),
        see!("/drafts/{id}", May(ManageOwnAccount), platform::drafts::one),
        send!("/drafts/{id}", May(ManageOwnAccount), platform::drafts::keep),
        see!("/drafts/{id}/discard", May(ManageOwnAccount), platform::drafts::ask_discard),
        send!("/drafts/{id}/discard", May(ManageOwnAccount), platform::drafts::discard),
        see!("/admin/accounts", May(ManageAccounts), platform::admin::accounts),
        see!("/audit/log", May(ViewAuditLog), platform::admin::log),
        see!("/words", Anybody, platform::help::words),
        see!("/help", Anybody, platform::help::help),
        see!("/accessibility", Anybody, platform::help::accessibility),
        see!("/privacy", Anybody, platform::help::privacy),
        see!("/licences", Anybody, platform::help::licences),
    ]
}

// One path, one line: the table is read down its columns.
#[rustfmt::skip]
fn incident_routes() -> Vec<Route> {
    use Verb::{AnswerFormFeedback, AnswerSheet, AuthoriseLevel, ClaimIncident, DecideScreening, GiveFormFeedback, ListIncidents, ProposeLevel, RecordCheck, RunImport, ScreenChild, SignWeekly, UndoImport, ViewFormFeedback, ViewIncident, ViewSheet, ViewWeekly};
    use Who::May;
    vec![
        see!("/incidents", May(ListIncidents), incidents::worklist::page),
        send!("/incidents/next", May(ClaimIncident), incidents::worklist::take_next),
        see!("/incidents/sheet", May(ViewSheet), incidents::sheet::page),
        see!("/incidents/sheet/workbook", May(ViewSheet), incidents::sheet::workbook),
        see!("/insight/day", May(ViewWeekly), incidents::figures::day),
        see!("/insight/weekly", May(ViewWeekly), incidents::figures::week),
        send!("/insight/weekly", May(SignWeekly), incidents::figures::sign),
        see!("/insight/behind", May(ViewWeekly), incidents::figures::rows),
        see!("/form-feedback", May(ViewFormFeedback), incidents::feedback::list),
        send!("/form-feedback/{id}", May(AnswerFormFeedback), incidents::feedback::answer),
        see!("/incidents/{id}", May(ViewIncident), incidents::workspace::page),
        see!("/incidents/{id}/feedback", May(ViewFormFeedback), incidents::feedback::page),
        send!("/incidents/{id}/feedback", May(GiveFormFeedback), incidents::feedback::send),
        send!("/incidents/{id}/sheet", May(AnswerSheet), incidents::sheet::answer),
        see!("/incidents/{id}/child-screen", May(ScreenChild), incidents::child_screen::page),
        send!("/incidents/{id}/child-screen", May(ScreenChild), incidents::child_screen::pre),
        send!("/incidents/{id}/child-screen/joint", May(ScreenChild), incidents::child_screen::joint),
        send!("/incidents/{id}/claim", May(ClaimIncident), incidents::workspace::claim),
        send!("/incidents/{id}/release", May(ClaimIncident), incidents::workspace::release),
        send!("/incidents/{id}/check", May(RecordCheck), incidents::workspace::check),
        send!("/incidents/{id}/kinds", May(RecordCheck), incidents::kinds::send),
        see!("/incidents/{id}/level", May(ViewIncident), incidents::level::page),
        send!("/incidents/{id}/level", May(ProposeLevel), incidents::level::propose),
        send!("/incidents/{id}/level/answer", May(AuthoriseLevel), incidents::level::answer),
        see!("/incidents/{id}/decision", May(ViewIncident), incidents::decision::page),
        send!("/incidents/{id}/decision", May(DecideScreening), incidents::decision::send),
        see!("/imports", May(RunImport), incidents::imports::list),
        send!("/imports", May(RunImport), incidents::imports::upload),
        see!("/imports/{id}", May(RunImport), incidents::imports::one),
        see!("/imports/{id}/stream", May(RunImport), incidents::imports::stream::page),
        send!("/imports/{id}/columns", May(RunImport), incidents::imports::columns),
        send!("/imports/{id}/start", May(RunImport), incidents::imports::start),
        send!("/imports/{id}/undo", May(UndoImport), incidents::imports::undo),
        see!("/imports/{id}/problems", May(RunImport), incidents::imports::problems),
    ]
}

// One path, one line: the table is read down its columns.
#[rustfmt::skip]
fn people_routes() -> Vec<Route> {
    use Verb::{EditPerson, ReviewSuggestion, SearchPeople, ViewHistory, ViewPerson};
    use Who::May;
    vec![
        see!("/search", May(SearchPeople), people::search::page),
        send!("/search", May(SearchPeople), people::search::send),
        see!("/people/review", May(ReviewSuggestion), people::review::list),
        see!("/people/review/{id}", May(ReviewSuggestion), people::review::one),
        send!("/people/review/{id}", May(ReviewSuggestion), people::review::send),
        see!("/people/{id}/about", May(EditPerson), people::about::page),
        send!("/people/{id}/about", May(EditPerson), people::about::send),
        see!("/people/{id}/secret-places", May(EditPerson), people::secret_places::page),
        send!("/people/{id}/secret-places", May(EditPerson), people::secret_places::add),
        send!("/people/{id}/secret-places/remove", May(EditPerson), people::secret_places::remove),
        see!("/people/{id}", May(ViewPerson), people::person::page),
        see!("/people/{id}/timeline", May(ViewPerson), people::story::timeline),
        see!("/people/{id}/links", May(ViewPerson), people::story::links),
        see!("/people/{id}/with/{perpetrator}", May(ViewPerson), people::story::pair),
        see!("/people/{id}/contact", May(ViewPerson), people::contact::page),
        see!("/people/{id}/contact/change", May(EditPerson), people::contact::change),
        send!("/people/{id}/contact", May(EditPerson), people::contact::record),
        send!("/people/{id}/contact/reach", May(ViewPerson), people::contact::one_way),
        see!("/history/{kind}/{id}", May(ViewHistory), people::history::page),
    ]
}

// One path, one line: the table is read down its columns.
#[rustfmt::skip]
fn governance_routes() -> Vec<Route> {
    use Verb::{BreakGlass, NameOnRecord, PlaceRestricted};
    use Who::May;
    vec![
        see!("/restricted", May(NameOnRecord), governance::restricted::page),
        send!("/restricted/notices/{id}", May(NameOnRecord), governance::restricted::review),
        see!("/restricted/{kind}/{id}", May(NameOnRecord), governance::held::page),
        send!("/restricted/{kind}/{id}/restrict", May(NameOnRecord), governance::held::restrict),
        send!("/restricted/{kind}/{id}/name", May(NameOnRecord), governance::held::name),
        send!("/restricted/{kind}/{id}/remove", May(NameOnRecord), governance::held::remove),
        send!("/restricted/{kind}/{id}/release", May(NameOnRecord), governance::held::release),
        send!("/restricted/{kind}/{id}/hear", May(PlaceRestricted), governance::held::hear),
        see!("/emergency", May(BreakGlass), governance::emergency::page),
        send!("/emergency", May(BreakGlass), governance::emergency::send),
    ]
}

// One path, one line: the table is read down its columns.
#[rustfmt::skip]
fn mash_routes() -> Vec<Route> {
    use Verb::{AnswerRequest, AuthoriseOutcome, CopyHubRecord, FollowUpOutcome, HoldClock, ListReferrals, ListRequests, MakeReferral, ProposeOutcome, RecordTriage, RequestInformation, RunHubMeeting, SendFeedback, SetRating, ViewReferral, ViewRequest};
    use Who::May;
    vec![
        see!("/referrals", May(ListReferrals), referrals::list::page),
        send!("/incidents/{id}/refer", May(MakeReferral), referrals::list::make),
        see!("/referrals/{id}", May(ViewReferral), referrals::summary::page),
        see!("/referrals/{id}/information", May(ViewReferral), referrals::information::page),
        see!("/referrals/{id}/triage", May(ViewReferral), referrals::triage::page),
        see!("/referrals/{id}/outcome", May(ViewReferral), referrals::outcome::page),
        send!("/referrals/{id}/rating", May(SetRating), referrals::summary::rate),
        send!("/referrals/{id}/requests", May(RequestInformation), referrals::information::ask),
        send!("/referrals/{id}/requests/{request}/withdraw", May(RequestInformation), referrals::information::withdraw),
        send!("/referrals/{id}/triage", May(RecordTriage), referrals::triage::send),
        send!("/referrals/{id}/outcome", May(ProposeOutcome), referrals::outcome::propose),
        send!("/referrals/{id}/outcome/authorise", May(AuthoriseOutcome), referrals::outcome::authorise),
        send!("/referrals/{id}/outcome/return", May(AuthoriseOutcome), referrals::outcome::send_back),
        send!("/referrals/{id}/feedback", May(SendFeedback), referrals::referrer::feedback),
        send!("/referrals/{id}/acknowledge", May(SendFeedback), referrals::referrer::acknowledge),
        send!("/referrals/{id}/contacts", May(SendFeedback), referrals::referrer::contact),
        send!("/referrals/{id}/clock", May(HoldClock), referrals::clock::send),
        send!("/referrals/{id}/follow-up", May(FollowUpOutcome), referrals::follow_up::send),
        see!("/referrals/{id}/meeting", May(ViewReferral), referrals::meeting::page),
        send!("/referrals/{id}/meeting", May(RunHubMeeting), referrals::meeting::set),
        send!("/referrals/{id}/meeting/open", May(RunHubMeeting), referrals::meeting::open),
        send!("/referrals/{id}/meeting/record", May(RunHubMeeting), referrals::meeting::record),
        send!("/referrals/{id}/meeting/copy", May(CopyHubRecord), referrals::meeting::copy),
        see!("/referrals/{id}/meeting/invitation.ics", May(ViewReferral), referrals::meeting::invitation),
        see!("/referrals/{id}/meeting/record.pdf", May(CopyHubRecord), referrals::meeting::paper),
        see!("/requests", May(ListRequests), mash::requests::list),
        see!("/requests/{id}", May(ViewRequest), mash::requests::one),
        send!("/requests/{id}", May(AnswerRequest), mash::requests::answer),
        send!("/requests/{id}/nothing", May(AnswerRequest), mash::requests::nothing_known),
    ]
}

// One path, one line: the table is read down its columns.
#[rustfmt::skip]
fn risk_routes() -> Vec<Route> {
    use Verb::{AssessRisk, RecordOrder, ViewAssessment, ViewOrders};
    use Who::May;
    vec![
        see!("/risk/assess/{victim}/{perpetrator}", May(AssessRisk), risk::choose::page),
        send!("/risk/assess/{victim}/{perpetrator}", May(AssessRisk), risk::choose::send),
        see!("/risk/{id}", May(ViewAssessment), risk::answer::page),
        send!("/risk/{id}", May(AssessRisk), risk::answer::send),
        send!("/risk/{id}/go-on", May(AssessRisk), risk::answer::go_on_with),
        see!("/risk/{id}/result", May(ViewAssessment), risk::result::page),
        send!("/risk/{id}/finish", May(AssessRisk), risk::result::finish),
        see!("/risk/{id}/compare/{other}", May(ViewAssessment), risk::compare::page),
        see!("/orders/{victim}/{perpetrator}", May(ViewOrders), risk::orders::page),
        send!("/orders/{victim}/{perpetrator}", May(RecordOrder), risk::orders::send),
        see!("/order/{id}", May(ViewOrders), risk::order::page),
        see!("/order/{id}/places", May(RecordOrder), risk::order::places),
        send!("/order/{id}/served", May(RecordOrder), risk::order::served),
        send!("/order/{id}/breach", May(RecordOrder), risk::order::breach),
        send!("/order/{id}/end", May(RecordOrder), risk::order::end),
    ]
}

// One path, one line: the table is read down its columns.
#[rustfmt::skip]
fn marac_routes() -> Vec<Route> {
    use Verb::{AddResearch, DeclareConflict, JoinMeeting, ListActions, ListMeetings, ManageMeeting, OfferAction, OpenFigure, PrintMeeting, ReferToMarac, RunMeeting, SettleMaracReferral, TellOfEvent, TransferCase, UpdateAction, ViewFigures, ViewMaracReferral, ViewMeeting};
    use Who::May;
    vec![
        see!("/meetings", May(ListMeetings), marac::meetings::page),
        send!("/meetings", May(ManageMeeting), marac::meetings::plan),
        see!("/marac/refer/{victim}/{perpetrator}", May(ReferToMarac), marac::refer::page),
        send!("/marac/refer/{victim}/{perpetrator}", May(ReferToMarac), marac::refer::send),
        see!("/marac/flags", May(ListMeetings), marac::flags::page),
        send!("/marac/refer/{victim}/{perpetrator}/add", May(ReferToMarac), marac::intake::add),
        see!("/marac/questions", May(ReferToMarac), marac::intake::questions),
        see!("/marac/{id}/answer", May(ReferToMarac), marac::intake::answer_page),
        send!("/marac/{id}/answer", May(ReferToMarac), marac::intake::answer),
        send!("/marac/{id}/accept", May(SettleMaracReferral), marac::intake::accept),
        send!("/marac/{id}/ask", May(SettleMaracReferral), marac::intake::ask),
        send!("/marac/{id}/join", May(SettleMaracReferral), marac::intake::join),
        see!("/marac/{id}/urgent", May(ManageMeeting), marac::intake::urgent),
        send!("/marac/{id}/urgent", May(ManageMeeting), marac::intake::call_urgent),
        see!("/marac/transfers", May(TransferCase), marac::transfer::page),
        send!("/marac/transfers", May(TransferCase), marac::transfer::take_in),
        see!("/marac/{id}/transfer", May(TransferCase), marac::transfer::send_page),
        send!("/marac/{id}/transfer", May(TransferCase), marac::transfer::send),
        see!("/marac/{id}/transfer/{place}/paper.pdf", May(TransferCase), marac::transfer::pdf),
        see!("/marac/{id}/transfer/{place}/paper.json", May(TransferCase), marac::transfer::json),
        send!("/marac/{id}/transfer/{place}/arrived", May(TransferCase), marac::transfer::arrived),
        see!("/marac/{id}/event", May(TellOfEvent), marac::event::page),
        send!("/marac/{id}/event", May(TellOfEvent), marac::event::send),
        see!("/marac/{id}", May(ViewMaracReferral), marac::referral::page),
        send!("/marac/{id}/research", May(AddResearch), marac::referral::research),
        send!("/marac/{id}/agenda", May(ManageMeeting), marac::meetings::put),
        see!("/meetings/{id}", May(ViewMeeting), marac::agenda::page),
        send!("/meetings/{id}/agenda", May(ManageMeeting), marac::agenda::put),
        send!("/meetings/{id}/agenda/{item}/move", May(ManageMeeting), marac::agenda::shift),
        send!("/meetings/{id}/agenda/{item}/remove", May(ManageMeeting), marac::agenda::remove),
        send!("/meetings/{id}/open", May(RunMeeting), marac::agenda::open),
        send!("/meetings/{id}/close", May(RunMeeting), marac::agenda::close),
        see!("/meetings/{id}/join", May(JoinMeeting), marac::attend::join_page),
        send!("/meetings/{id}/join", May(JoinMeeting), marac::attend::join),
        see!("/meetings/{id}/attendance", May(ViewMeeting), marac::attend::page),
        send!("/meetings/{id}/attendance", May(RunMeeting), marac::attend::send),
        see!("/meetings/{id}/live", May(ViewMeeting), marac::live::follow),
        see!("/meetings/{id}/live/stream", May(ViewMeeting), marac::stream::page),
        see!("/meetings/{id}/room", May(ViewMeeting), marac::room::page),
        see!("/meetings/{id}/item/{item}", May(ViewMeeting), marac::item::page),
        see!("/meetings/{id}/item/{item}/parts", May(ViewMeeting), marac::live::parts),
        send!("/meetings/{id}/item/{item}/box", May(RunMeeting), marac::live::write),
        send!("/meetings/{id}/item/{item}/turn", May(RunMeeting), marac::live::turn),
        send!("/meetings/{id}/item/{item}/offer", May(OfferAction), marac::live::offer),
        send!("/meetings/{id}/item/{item}/offer/withdraw", May(OfferAction), marac::live::take_back),
        send!("/meetings/{id}/item/{item}/offer/answer", May(RunMeeting), marac::live::answer),
        see!("/meetings/{id}/item/{item}/conflict", May(DeclareConflict), marac::conflict::page),
        send!("/meetings/{id}/item/{item}/conflict", May(DeclareConflict), marac::conflict::send),
        send!("/meetings/{id}/item/{item}/conflict/lift", May(RunMeeting), marac::conflict::lift),
        send!("/meetings/{id}/item/{item}", May(RunMeeting), marac::item::record),
        send!("/meetings/{id}/item/{item}/action", May(RunMeeting), marac::item::action),
        send!("/meetings/{id}/item/{item}/heard", May(RunMeeting), marac::item::heard),
        see!("/meetings/{id}/papers", May(PrintMeeting), marac::papers::page),
        send!("/meetings/{id}/papers/locked", May(PrintMeeting), marac::papers::locked),
        send!("/meetings/{id}/papers/anyway", May(RunMeeting), marac::papers::anyway_send),
        see!("/meetings/{id}/agenda.pdf", May(PrintMeeting), marac::print::agenda),
        see!("/meetings/{id}/pack", May(PrintMeeting), marac::print::pack),
        see!("/meetings/{id}/minutes.pdf", May(PrintMeeting), marac::print::minutes),
        see!("/insight/marac", May(ViewFigures), marac::figures::page),
        see!("/insight/marac.csv", May(ViewFigures), marac::figures::file),
        see!("/insight/marac/rows", May(OpenFigure), marac::figure_rows::page),
        see!("/actions", May(ListActions), marac::actions::page),
        send!("/actions/{id}", May(UpdateAction), marac::actions::send),
    ]
}

// One path, one line: the table is read down its columns.
#[rustfmt::skip]
fn directory_routes() -> Vec<Route> {
    use Verb::{ApproveEntry, EditEntry, SearchDirectory};
    use Who::May;
    vec![
        see!("/directory", May(SearchDirectory), directory::list::page),
        see!("/directory/new", May(EditEntry), directory::edit::new),
        send!("/directory/new", May(EditEntry), directory::edit::add),
        see!("/directory/{id}", May(SearchDirectory), directory::entry::page),
        see!("/directory/{id}/edit", May(EditEntry), directory::edit::page),
        send!("/directory/{id}/edit", May(EditEntry), directory::edit::send),
        send!("/directory/{id}/check", May(EditEntry), directory::entry::check),
        send!("/directory/{id}/answer", May(ApproveEntry), directory::entry::answer),
    ]
}

/// The table as a page of documentation.
pub fn list() -> String {
    let mut text = String::from(
        "# Routes\n\nEvery path of the staff host and the act that whoever uses it must be allowed. Who may do which act stands in [who may do what](who-may-do-what.md).\n\n| How | Path | Act |\n|---|---|---|\n",
    );
    for route in table() {
        let how = match route.how {
            How::Get => "GET",
            How::Post => "POST",
        };
        let who = match route.who {
            Who::Anybody => "anybody".to_owned(),
            Who::May(verb) => format!("`{}`: {}", verb.code(), verb.label().to_lowercase()),
        };
        text.push_str(&format!("| {how} | `{}` | {who} |\n", route.path));
    }
    text.push_str("\n## Public host\n\nAnybody may use these; no path names what the pages are about.\n\n| Path |\n|---|\n");
    for path in crate::public::paths() {
        text.push_str(&format!("| `{path}` |\n"));
    }
    text
}
