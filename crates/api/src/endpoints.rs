//! Every endpoint on one page: how, where, who may, what goes in and what comes out.

use axum::Router;
use axum::routing::{MethodRouter, get, post};
use hawthorn_domain::platform::verb::Verb;

use crate::document::Shape;
use crate::v1::{incidents, marac, mash, people, platform, referrals};
use crate::{ApiState, desk};

/// Who may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Anybody,
    /// Whoever the policies allow this act.
    May(Verb),
}

/// How it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Reading.
    Get,
    /// Doing.
    Post,
}

/// One endpoint. It cannot be made without saying who may call it.
pub struct Endpoint {
    /// How it is called.
    pub how: How,
    /// Its path under `/api`.
    pub path: &'static str,
    /// Who may call it.
    pub who: Who,
    /// What it does, in one line.
    pub about: &'static str,
    /// Names of the query with what they mean.
    pub query: &'static [(&'static str, &'static str)],
    /// The JSON body it takes.
    pub body: Option<Shape>,
    /// A body that is not JSON: its media type and what it is.
    pub raw_body: Option<(&'static str, &'static str)>,
    /// The JSON it gives.
    pub answer: Option<Shape>,
    /// The media type it gives, when that is not JSON.
    pub media: Option<&'static str>,
    run: MethodRouter<ApiState>,
}

impl Endpoint {
    fn see(
        path: &'static str,
        verb: Verb,
        about: &'static str,
        answer: Shape,
        run: MethodRouter<ApiState>,
    ) -> Self {
        Self {
            how: How::Get,
            path,
            who: Who::May(verb),
            about,
            query: &[],
            body: None,
            raw_body: None,
            answer: Some(answer),
            media: None,
            run,
        }
    }
    fn act(
        path: &'static str,
        verb: Verb,
        about: &'static str,
        body: Option<Shape>,
        answer: Shape,
        run: MethodRouter<ApiState>,
    ) -> Self {
        Self {
            how: How::Post,
            path,
            who: Who::May(verb),
            about,
            query: &[],
            body,
            raw_body: None,
            answer: Some(answer),
            media: None,
            run,
        }
    }
    fn paper(
        path: &'static str,
        verb: Verb,
        about: &'static str,
        media: &'static str,
        run: MethodRouter<ApiState>,
    ) -> Self {
        Self {
            how: How::Get,
            path,
            who: Who::May(verb),
            about,
            query: &[],
            body: None,
            raw_body: None,
            answer: None,
            media: Some(media),
            run,
        }
    }
    fn with_query(self, query: &'static [(&'static str, &'static str)]) -> Self {
        Self { query, ..self }
    }

    pub(crate) fn mount(self, router: Router<ApiState>, state: &ApiState) -> Router<ApiState> {
        router.route(
            self.path,
            self.run.layer(axum::middleware::from_fn_with_state(
                (state.clone(), self.who),
                desk::check,
            )),
        )
    }
}

