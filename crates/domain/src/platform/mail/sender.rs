//! What is proved of the sender of a mail, by the findings of our own mail server (R140).

/// What our own mail server found out about the sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// The domain of the sender stands behind the mail.
    Good,
    /// It does not.
    Bad,
    /// Nothing was found out.
    Unsaid,
}

/// What our own mail server found out, from its headers in the order in which
/// they stand. Only the topmost header that bears its name counts: anybody can
/// write one below it.
#[must_use]
pub fn proof(headers: &[String], server: Option<&str>, from: &[String]) -> Proof {
    let (Some(server), [from]) = (server, from) else {
        return Proof::Unsaid;
    };
    let Some(domain) = domain(from).map(str::to_lowercase) else {
        return Proof::Bad;
    };
    let ours = headers.iter().find(|header| {
        let name = header
            .split(|c: char| c == ';' || c.is_whitespace())
            .find(|word| !word.is_empty());
        name.is_some_and(|name| name.eq_ignore_ascii_case(server))
    });
    let Some(ours) = ours else {
        return Proof::Unsaid;
    };
    let findings: Vec<Vec<String>> = ours
        .split(';')
        .skip(1)
        .map(|part| part.split_whitespace().map(str::to_lowercase).collect())
        .filter(|words: &Vec<String>| !words.is_empty())
        .collect();
    let passed = |result: &str, property: &str| {
        findings.iter().any(|words| {
            words.first().is_some_and(|first| first == result)
                && words
                    .iter()
                    .filter_map(|word| word.strip_prefix(property))
                    .any(|value| value.rsplit('@').next() == Some(domain.as_str()))
        })
    };
    let failed = findings
        .iter()
        .any(|words| words.first().is_some_and(|first| first == "dmarc=fail"));
    if failed {
        Proof::Bad
    } else if passed("dmarc=pass", "header.from=")
        || passed("spf=pass", "smtp.mailfrom=")
        || passed("dkim=pass", "header.d=")
    {
        Proof::Good
    } else if findings.is_empty() {
        Proof::Unsaid
    } else {
        Proof::Bad
    }
}

/// The part of an address behind its sign.
pub(super) fn domain(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(_, domain)| domain)
}
