//! Builds the settings of mail: the area's rules, and each agency's route.

use hawthorn_domain::platform::settings::mail::{
    Authentication, Contact, MailRules, Route, SenderMatch, is_address,
};

use super::areas_reader::{Place, Reader, gather};

pub(super) fn mail(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<MailRules> {
    gather!(MailRules {
        secure_domains: reader.texts(place, "secure_domains"),
        retry_minutes: reader
            .wholes_if(place, "retry_minutes")
            .map(Option::unwrap_or_default),
        sender_match: reader.choice(place, "sender_match", SenderMatch::from_code),
        authentication: reader.choice(place, "authentication", Authentication::from_code),
        authentication_server: reader.text_if(place, "authentication_server"),
        most_megabytes: reader.whole(place, "most_megabytes"),
    })
}

/// How an agency is reached.
pub(super) fn contact(reader: &mut Reader<'_>, agency: &Place<'_>) -> Option<Contact> {
    reader.choice(agency, "contact", Contact::from_code)
}

/// Where an agency's mail goes; nothing when no address is given.
pub(super) fn route(reader: &mut Reader<'_>, agency: &Place<'_>) -> Option<Option<Route>> {
    let address = reader.text_if(agency, "mail")?;
    let confirmed = reader.yes_no(agency, "mail_confirmed")?;
    let needs_tls = reader.yes_no(agency, "mail_needs_tls")?;
    let Some(address) = address else {
        return Some(None);
    };
    if !is_address(&address) {
        reader.problem(
            agency.at_key("mail"),
            &agency.path_of("mail"),
            format!("\"{address}\""),
            "one mail address such as \"requests@housing.example\"",
        );
        return None;
    }
    Some(Some(Route {
        address,
        confirmed,
        needs_tls,
    }))
}
