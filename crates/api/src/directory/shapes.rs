//! A service in the shapes of Open Referral UK: short for lists, whole for one service (F86, F87).

use hawthorn_domain::directory::public::OpenAddress;
use hawthorn_domain::directory::{Cost, PublicService, ServiceState};
use serde_json::{Map, Value, json};

use super::ids::{of_entry, of_name};
use super::{schedules, terms};

/// What a service looks like in a list: only what it has one of.
pub(super) fn short(service: &PublicService) -> Map<String, Value> {
    let organisation = of_name(&format!("organisation:{}", service.organisation));
    let status = match service.state {
        ServiceState::Active => "active",
        ServiceState::TemporarilyClosed => "temporarily closed",
        ServiceState::Ended => "defunct",
    };
    let mut shape = Map::new();
    let mut put = |key: &str, value: Value| {
        shape.insert(key.to_owned(), value);
    };
    put("id", json!(of_entry(service.id)));
    put("organization_id", json!(organisation));
    put("name", json!(service.name));
    put("status", json!(status));
    put("last_modified", json!(service.changed_at.to_string()));
    put(
        "organization",
        json!({ "id": organisation, "name": service.organisation, "description": service.organisation }),
    );
    let optional = [
        ("description", text(&service.about)),
        ("url", text(&service.web)),
        ("email", service.emails.first().map(|email| json!(email))),
        ("minimum_age", service.min_age.map(|age| json!(age))),
        ("maximum_age", service.max_age.map(|age| json!(age))),
        (
            "assured_date",
            service.checked_on.map(|day| json!(day.to_string())),
        ),
        ("fees", text(&fees(service))),
    ];
    for (key, value) in optional {
        if let Some(value) = value {
            put(key, value);
        }
    }
    shape
}

fn text(words: &str) -> Option<Value> {
    (!words.is_empty()).then(|| json!(words))
}

fn fees(service: &PublicService) -> String {
    let words = match service.cost {
        Cost::NotKnown => "",
        cost => cost.label(),
    };
    [words, service.cost_note.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(". ")
}

/// A service with all that belongs to it.
pub(super) fn whole(service: &PublicService, area: &str) -> Value {
    let id = of_entry(service.id);
    let mut shape = short(service);
    let mut put = |key: &str, values: Vec<Value>| {
        if !values.is_empty() {
            shape.insert(key.to_owned(), Value::Array(values));
        }
    };
    put("schedules", schedules::shapes(&id, &service.opening));
    put("service_areas", areas(service, &id, area));
    put("contacts", contacts(service, &id));
    put("languages", languages(service, &id));
    put("cost_options", costs(service, &id));
    put("attributes", attributes(service, &id));
    if let Some(address) = &service.address {
        put(
            "service_at_locations",
            vec![at_location(&id, address, area)],
        );
    }
    Value::Object(shape)
}

fn areas(service: &PublicService, id: &str, area: &str) -> Vec<Value> {
    let names = match (service.national, service.places.is_empty()) {
        (true, _) => vec!["United Kingdom".to_owned()],
        (false, true) => vec![area.to_owned()],
        (false, false) => service.places.clone(),
    };
    names
        .into_iter()
        .map(|name| json!({ "id": of_name(&format!("area:{id}:{name}")), "service_id": id, "name": name }))
        .collect()
}

fn contacts(service: &PublicService, id: &str) -> Vec<Value> {
    if service.phones.is_empty() {
        return Vec::new();
    }
    let phones: Vec<Value> = service
        .phones
        .iter()
        .map(|(number, label)| {
            let mut phone = json!({ "id": of_name(&format!("phone:{id}:{number}")), "service_id": id, "number": number });
            if let (Some(fields), false) = (phone.as_object_mut(), label.is_empty()) {
                fields.insert("description".to_owned(), json!(label));
            }
            phone
        })
        .collect();
    vec![
        json!({ "id": of_name(&format!("contact:{id}")), "service_id": id, "name": service.name, "phones": phones }),
    ]
}

fn languages(service: &PublicService, id: &str) -> Vec<Value> {
    service
        .languages
        .iter()
        .map(|name| json!({ "id": of_name(&format!("language:{id}:{name}")), "service_id": id, "name": name }))
        .collect()
}

fn costs(service: &PublicService, id: &str) -> Vec<Value> {
    let words = fees(service);
    if words.is_empty() {
        return Vec::new();
    }
    vec![
        json!({ "id": of_name(&format!("cost:{id}")), "service_id": id, "option": service.cost.label(), "amount_description": words }),
    ]
}

fn attributes(service: &PublicService, id: &str) -> Vec<Value> {
    terms::of_service(service)
        .into_iter()
        .map(|term| {
            let term_id = term.get("id").cloned().unwrap_or_default();
            let name = format!("attribute:{id}:{term_id}");
            json!({ "id": of_name(&name), "link_id": id, "link_type": "service", "taxonomy_term_id": term_id, "taxonomy_term": term })
        })
        .collect()
}

/// A service at its place: only services whose address anybody may know have one.
pub(super) fn at_location(id: &str, address: &OpenAddress, area: &str) -> Value {
    let location = of_name(&format!("location:{id}"));
    json!({
        "id": of_name(&format!("at:{id}")),
        "service_id": id,
        "location_id": location,
        "location": {
            "id": location,
            "location_type": "physical",
            "addresses": [{
                "id": of_name(&format!("address:{id}")),
                "location_id": location,
                "address_1": address.street,
                "city": address.town,
                "state_province": area,
                "postal_code": address.postcode,
                "country": "GB",
                "address_type": "physical",
            }],
        },
    })
}
