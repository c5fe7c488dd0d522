//! Settings of mail: which agencies are asked by mail, by which routes personal data may go, and how answers are checked.

codes! {
    /// How an agency outside the hub learns of its requests (R134, R136).
    pub enum Contact {
        /// Its contacts sign in.
        Account = "account", "Its contacts sign in";
        /// Its contact is written to by mail.
        Mail = "mail", "By mail";
    }
}
codes! {
    /// Which sender of an answer is taken for the agency.
    pub enum SenderMatch {
        /// The registered address alone.
        Address = "address", "The registered address";
        /// Any address of the registered address's domain.
        Domain = "domain", "Any address of the same domain";
    }
}
codes! {
    /// What the receiving mail server must have found out about the sender.
    pub enum Authentication {
        /// Its finding must be there and good.
        Required = "required", "Must be proved";
        /// A finding that is there must be good.
        IfPresent = "if_present", "Must not be disproved";
        /// Not looked at: for a mailbox that only a closed network can reach.
        Off = "off", "Not looked at";
    }
}

/// Where an agency's mail goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The registered address.
    pub address: String,
    /// Whether a person has confirmed that it is right (C28).
    pub confirmed: bool,
    /// Whether mail to it must be encrypted on its way.
    pub needs_tls: bool,
}

/// The area's rules for mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRules {
    /// Domains by which a message may carry what its grant names.
    pub secure_domains: Vec<String>,
    /// Minutes after each failed try until the next; after the last, a person is told.
    pub retry_minutes: Vec<u32>,
    /// Which sender is taken for the agency.
    pub sender_match: SenderMatch,
    /// What must be proved of the sender.
    pub authentication: Authentication,
    /// The name by which the area's own mail server signs its findings.
    pub authentication_server: Option<String>,
    /// The most megabytes that a mail may have.
    pub most_megabytes: u16,
}

impl MailRules {
    /// Whether an address is on the area's secure list: of a listed domain or a part of one.
    #[must_use]
    pub fn is_secure(&self, address: &str) -> bool {
        is_of(address, &self.secure_domains)
    }
}

/// Whether an address is of one of these domains or of a part of one, whatever the capitals.
#[must_use]
pub fn is_of(address: &str, domains: &[String]) -> bool {
    let Some((_, domain)) = address.rsplit_once('@') else {
        return false;
    };
    let domain = domain.to_lowercase();
    domains.iter().any(|listed| {
        domain
            .strip_suffix(&listed.to_lowercase())
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}

/// Whether a text can be a mail address: one part before and one after the sign,
/// without spaces, brackets or anything that could begin another header.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "._+-'".contains(c))
    };
    text.len() <= 254
        && text.split_once('@').is_some_and(|(local, domain)| {
            plain(local)
                && plain(domain)
                && domain.contains('.')
                && !domain.starts_with('.')
                && !domain.ends_with('.')
        })
}
