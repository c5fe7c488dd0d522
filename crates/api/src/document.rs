//! The OpenAPI 3.1 document, written from the same table that the router is made of, so that the two cannot differ.

use utoipa::openapi::content::Content;
use utoipa::openapi::path::{OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::response::{Response, ResponseBuilder, ResponsesBuilder};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, HttpMethod, InfoBuilder, OpenApiBuilder, Paths, Ref, RefOr, Required, Schema,
};
use utoipa::{PartialSchema, ToSchema};

use crate::endpoints::{Endpoint, How, Who, table};
use crate::problem::{FieldProblem, Problem};

/// A schema with its name, and those it refers to.
#[derive(Clone)]
pub struct Shape {
    /// The name in the document.
    pub name: String,
    schema: RefOr<Schema>,
    others: Vec<(String, RefOr<Schema>)>,
}

impl Shape {
    /// The shape of a type.
    pub fn of<T: ToSchema>() -> Self {
        let mut others = Vec::new();
        T::schemas(&mut others);
        Self {
            name: T::name().into_owned(),
            schema: <T as PartialSchema>::schema(),
            others,
        }
    }
    fn reference(&self) -> Ref {
        Ref::from_schema_name(&self.name)
    }
}

/// The document as indented JSON with a final line break.
pub fn json() -> String {
    let mut paths = Paths::new();
    let mut components = ComponentsBuilder::new().security_scheme(
        "session",
        SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)),
    );
    for shape in [Shape::of::<Problem>(), Shape::of::<FieldProblem>()] {
        components = components.schema(shape.name, shape.schema);
    }
    for endpoint in table() {
        for shape in endpoint.body.iter().chain(endpoint.answer.iter()) {
            components = components.schema(shape.name.clone(), shape.schema.clone());
            for (name, schema) in &shape.others {
                components = components.schema(name.clone(), schema.clone());
            }
        }
        let method = match endpoint.how {
            How::Get => HttpMethod::Get,
            How::Post => HttpMethod::Post,
        };
        let item = PathItem::new(method, operation(&endpoint));
        match paths.paths.get_mut(&full(endpoint.path)) {
            Some(known) => known.merge_operations(item),
            None => {
                paths.paths.insert(full(endpoint.path), item);
            }
        }
    }
    let document = OpenApiBuilder::new()
        .info(InfoBuilder::new().title("Hawthorn").version("1").description(Some("The same verbs as the pages. Every refusal is a problem of RFC 9457. Moments are ISO 8601 with an offset; identifiers are opaque.")).build())
        .paths(paths)
        .components(Some(components.build()))
        .build();
    document
        .to_pretty_json()
        .map(|text| text + "\n")
        .unwrap_or_default()
}

fn full(path: &str) -> String {
    format!("/api{path}")
}

fn operation(endpoint: &Endpoint) -> utoipa::openapi::path::Operation {
    let mut operation = OperationBuilder::new()
        .summary(Some(endpoint.about))
        .tag(endpoint.path.split('/').nth(2).unwrap_or("service"));
    for parameter in parameters(endpoint) {
        operation = operation.parameter(parameter);
    }
    if let Some(body) = &endpoint.body {
        operation = operation.request_body(Some(
            RequestBodyBuilder::new()
                .required(Some(Required::True))
                .content("application/json", Content::new(Some(body.reference())))
                .build(),
        ));
    } else if let Some((media, about)) = endpoint.raw_body {
        operation = operation.request_body(Some(
            RequestBodyBuilder::new()
                .required(Some(Required::True))
                .description(Some(about))
                .content(media, Content::new(Some(Vec::<u8>::schema())))
                .build(),
        ));
    }
    let mut good = ResponseBuilder::new().description("Done");
    if let Some(answer) = &endpoint.answer {
        good = good.content("application/json", Content::new(Some(answer.reference())));
    } else if let Some(media) = endpoint.media {
        good = good.content(media, Content::new(Some(Vec::<u8>::schema())));
    }
    let mut answers = ResponsesBuilder::new()
        .response("200", good.build())
        .response(
            "422",
            refused("Something has to be corrected, or a rule says no"),
        );
    if let Who::May(verb) = endpoint.who {
        operation = operation
            .description(Some(format!("Needs the act `{}`.", verb.code())))
            .security(SecurityRequirement::new::<_, [&str; 0], &str>(
                "session",
                [],
            ));
        answers = answers
            .response("401", refused("Not signed in"))
            .response("403", refused("The reader’s roles do not allow this"))
            .response("404", refused("Nothing that this reader can open"))
            .response("409", refused("Somebody else was quicker"));
    }
    operation.responses(answers.build()).build()
}

/// What stands in the path, then what may stand in the query.
fn parameters(endpoint: &Endpoint) -> Vec<Parameter> {
    let in_path = endpoint.path.split('/').filter_map(|part| {
        let name = part.strip_prefix('{')?.strip_suffix('}')?;
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .schema(Some(String::schema()));
        Some(parameter.build())
    });
    let in_query = endpoint.query.iter().map(|(name, about)| {
        ParameterBuilder::new()
            .name(*name)
            .parameter_in(ParameterIn::Query)
            .required(Required::False)
            .description(Some(*about))
            .schema(Some(String::schema()))
            .build()
    });
    in_path.chain(in_query).collect()
}

/// A refusal, as a problem of RFC 9457.
fn refused(words: &str) -> Response {
    ResponseBuilder::new()
        .description(words)
        .content(
            "application/problem+json",
            Content::new(Some(Ref::from_schema_name("Problem"))),
        )
        .build()
}
