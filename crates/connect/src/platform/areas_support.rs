//! Builds the settings about support: doors, teams that carry cases, bodies that supervise, posts that sit elsewhere.

use hawthorn_domain::platform::actor::{AgencyCode, Role};
use hawthorn_domain::platform::settings::choices::{ShareBasis, SupportTrigger, TeamWork};
use hawthorn_domain::platform::settings::support::{
    FrontDoor, ManagingBody, SupervisionRules, SupportRules, SupportTeam,
};
use hawthorn_domain::platform::settings::{Agency, Liaison};
use hawthorn_domain::risk::RiskLevel;

use super::areas_reader::{Place, Reader, gather};
use super::areas_settings::{known_agency, refuse_twice};

/// Where people are sent, and which teams carry cases.
pub(super) fn support(
    reader: &mut Reader<'_>,
    place: &Place<'_>,
    known: Option<&[Agency]>,
) -> Option<SupportRules> {
    let doors: Vec<_> = place
        .rows("front_doors")
        .iter()
        .map(|row| {
            gather!(FrontDoor {
                levels: reader.choices(row, "levels", RiskLevel::from_code),
                place: reader.text_if(row, "place"),
                agency: known_agency(reader, row, "agency", known),
            })
        })
        .collect();
    gather!(SupportRules {
        send_basis: reader.choices(place, "send_basis", ShareBasis::from_code),
        contact_needs_consent: reader.yes_no(place, "contact_needs_consent"),
        trigger: reader.choice(place, "trigger", SupportTrigger::from_code),
        front_doors: doors.into_iter().collect::<Option<Vec<_>>>(),
        teams: teams(reader, place, known),
    })
}

fn teams(
    reader: &mut Reader<'_>,
    place: &Place<'_>,
    known: Option<&[Agency]>,
) -> Option<Vec<SupportTeam>> {
    let rows = place.rows("teams");
    let mut teams: Vec<SupportTeam> = Vec::new();
    for row in &rows {
        let team = gather!(SupportTeam {
            code: reader.slug(row, "code"),
            agency: known_agency(reader, row, "agency", known),
            name: reader.text(row, "name"),
            work: reader.choices(row, "work", TeamWork::from_code),
            late_to: reader.choice(row, "late_to", Role::from_code),
        });
        let Some(team) = team else { continue };
        // A case is sent to an agency or to a team by one code, so no two may be alike.
        let agencies = known
            .unwrap_or_default()
            .iter()
            .map(|agency| agency.code.as_str());
        let earlier = teams.iter().map(|other| other.code.as_str());
        refuse_twice(reader, row, &team.code, agencies.chain(earlier));
        teams.push(team);
    }
    (teams.len() == rows.len()).then_some(teams)
}

/// The bodies that manage people under supervision.
pub(super) fn supervision(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<SupervisionRules> {
    let rows = place.rows("bodies");
    let mut bodies: Vec<ManagingBody> = Vec::new();
    for row in &rows {
        let body = gather!(ManagingBody {
            code: reader.slug(row, "code"),
            name: reader.text(row, "name"),
        });
        let Some(body) = body else { continue };
        let earlier = bodies.iter().map(|other| other.code.as_str());
        refuse_twice(reader, row, &body.code, earlier);
        bodies.push(body);
    }
    let all = (bodies.len() == rows.len()).then_some(bodies)?;
    Some(SupervisionRules { bodies: all })
}

/// The post that sits with another agency; both halves or neither.
pub(super) fn liaison(reader: &mut Reader<'_>, row: &Place<'_>) -> Option<Option<Liaison>> {
    let post = reader.text_if(row, "liaison")?;
    let with = reader.slug_if(row, "liaison_with")?;
    match (post, with) {
        (None, None) => Some(None),
        (Some(post), Some(with)) => Some(Some(Liaison {
            post,
            with: AgencyCode::new(with),
        })),
        (Some(_), None) => {
            reader.problem(
                row.at_key("liaison"),
                &row.path_of("liaison_with"),
                "nothing",
                "the agency with which the post sits",
            );
            None
        }
        (None, Some(_)) => {
            reader.problem(
                row.at_key("liaison_with"),
                &row.path_of("liaison"),
                "nothing",
                "what the post is called",
            );
            None
        }
    }
}
