//! The JSON Schemas of Open Referral UK, and a check of values against the words that they use.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use serde_json::Value;

/// The standard's schema of this name.
pub fn schema(name: &str) -> Value {
    let text = match name {
        "service" => include_str!("service.json"),
        "service_list" => include_str!("service_list.json"),
        "service_at_location" => include_str!("service_at_location.json"),
        "service_at_location_list" => include_str!("service_at_location_list.json"),
        "taxonomy" => include_str!("taxonomy.json"),
        "taxonomy_term" => include_str!("taxonomy_term.json"),
        _ => panic!("no schema {name}"),
    };
    serde_json::from_str(text).unwrap()
}

/// Every fault of a value against a schema, by the words that the standard's schemas use: `type`,
/// `required`, `enum`, `format`, `properties` and `items`. A schema with another word that limits is
/// refused, so that none is passed over in silence.
fn faults(schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    const KNOWN: [&str; 7] = [
        "type",
        "required",
        "enum",
        "format",
        "properties",
        "items",
        "core",
    ];
    const SILENT: [&str; 8] = [
        "name",
        "path",
        "order",
        "description",
        "title",
        "datapackage_type",
        "tabular_required",
        "default",
    ];
    let rules = schema.as_object().unwrap();
    for word in rules.keys() {
        assert!(
            KNOWN.contains(&word.as_str()) || SILENT.contains(&word.as_str()),
            "the schema says {word} at {at}"
        );
    }
    let kind = match value {
        Value::String(_) => "string",
        Value::Number(_) => "number",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
        Value::Bool(_) => "boolean",
        Value::Null => "null",
    };
    plain_faults(rules, value, kind, at, found);
    for name in rules
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        if value.get(name.as_str().unwrap()).is_none() {
            found.push(format!("{at} has no {name}"));
        }
    }
    for (name, inner) in rules
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        if let Some(part) = value.get(name) {
            faults(inner, part, &format!("{at}/{name}"), found);
        }
    }
    if let (Some(inner), Some(parts)) = (rules.get("items"), value.as_array()) {
        for (place, part) in parts.iter().enumerate() {
            faults(inner, part, &format!("{at}/{place}"), found);
        }
    }
}

/// Faults of the value itself: its type, its choice, its format.
fn plain_faults(
    rules: &serde_json::Map<String, Value>,
    value: &Value,
    kind: &str,
    at: &str,
    found: &mut Vec<String>,
) {
    if let Some(wanted) = rules.get("type").and_then(Value::as_str)
        && wanted != kind
    {
        found.push(format!("{at} is {kind}, not {wanted}"));
    }
    if let Some(allowed) = rules.get("enum").and_then(Value::as_array)
        && !allowed.contains(value)
    {
        found.push(format!("{at} is {value}"));
    }
    if let (Some(format), Some(text)) =
        (rules.get("format").and_then(Value::as_str), value.as_str())
        && !has_format(format, text)
    {
        found.push(format!("{at} is no {format}: {text}"));
    }
}

fn has_format(format: &str, text: &str) -> bool {
    match format {
        "uuid" => {
            let lengths: Vec<usize> = text.split('-').map(str::len).collect();
            lengths == [8, 4, 4, 4, 12] && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
        }
        "uri" => text.split_once("://").is_some_and(|(scheme, rest)| {
            scheme == "https" && !rest.is_empty() && !rest.contains(' ')
        }),
        "email" => text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.')),
        "date-time" => text.parse::<jiff::Timestamp>().is_ok(),
        "date" => text.parse::<jiff::civil::Date>().is_ok(),
        other => panic!("the schema asks for the format {other}"),
    }
}

/// Whether a value has no fault.
pub fn is_valid(schema: &Value, value: &Value) -> bool {
    let mut found = Vec::new();
    faults(schema, value, "", &mut found);
    found.is_empty()
}

/// Stops the test at the first value with a fault, and shows it.
pub fn valid(schema: &Value, value: &Value) {
    let mut found = Vec::new();
    faults(schema, value, "", &mut found);
    assert!(found.is_empty(), "{found:#?}\n{value:#}");
}
