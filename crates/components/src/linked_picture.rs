//! Who belongs to whom: somebody in the middle and others around, drawn on the server; the list beside it is the real interface (ux.md section 5.4).

use maud::{Markup, Render, html};

/// How a line is drawn, so that kinds are told apart without colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LineKind {
    /// Thick: harm was reported.
    Harm,
    /// Plain: partner, child, relative.
    #[default]
    Plain,
    /// Broken: a former partner.
    Former,
    /// Dotted: the same address or report alone.
    Weak,
}

impl LineKind {
    const fn class(self) -> &'static str {
        match self {
            LineKind::Harm => "harm",
            LineKind::Plain => "plain",
            LineKind::Former => "former",
            LineKind::Weak => "weak",
        }
    }
}

/// Somebody around the middle.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// Their name.
    pub name: String,
    /// What they are to the one in the middle, in a few words.
    pub words: String,
    /// The line.
    pub line: LineKind,
    /// Where their name goes; plain words when empty.
    pub href: String,
}

/// The drawing. At most [`MOST`] people are drawn; how many more the list holds is said in it.
#[derive(Debug, Clone, Default)]
pub struct LinkedPicture {
    /// Element id, unlike any other on the page.
    pub id: String,
    /// What it shows, in a line.
    pub title: String,
    /// What can be seen in it, in words, for those who do not see it.
    pub description: String,
    /// Who stands in the middle.
    pub middle: String,
    /// Who stands around, the most telling first.
    pub around: Vec<Around>,
}

/// The most people that one drawing holds.
pub const MOST: usize = 25;

const WIDTH: f64 = 960.0;
const ROW: f64 = 46.0;
const HEAD: f64 = 20.0;
/// Where the names of each side begin, and where their lines end.
const SIDE: f64 = 300.0;
/// Letters of a name and of its words that fit beside the middle.
const FITS: usize = 36;

fn px(value: f64) -> String {
    format!("{value:.0}")
}

/// A text that fits, with a sign where it was cut; the list holds it whole.
fn short(text: &str) -> String {
    if text.chars().count() <= FITS {
        return text.to_owned();
    }
    let cut: String = text.chars().take(FITS - 1).collect();
    format!("{}…", cut.trim_end())
}

impl LinkedPicture {
    fn drawn(&self) -> &[Around] {
        self.around
            .get(..MOST.min(self.around.len()))
            .unwrap_or_default()
    }

    #[allow(clippy::cast_precision_loss, reason = "a handful of people")]
    fn height(&self) -> f64 {
        let rows = self.drawn().len().div_ceil(2).max(2);
        HEAD * 2.0 + ROW * rows as f64
    }

    /// People stand on the right and on the left by turns, so that the most telling are at the top.
    #[allow(clippy::cast_precision_loss, reason = "a handful of people")]
    fn somebody(&self, place: usize, one: &Around) -> Markup {
        let right = place.is_multiple_of(2);
        let rows = self.drawn().len().div_ceil(2).max(1);
        let top = (self.height() - ROW * rows as f64) / 2.0;
        let y = top + ROW * (place / 2) as f64 + ROW / 2.0;
        let (x, anchor, text) = if right {
            (WIDTH - SIDE, "start", WIDTH - SIDE + 12.0)
        } else {
            (SIDE, "end", SIDE - 12.0)
        };
        let middle = (WIDTH / 2.0, self.height() / 2.0);
        html! {
            line class={ "hw-links__line hw-links__line--" (one.line.class()) } x1=(px(middle.0)) y1=(px(middle.1)) x2=(px(x)) y2=(px(y)) {}
            circle.hw-links__dot cx=(px(x)) cy=(px(y)) r="5" {}
            @if one.href.is_empty() {
                text.hw-links__name x=(px(text)) y=(px(y - 2.0)) text-anchor=(anchor) { (short(&one.name)) }
            } @else {
                a.hw-links__link href=(one.href) { text.hw-links__name x=(px(text)) y=(px(y - 2.0)) text-anchor=(anchor) { (short(&one.name)) } }
            }
            text.hw-links__words x=(px(text)) y=(px(y + 15.0)) text-anchor=(anchor) { (short(&one.words)) }
        }
    }
}

impl Render for LinkedPicture {
    fn render(&self) -> Markup {
        let (title, about) = (format!("{}-title", self.id), format!("{}-about", self.id));
        let middle = (WIDTH / 2.0, self.height() / 2.0);
        let more = self.around.len().saturating_sub(MOST);
        html! {
            div.hw-scroll role="region" aria-label=(self.title) tabindex="0" {
                svg.hw-links id=(self.id) role="group" viewBox={ "0 0 " (px(WIDTH)) " " (px(self.height())) } aria-labelledby={ (title) " " (about) } focusable="false" {
                    title id=(title) { (self.title) }
                    desc id=(about) { (self.description) }
                    @for (place, one) in self.drawn().iter().enumerate() { (self.somebody(place, one)) }
                    rect.hw-links__middle x=(px(middle.0 - 110.0)) y=(px(middle.1 - 20.0)) width="220" height="40" rx="6" {}
                    text.hw-links__name x=(px(middle.0)) y=(px(middle.1 + 6.0)) text-anchor="middle" { (short(&self.middle)) }
                }
            }
            @if more > 0 { p.govuk-body { "And " (more) " more in the list." } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_five_are_drawn_and_the_rest_is_counted() {
        let one = |number: usize| Around {
            name: format!("Person {number}"),
            words: "Partner".to_owned(),
            line: LineKind::Harm,
            href: format!("/people/P-{number}"),
        };
        let picture = LinkedPicture {
            id: "links".to_owned(),
            middle: "Wren <Hollowell>".to_owned(),
            around: (0..32).map(one).collect(),
            ..LinkedPicture::default()
        };
        let drawn = picture.render().into_string();
        assert_eq!(drawn.matches("hw-links__line--harm").count(), MOST);
        assert!(drawn.contains("And 7 more in the list."));
        assert!(drawn.contains("Wren &lt;Hollowell&gt;"));
        assert_eq!(short(&"x".repeat(90)).chars().count(), FITS);
    }
}
