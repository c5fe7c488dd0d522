//! Brings two pieces of HTML into one form, so that only differences that a browser sees remain.

/// One line for each tag and each run of words; attributes and class names in order of
/// name, entities decoded. White space counts only between words and inline elements.
pub fn normalise(html: &str) -> Vec<String> {
    let tokens = tokens(html);
    let mut lines = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Tag(text) => lines.push(text.clone()),
            Token::Words(text) => {
                let before = index.checked_sub(1).and_then(|index| tokens.get(index));
                let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if words.is_empty() {
                    continue;
                }
                let space_before = text.starts_with(char::is_whitespace)
                    && before.is_some_and(Token::closes_inline);
                let space_after = text.ends_with(char::is_whitespace)
                    && tokens.get(index + 1).is_some_and(Token::opens_inline);
                let space = |yes| if yes { " " } else { "" };
                lines.push(format!(
                    "{}{words}{}",
                    space(space_before),
                    space(space_after)
                ));
            }
        }
    }
    lines
}

enum Token {
    Tag(String),
    Words(String),
}

impl Token {
    fn opens_inline(&self) -> bool {
        matches!(self, Self::Tag(tag) if ["<span", "<a", "<strong", "<b"].iter().any(|name| {
            tag.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '>']))
        }))
    }

    fn closes_inline(&self) -> bool {
        matches!(self, Self::Tag(tag) if ["</span>", "</a>", "</strong>", "</b>"].contains(&tag.as_str()))
    }
}

fn tokens(html: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").expect("comment ends").1;
        } else if let Some(tag) = rest.strip_prefix('<') {
            let end = tag_end(tag);
            let (opening, closing) = one_tag(&tag[..end]);
            tokens.push(Token::Tag(opening));
            tokens.extend(closing.map(Token::Tag));
            rest = &tag[end + 1..];
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            tokens.push(Token::Words(decode(&rest[..end])));
            rest = &rest[end..];
        }
    }
    tokens
}

/// Where the tag's `>` stands, outside quotation marks.
fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    for (place, letter) in tag.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '>' if !quoted => return place,
            _ => {}
        }
    }
    panic!("a tag does not end: {tag}");
}

/// The tag, and the closing tag that `/>` stands for.
fn one_tag(inside: &str) -> (String, Option<String>) {
    if let Some(name) = inside.strip_prefix('/') {
        return (format!("</{}>", name.trim()), None);
    }
    let inside = inside.trim();
    let closed = inside.ends_with('/');
    let inside = inside.trim_end_matches('/');
    let (name, mut rest) = inside
        .split_once(char::is_whitespace)
        .unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    rest = rest.trim_start();
    while !rest.is_empty() {
        let end = rest
            .find(|letter: char| letter == '=' || letter.is_whitespace())
            .unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(end);
        if let Some(value) = after.strip_prefix("=\"") {
            let (value, after) = value.split_once('"').expect("a value ends");
            let value = decode(value);
            let value = if attribute == "class" {
                let mut names: Vec<&str> = value.split_whitespace().collect();
                names.sort_unstable();
                names.join(" ")
            } else {
                value
            };
            attributes.push(format!(" {attribute}={value:?}"));
            rest = after.trim_start();
        } else {
            // `hidden` and `hidden=""` are the same.
            attributes.push(format!(" {attribute}=\"\""));
            rest = after.trim_start();
        }
    }
    attributes.sort();
    (
        format!("<{name}{}>", attributes.concat()),
        closed.then(|| format!("</{name}>")),
    )
}

fn decode(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&ctdot;", "⋯")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

#[test]
fn what_a_browser_sees_stays_and_the_rest_goes() {
    let same = |a, b| assert_eq!(normalise(a), normalise(b));
    let other = |a, b| assert_ne!(normalise(a), normalise(b));
    same(
        "<a href=\"/x\" class=\"b  c\">\n  Go\n</a>",
        "<a class=\"b c\" href=\"/x\">Go</a>",
    );
    same("<p>&#39;a&#39; &amp; b</p>", "<p>'a' &amp; b</p>");
    same("<i hidden></i>", "<i hidden=\"\"></i>");
    other("<p>a <span>b</span></p>", "<p>a<span>b</span></p>");
    same("<p class=\"a b\"></p>", "<p class=\"b a\"></p>");
    same("<path d=\"M0\"/>", "<path d=\"M0\"></path>");
    other("<p class=\"a\"></p>", "<p class=\"a b\"></p>");
    other("<p>a</p>", "<p>b</p>");
    other("<p><b>a</b></p>", "<p><b>a</p></b>");
}