/// The whole table, room by room.
pub fn table() -> Vec<Endpoint> {
    [
        of_platform(),
        of_incidents(),
        of_people(),
        of_mash(),
        of_marac(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn of_platform() -> Vec<Endpoint> {
    let sign_in = Endpoint {
        who: Who::Anybody,
        ..Endpoint::act(
            "/v1/sessions",
            Verb::SeeHome,
            "Sign in: a token for the calls that follow",
            Some(Shape::of::<platform::SignIn>()),
            Shape::of::<platform::Token>(),
            post(platform::sign_in),
        )
    };
    vec![
        sign_in,
        Endpoint::act(
            "/v1/sessions/end",
            Verb::ManageOwnAccount,
            "End the session of this token",
            None,
            Shape::of::<platform::Done>(),
            post(platform::sign_out),
        ),
        Endpoint::see(
            "/v1/me",
            Verb::SeeHome,
            "Who the token stands for",
            Shape::of::<platform::Me>(),
            get(platform::me),
        ),
        Endpoint::see(
            "/v1/history/{kind}/{id}",
            Verb::ViewHistory,
            "Who did what to a record",
            Shape::of::<platform::History>(),
            get(platform::history),
        ),
    ]
}

fn of_incidents() -> Vec<Endpoint> {
    use Verb::{
        AuthoriseLevel, ClaimIncident, DecideScreening, ListIncidents, MakeReferral, ProposeLevel,
        RecordCheck, RunImport, UndoImport, ViewIncident,
    };
    let upload = Endpoint {
        raw_body: Some((
            "application/octet-stream",
            "The sheet, CSV or XLSX, at most 25 MB",
        )),
        ..Endpoint::act(
            "/v1/imports",
            RunImport,
            "Upload a police sheet",
            None,
            Shape::of::<incidents::Import>(),
            post(incidents::upload),
        )
    };
    vec![
        upload.with_query(&[
            ("source", "the force or system the sheet comes from"),
            ("file", "the file’s name"),
        ]),
        Endpoint::see(
            "/v1/imports/{id}",
            RunImport,
            "An import: how far it is, its receipt",
            Shape::of::<incidents::Import>(),
            get(incidents::import),
        ),
        Endpoint::act(
            "/v1/imports/{id}/start",
            RunImport,
            "Start the import in the background",
            None,
            Shape::of::<incidents::Import>(),
            post(incidents::start),
        ),
        Endpoint::act(
            "/v1/imports/{id}/undo",
            UndoImport,
            "Take back everything the import made",
            None,
            Shape::of::<platform::Done>(),
            post(incidents::undo),
        ),
        Endpoint::paper(
            "/v1/imports/{id}/problems",
            RunImport,
            "The problem rows as CSV",
            "text/csv",
            get(incidents::problems),
        ),
        Endpoint::see(
            "/v1/incidents",
            ListIncidents,
            "The worklist, due first",
            Shape::of::<incidents::Worklist>(),
            get(incidents::worklist),
        )
        .with_query(&[
            ("queue", "to_screen, awaiting_supervisor or done"),
            ("level", "standard, medium or high"),
            ("mine", "yes for what the reader holds"),
            ("after", "where the last page ended, as its `next` said"),
        ]),
        Endpoint::act(
            "/v1/incidents/next",
            ClaimIncident,
            "Take the incident that waits longest",
            None,
            Shape::of::<incidents::Next>(),
            post(incidents::next),
        ),
        Endpoint::see(
            "/v1/incidents/{id}",
            ViewIncident,
            "One incident with all that is known",
            Shape::of::<incidents::Incident>(),
            get(incidents::incident),
        ),
        Endpoint::act(
            "/v1/incidents/{id}/claim",
            ClaimIncident,
            "Take an incident to screen",
            None,
            Shape::of::<platform::Done>(),
            post(incidents::claim),
        ),
        Endpoint::act(
            "/v1/incidents/{id}/checks",
            RecordCheck,
            "Record one of the six checks",
            Some(Shape::of::<incidents::Check>()),
            Shape::of::<platform::Done>(),
            post(incidents::check),
        ),
        Endpoint::act(
            "/v1/incidents/{id}/level",
            ProposeLevel,
            "Propose another level",
            Some(Shape::of::<incidents::Level>()),
            Shape::of::<platform::Done>(),
            post(incidents::propose_level),
        ),
        Endpoint::act(
            "/v1/incidents/{id}/level/answer",
            AuthoriseLevel,
            "Authorise or refuse a change of level",
            Some(Shape::of::<incidents::LevelAnswer>()),
            Shape::of::<platform::Done>(),
            post(incidents::answer_level),
        ),
        Endpoint::act(
            "/v1/incidents/{id}/decision",
            DecideScreening,
            "Close, share or refer",
            Some(Shape::of::<incidents::Decision>()),
            Shape::of::<incidents::Decided>(),
            post(incidents::decide),
        ),
        Endpoint::act(
            "/v1/incidents/{id}/referral",
            MakeReferral,
            "Refer into the MASH",
            Some(Shape::of::<platform::Reason>()),
            Shape::of::<platform::Made>(),
            post(referrals::make),
        ),
    ]
}

fn of_people() -> Vec<Endpoint> {
    use Verb::{ReviewSuggestion, SearchPeople, ViewPerson};
    vec![
        Endpoint::act(
            "/v1/people/search",
            SearchPeople,
            "Search for people; in a body, so that no name stands in an address",
            Some(Shape::of::<people::Search>()),
            Shape::of::<people::Found>(),
            post(people::search),
        ),
        Endpoint::see(
            "/v1/people/{id}",
            ViewPerson,
            "One person",
            Shape::of::<people::Person>(),
            get(people::person),
        ),
        Endpoint::see(
            "/v1/suggestions",
            ReviewSuggestion,
            "Records that may be one person",
            Shape::of::<people::Suggestions>(),
            get(people::suggestions),
        ),
        Endpoint::act(
            "/v1/suggestions/{id}",
            ReviewSuggestion,
            "Say whether two records are one person",
            Some(Shape::of::<people::Answered>()),
            Shape::of::<platform::Done>(),
            post(people::answer),
        ),
    ]
}

fn of_mash() -> Vec<Endpoint> {
    use Verb::{
        AnswerRequest, AuthoriseOutcome, ListReferrals, ListRequests, ProposeOutcome, RecordTriage,
        RequestInformation, SendFeedback, SetRating, ViewReferral, ViewRequest,
    };
    vec![
        Endpoint::see(
            "/v1/referrals",
            ListReferrals,
            "Referrals in one state",
            Shape::of::<referrals::Referrals>(),
            get(referrals::list),
        )
        .with_query(&[(
            "state",
            "to_rate, gathering, ready_for_triage, awaiting_authorisation or finished",
        )]),
        Endpoint::see(
            "/v1/referrals/{id}",
            ViewReferral,
            "One referral",
            Shape::of::<referrals::Referral>(),
            get(referrals::one),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/rating",
            SetRating,
            "Set the RAG rating",
            Some(Shape::of::<referrals::Rating>()),
            Shape::of::<referrals::Rated>(),
            post(referrals::rate),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/requests",
            RequestInformation,
            "Ask agencies for information",
            Some(Shape::of::<referrals::Question>()),
            Shape::of::<referrals::Asked>(),
            post(referrals::ask),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/triage",
            RecordTriage,
            "Record the triage discussion",
            Some(Shape::of::<referrals::Triage>()),
            Shape::of::<platform::Done>(),
            post(referrals::triage),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/outcome",
            ProposeOutcome,
            "Propose an outcome",
            Some(Shape::of::<referrals::Outcome>()),
            Shape::of::<platform::Done>(),
            post(referrals::propose),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/outcome/authorise",
            AuthoriseOutcome,
            "Authorise the outcome",
            Some(Shape::of::<platform::Note>()),
            Shape::of::<platform::Done>(),
            post(referrals::authorise),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/outcome/return",
            AuthoriseOutcome,
            "Send the outcome back",
            Some(Shape::of::<platform::Reason>()),
            Shape::of::<platform::Done>(),
            post(referrals::send_back),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/feedback",
            SendFeedback,
            "Tell the referrer the outcome",
            Some(Shape::of::<referrals::Words>()),
            Shape::of::<platform::Done>(),
            post(referrals::feedback),
        ),
        Endpoint::see(
            "/v1/requests",
            ListRequests,
            "Requests to the reader’s agency",
            Shape::of::<mash::Inbox>(),
            get(mash::list),
        ),
        Endpoint::see(
            "/v1/requests/{id}",
            ViewRequest,
            "One request",
            Shape::of::<mash::Request>(),
            get(mash::one),
        ),
        Endpoint::act(
            "/v1/requests/{id}/answer",
            AnswerRequest,
            "Answer a request",
            Some(Shape::of::<mash::Answer>()),
            Shape::of::<platform::Done>(),
            post(mash::answer),
        ),
        Endpoint::act(
            "/v1/requests/{id}/nothing-held",
            AnswerRequest,
            "Answer that nothing is held on anyone",
            None,
            Shape::of::<platform::Done>(),
            post(mash::nothing),
        ),
        Endpoint::act(
            "/v1/requests/{id}/withdraw",
            RequestInformation,
            "Withdraw a request",
            None,
            Shape::of::<platform::Done>(),
            post(mash::withdraw),
        ),
    ]
}

fn of_marac() -> Vec<Endpoint> {
    use Verb::{
        AddResearch, ListActions, ListMeetings, ManageMeeting, PrintMeeting, ReferToMarac,
        RunMeeting, UpdateAction, ViewMaracReferral, ViewMeeting,
    };
    vec![
        Endpoint::act(
            "/v1/marac/gateways",
            ReferToMarac,
            "Which criteria a pair meets, and why",
            Some(Shape::of::<marac::Pair>()),
            Shape::of::<marac::Gateways>(),
            post(marac::gateways),
        ),
        Endpoint::act(
            "/v1/marac",
            ReferToMarac,
            "Refer a pair to MARAC",
            Some(Shape::of::<marac::Refer>()),
            Shape::of::<marac::Referred>(),
            post(marac::refer),
        ),
        Endpoint::see(
            "/v1/marac/{id}",
            ViewMaracReferral,
            "One MARAC referral",
            Shape::of::<marac::Referral>(),
            get(marac::referral),
        ),
        Endpoint::act(
            "/v1/marac/{id}/research",
            AddResearch,
            "Write the reader’s agency’s research",
            Some(Shape::of::<marac::Research>()),
            Shape::of::<platform::Done>(),
            post(marac::research),
        ),
        Endpoint::see(
            "/v1/meetings",
            ListMeetings,
            "Meetings",
            Shape::of::<marac::Meetings>(),
            get(marac::meetings),
        ),
        Endpoint::act(
            "/v1/meetings",
            ManageMeeting,
            "Plan a meeting",
            Some(Shape::of::<marac::Plan>()),
            Shape::of::<platform::Made>(),
            post(marac::plan),
        ),
        Endpoint::see(
            "/v1/meetings/{id}",
            ViewMeeting,
            "One meeting with its agenda",
            Shape::of::<marac::Agenda>(),
            get(marac::agenda),
        ),
        Endpoint::act(
            "/v1/meetings/{id}/agenda",
            ManageMeeting,
            "Put a referral on the agenda",
            Some(Shape::of::<marac::Item>()),
            Shape::of::<marac::Placed>(),
            post(marac::put),
        ),
        Endpoint::act(
            "/v1/meetings/{id}/open",
            RunMeeting,
            "Open the meeting",
            Some(Shape::of::<marac::Open>()),
            Shape::of::<platform::Done>(),
            post(marac::open),
        ),
        Endpoint::act(
            "/v1/marac/{id}/record",
            RunMeeting,
            "Record risks and discussion",
            Some(Shape::of::<marac::Record>()),
            Shape::of::<platform::Done>(),
            post(marac::record),
        ),
        Endpoint::act(
            "/v1/marac/{id}/actions",
            RunMeeting,
            "Agree an action",
            Some(Shape::of::<marac::NewAction>()),
            Shape::of::<platform::Made>(),
            post(marac::agree),
        ),
        Endpoint::act(
            "/v1/marac/{id}/heard",
            RunMeeting,
            "Say that the referral was heard",
            None,
            Shape::of::<platform::Done>(),
            post(marac::heard),
        ),
        Endpoint::act(
            "/v1/meetings/{id}/close",
            RunMeeting,
            "Close the meeting",
            None,
            Shape::of::<platform::Done>(),
            post(marac::close),
        ),
        Endpoint::paper(
            "/v1/meetings/{id}/agenda.pdf",
            PrintMeeting,
            "The agenda on paper",
            "application/pdf",
            get(marac::agenda_paper),
        ),
        Endpoint::paper(
            "/v1/meetings/{id}/minutes.pdf",
            PrintMeeting,
            "The minutes on paper",
            "application/pdf",
            get(marac::minutes_paper),
        ),
        Endpoint::see(
            "/v1/actions",
            ListActions,
            "Open actions",
            Shape::of::<marac::Actions>(),
            get(marac::actions),
        ),
        Endpoint::act(
            "/v1/actions/{id}",
            UpdateAction,
            "Say what became of an action",
            Some(Shape::of::<marac::ActionResult>()),
            Shape::of::<platform::Done>(),
            post(marac::update_action),
        ),
    ]
}
