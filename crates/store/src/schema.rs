//! Every table, its columns, keys and indexes, in one place: both engines' schemas,
//! the row seals and the verifier are all made from this list.

use sea_orm::sea_query::{
    Alias, ColumnDef, ForeignKey, Index, IndexCreateStatement, Table as Create,
    TableCreateStatement,
};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number of 64 bits.
    Int,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be empty.
    pub null: bool,
}

/// One table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns besides `seal`, in the order in which the seal reads them.
    pub columns: &'static [Column],
    /// The primary key.
    pub key: &'static [&'static str],
    /// Further unique keys.
    pub unique: &'static [&'static [&'static str]],
    /// Indexes for lists; each matches one list's filter and order.
    pub indexes: &'static [&'static [&'static str]],
    /// Columns that point to another table's `id`.
    pub points: &'static [(&'static str, &'static str)],
    /// Whether each row holds a document in `body`.
    pub document: bool,
    /// Whether rows carry a seal; the audit log carries its own chain instead.
    pub sealed: bool,
}

const fn t(name: &'static str) -> Column {
    Column {
        name,
        kind: Kind::Text,
        null: false,
    }
}
const fn tn(name: &'static str) -> Column {
    Column {
        name,
        kind: Kind::Text,
        null: true,
    }
}
const fn i(name: &'static str) -> Column {
    Column {
        name,
        kind: Kind::Int,
        null: false,
    }
}
const fn n(name: &'static str) -> Column {
    Column {
        name,
        kind: Kind::Int,
        null: true,
    }
}

/// The columns that every document table begins with.
macro_rules! document {
    ($name:literal, [$($column:expr),* $(,)?], unique: $unique:expr, indexes: $indexes:expr) => {
        Table { name: $name, columns: &[t("id"), t("area"), i("version"), i("restricted"), t("digest"), t("body"), $($column),*], key: &["id"], unique: $unique, indexes: $indexes, points: &[], document: true, sealed: true }
    };
}
macro_rules! plain {
    ($name:literal, [$($column:expr),* $(,)?], key: $key:expr, unique: $unique:expr, indexes: $indexes:expr, points: $points:expr) => {
        Table { name: $name, columns: &[$($column),*], key: $key, unique: $unique, indexes: $indexes, points: $points, document: false, sealed: true }
    };
}

impl Table {
    /// What a column of the table holds; text for a name it does not have.
    pub fn kind(&self, name: &str) -> Kind {
        self.columns
            .iter()
            .find(|column| column.name == name)
            .map_or(Kind::Text, |column| column.kind)
    }
}

/// The newest version of the schema.
pub const VERSION: i64 = 1;

/// Every table. A table comes after those it points to. An index that ends with `restricted` answers
/// the counts beside a worklist's tabs by itself, without a look at each record.
pub const TABLES: &[Table] = &[
    plain!("meta", [t("name"), t("value")], key: &["name"], unique: &[], indexes: &[], points: &[]),
    document!("account", [t("sign_in_name"), i("disabled")], unique: &[&["sign_in_name"]], indexes: &[]),
    plain!("session", [t("token"), t("id"), t("account"), t("area"), i("created_at"), i("seen_at"), n("ended_at")], key: &["token"], unique: &[], indexes: &[&["account", "created_at"]], points: &[("account", "account")]),
    plain!("attempt", [t("name"), i("failures"), i("last_at"), i("locked_until")], key: &["name"], unique: &[], indexes: &[], points: &[]),
    document!("person", [], unique: &[], indexes: &[]),
    plain!("named_access", [t("owner"), t("account")], key: &["owner", "account"], unique: &[], indexes: &[&["account"]], points: &[]),
    plain!("opened_access", [t("owner"), t("account"), i("until")], key: &["owner", "account", "until"], unique: &[], indexes: &[&["account", "until"]], points: &[]),
    document!("incident", [t("reference"), t("content"), t("level"), t("queue"), i("received_at"), i("reported_at"), n("due_at"), tn("claimed_by"), n("claimed_until"), n("decided_at"), tn("outcome"), tn("import"), i("children")],
        unique: &[&["area", "reference"]],
        indexes: &[&["area", "queue", "due_at", "id", "restricted"], &["area", "queue", "level", "due_at", "id"], &["area", "claimed_by", "queue"], &["area", "received_at", "id"], &["area", "decided_at", "id", "restricted"], &["import"]]),
    plain!("incident_party", [t("owner"), t("person"), t("role"), t("area"), i("restricted"), i("at")], key: &["owner", "person", "role"], unique: &[], indexes: &[&["person", "at"]], points: &[("owner", "incident")]),
    document!("form_feedback", [t("incident"), t("agency"), t("state"), i("at")], unique: &[], indexes: &[&["area", "agency", "state", "at", "id"], &["incident"]]),
    document!("sheet_answer", [t("incident")], unique: &[&["incident"]], indexes: &[]),
    document!("child_screen", [t("incident")], unique: &[&["incident"]], indexes: &[]),
    document!("day_sheet", [t("day")], unique: &[&["area", "day"]], indexes: &[]),
    document!("weekly_report", [t("week")], unique: &[&["area", "week"]], indexes: &[]),
    document!("partner_referral", [t("state"), t("police"), i("received_at"), tn("incident")], unique: &[&["incident"]], indexes: &[&["area", "state", "received_at", "id"], &["area", "police", "received_at", "id"]]),
    document!("consultation", [t("state"), i("at")], unique: &[], indexes: &[&["area", "at", "id"]]),
    document!("signpost", [t("record"), t("service"), i("at")], unique: &[], indexes: &[&["record", "at"]]),
    document!("notice", [t("incident"), t("rule"), t("agency"), t("state"), i("made_at")], unique: &[&["incident", "rule"]], indexes: &[&["area", "state", "made_at", "id"], &["area", "agency", "made_at", "id"]]),
    document!("disclosure", [t("source"), i("at")], unique: &[], indexes: &[&["source", "at"]]),
    plain!("disclosure_person", [t("owner"), t("person"), i("at")], key: &["owner", "person"], unique: &[], indexes: &[&["person", "at"]], points: &[("owner", "disclosure")]),
    document!("mash_referral", [t("state"), tn("rag"), n("due_at"), i("received_at"), tn("incident"), i("untold")], unique: &[&["incident"]], indexes: &[&["area", "state", "due_at", "received_at", "id"], &["area", "untold", "state"], &["area", "received_at", "id"]]),
    document!("information_request", [t("referral"), t("agency"), t("state"), i("due_at"), i("asked_at")], unique: &[&["referral", "agency"]], indexes: &[&["area", "agency", "state", "due_at", "id"], &["area", "state", "due_at"], &["referral", "asked_at"]]),
    document!("chaser", [t("promised"), t("role"), t("state"), tn("own"), i("at")], unique: &[], indexes: &[&["promised", "at"], &["area", "state", "at", "id"]]),
    document!("meeting", [t("state"), t("venue"), i("starts_at")], unique: &[], indexes: &[&["area", "state", "starts_at", "id"], &["area", "starts_at"]]),
    document!("pack_copy", [t("meeting"), t("account")], unique: &[&["meeting", "account"]], indexes: &[]),
    document!("marac_referral", [t("victim"), t("perpetrator"), t("state"), tn("meeting"), i("referred_at"), n("heard_at")], unique: &[], indexes: &[&["area", "state", "referred_at", "id"], &["victim", "referred_at"], &["perpetrator", "referred_at"], &["meeting"]]),
    document!("agreed_action", [t("meeting"), t("referral"), t("agency"), t("state"), t("due")], unique: &[], indexes: &[&["area", "state", "due", "id"], &["area", "agency", "state", "due", "id"], &["meeting"], &["referral"]]),
    document!("action_offer", [t("meeting"), t("referral"), t("agency"), t("state")], unique: &[], indexes: &[&["meeting"], &["referral"]]),
    plain!("minute_draft", [t("owner"), t("field"), t("meeting"), i("version"), t("words"), t("seen"), i("at")], key: &["owner", "field"], unique: &[], indexes: &[&["meeting"]], points: &[("owner", "marac_referral")]),
    plain!("done_once", [t("key"), t("answer"), i("at")], key: &["key"], unique: &[], indexes: &[], points: &[]),
    document!("nomination", [t("person"), t("state"), i("at")], unique: &[], indexes: &[&["area", "state", "at", "id"], &["person", "at"]]),
    document!("supervision", [t("person"), i("open")], unique: &[], indexes: &[&["person"]]),
    document!("scheme_request", [t("person"), t("partner")], unique: &[], indexes: &[&["person"], &["partner"]]),
    document!("support_case", [t("client"), t("agency"), i("open"), i("due_at"), n("owed_at")], unique: &[], indexes: &[&["area", "agency", "open", "due_at", "id"], &["area", "owed_at"], &["client"]]),
    document!("protective_order", [t("victim"), t("perpetrator"), t("made")], unique: &[], indexes: &[&["victim", "made"], &["perpetrator", "made"]]),
    document!("assessment", [t("victim"), t("instrument"), i("begun_at"), n("finished_at")], unique: &[], indexes: &[&["victim", "begun_at"], &["area", "finished_at"]]),
    document!("instrument", [t("code"), t("release"), i("loaded_at")], unique: &[&["area", "code", "release"]], indexes: &[&["area", "loaded_at"]]),
    document!("suggestion", [t("left_person"), t("right_person"), t("state"), t("band"), i("made_at")], unique: &[&["left_person", "right_person"]], indexes: &[&["area", "state", "made_at", "id"], &["left_person", "state"], &["right_person", "state"]]),
    document!("keeper_notice", [t("kind"), t("state"), t("record"), i("made_at")], unique: &[], indexes: &[&["area", "state", "made_at", "id"], &["record", "made_at"]]),
    document!("import_run", [t("state"), i("made_at")], unique: &[], indexes: &[&["area", "made_at"]]),
    plain!("import_row", [t("import"), i("line"), t("reference"), t("raw"), t("state"), t("reason"), tn("incident")], key: &["import", "line"], unique: &[], indexes: &[&["import", "state", "line"]], points: &[("import", "import_run")]),
    document!("directory_entry", [t("code"), t("name"), i("waiting")], unique: &[&["area", "code"]], indexes: &[&["area", "name", "id"]]),
    document!("door_report", [t("agency"), t("state"), n("due_at"), i("received_at"), tn("code"), t("flood")], unique: &[&["code"]], indexes: &[&["area", "agency", "state", "received_at", "id"], &["area", "agency", "flood"], &["area", "due_at"]]),
    plain!("door_file", [t("report"), i("place"), t("body")], key: &["report", "place"], unique: &[], indexes: &[], points: &[("report", "door_report")]),
    plain!("door_draft", [t("token"), t("area"), t("door"), t("body"), i("begun_at")], key: &["token"], unique: &[], indexes: &[&["begun_at"]], points: &[]),
    plain!("form_draft", [t("id"), t("area"), t("account"), t("form"), t("page"), t("body"), i("kept_at"), n("closed_at")], key: &["id"], unique: &[], indexes: &[&["account", "area", "kept_at"], &["area", "kept_at"]], points: &[("account", "account")]),
    plain!("column_map", [t("area"), t("source"), t("pairs")], key: &["area", "source"], unique: &[], indexes: &[], points: &[]),
    plain!("job", [t("id"), t("kind"), t("subject"), t("state"), i("run_at"), i("tries"), n("locked_until"), t("problem")], key: &["id"], unique: &[], indexes: &[&["state", "run_at"]], points: &[]),
    document!("message", [t("state"), t("kind"), t("about"), t("reference"), n("next_at"), i("queued_at")], unique: &[], indexes: &[&["state", "next_at"], &["reference"], &["area", "state", "queued_at", "id"], &["about", "kind", "queued_at"]]),
    document!("incoming_mail", [t("state"), tn("request"), tn("lead"), i("unread"), i("received_at"), t("source_digest")], unique: &[&["source_digest"]], indexes: &[&["area", "state", "received_at", "id"], &["area", "lead", "unread"], &["request", "received_at"]]),
    plain!("mail_source", [t("mail"), i("part"), t("body")], key: &["mail", "part"], unique: &[], indexes: &[], points: &[("mail", "incoming_mail")]),
    document!("answer_link", [t("message"), t("request"), t("token"), tn("look")], unique: &[&["message"], &["token"]], indexes: &[&["look"]]),
    plain!("chain_head", [i("id"), i("seq"), t("digest")], key: &["id"], unique: &[], indexes: &[], points: &[]),
    Table {
        name: "audit",
        columns: &[
            i("seq"),
            i("at"),
            tn("area"),
            tn("account"),
            t("doer"),
            tn("agency"),
            t("deed"),
            tn("verb"),
            t("kind"),
            t("record"),
            t("words"),
            i("record_version"),
            t("record_digest"),
            t("digest"),
        ],
        key: &["seq"],
        unique: &[],
        indexes: &[
            &["kind", "record", "seq"],
            &["account", "seq"],
            &["area", "at", "seq"],
        ],
        points: &[],
        document: false,
        sealed: false,
    },
];

/// The table of this name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

/// The statement that makes the table.
pub fn create(table: &Table) -> TableCreateStatement {
    let mut made = Create::create();
    made.table(Alias::new(table.name)).if_not_exists();
    let seal = t("seal");
    for column in table.columns.iter().chain(table.sealed.then_some(&seal)) {
        let mut def = ColumnDef::new(Alias::new(column.name));
        match column.kind {
            Kind::Text => def.text(),
            Kind::Int => def.big_integer(),
        };
        if !column.null {
            def.not_null();
        }
        made.col(&mut def);
    }
    let mut key = Index::create();
    for column in table.key {
        key.col(Alias::new(*column));
    }
    made.primary_key(&mut key);
    for (column, other) in table.points {
        made.foreign_key(
            ForeignKey::create()
                .from(Alias::new(table.name), Alias::new(*column))
                .to(Alias::new(*other), Alias::new("id")),
        );
    }
    made
}

/// The statements that make the table's further keys and indexes.
pub fn indexes(table: &Table) -> Vec<IndexCreateStatement> {
    let named = |columns: &[&str], unique: bool| {
        let mut index = Index::create();
        index
            .name(format!(
                "{}_{}_{}",
                if unique { "uq" } else { "ix" },
                table.name,
                columns.join("_")
            ))
            .table(Alias::new(table.name))
            .if_not_exists();
        for column in columns {
            index.col(Alias::new(*column));
        }
        if unique {
            index.unique();
        }
        index
    };
    table
        .unique
        .iter()
        .map(|columns| named(columns, true))
        .chain(table.indexes.iter().map(|columns| named(columns, false)))
        .collect()
}
