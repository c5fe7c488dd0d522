//! An invitation to a meeting as iCalendar (RFC 5545): a reference, a time, a place, and nothing of the case (R133).

use jiff::{SignedDuration, Timestamp};

/// What an invitation says.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Stays the same when the meeting is moved, so that calendars replace the earlier one.
    pub uid: String,
    /// The reference that the reader looks up after signing in.
    pub reference: String,
    /// When it begins.
    pub starts_at: Timestamp,
    /// Minutes to keep free.
    pub minutes: u16,
    /// A room, or how to join.
    pub place: String,
    /// 0 for the first invitation, one more each time it is moved.
    pub sequence: u32,
    /// When the time was set.
    pub stamped_at: Timestamp,
}

/// The invitation as the text of an `.ics` file, with the line ends and folds
/// that the standard asks for.
#[must_use]
pub fn invitation(invitation: &Invitation) -> String {
    let ends = invitation
        .starts_at
        .checked_add(SignedDuration::from_mins(i64::from(invitation.minutes)))
        .unwrap_or(invitation.starts_at);
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Hawthorn//Meeting//EN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@hawthorn.invalid", invitation.uid),
        format!("SEQUENCE:{}", invitation.sequence),
        format!("DTSTAMP:{}", moment(invitation.stamped_at)),
        format!("DTSTART:{}", moment(invitation.starts_at)),
        format!("DTEND:{}", moment(ends)),
        format!("SUMMARY:Meeting {}", escaped(&invitation.reference)),
        format!("LOCATION:{}", escaped(&invitation.place)),
        "DESCRIPTION:Sign in to see what the meeting is about.".to_owned(),
        "CLASS:CONFIDENTIAL".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| folded(line)).collect()
}

fn moment(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Commas, semicolons, backslashes and line breaks stand escaped in a text value.
fn escaped(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\\' => "\\\\".to_owned(),
            ';' => "\\;".to_owned(),
            ',' => "\\,".to_owned(),
            '\n' => "\\n".to_owned(),
            other => other.to_string(),
        })
        .collect()
}

/// No line has more than 75 bytes; what is longer goes on in the next, after a space.
fn folded(line: &str) -> String {
    let mut text = String::new();
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > 75 {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text.push_str("\r\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_has_the_form_of_the_standard_and_breaks_long_lines() {
        let text = invitation(&Invitation {
            uid: "R-01".to_owned(),
            reference: "R-ABC123".to_owned(),
            starts_at: "2026-03-29T00:30:00Z".parse().unwrap(),
            minutes: 60,
            place: format!("Hub, room 2; {}", "é".repeat(60)),
            sequence: 1,
            stamped_at: "2026-03-26T09:00:00Z".parse().unwrap(),
        });
        assert!(text.contains("\r\nDTSTART:20260329T003000Z\r\nDTEND:20260329T013000Z\r\n"));
        assert!(text.contains("LOCATION:Hub\\, room 2\\; é"));
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        assert!(!text.replace("\r\n", "").contains('\n'));
        assert_eq!(text.replace("\r\n ", "").matches('é').count(), 60);
    }
}
