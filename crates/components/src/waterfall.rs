//! A waterfall: how a sum comes about, step by step, drawn on the server; the table beside it holds the same numbers.

use maud::{Markup, Render, html};

/// One step up or down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// What it is of.
    pub label: String,
    /// How far it goes: up above nought, down below.
    pub weight: i64,
    /// The number as it is written beside it, with its sign.
    pub words: String,
}

/// A drawing in which each bar begins where the one above it ended, and the last one is
/// the sum. Steps up are filled, steps down are hollow and carry their sign, so that it
/// can be read without colour. The same numbers stand in a table beside it (ux.md section 5.7).
#[derive(Debug, Clone, Default)]
pub struct Waterfall {
    /// Element id, unlike any other on the page.
    pub id: String,
    /// What it shows, in a line.
    pub title: String,
    /// What can be seen in it, in words.
    pub description: String,
    /// What stands at nought, such as "even chance".
    pub nought: String,
    /// The steps, from the top.
    pub steps: Vec<Step>,
    /// The sum: its label and how it is written. Its length is that of all steps.
    pub total: (String, String),
}

const WIDTH: i64 = 720;
const LEFT: i64 = 230;
const RIGHT: i64 = 80;
const ROW: i64 = 32;
const THICK: i64 = 20;
const HEAD: i64 = 28;

/// One bar as it is drawn: from where to where, in the unit of the steps.
struct Bar<'a> {
    label: &'a str,
    words: &'a str,
    from: i64,
    to: i64,
    kind: &'static str,
}

impl Waterfall {
    /// The sum of all steps.
    pub fn sum(&self) -> i64 {
        self.steps.iter().map(|step| step.weight).sum()
    }

    fn bars(&self) -> Vec<Bar<'_>> {
        let mut at = 0_i64;
        let mut bars: Vec<Bar<'_>> = self
            .steps
            .iter()
            .map(|step| {
                let from = at;
                at = from.saturating_add(step.weight);
                Bar {
                    label: &step.label,
                    words: &step.words,
                    from,
                    to: at,
                    kind: if step.weight < 0 { "down" } else { "up" },
                }
            })
            .collect();
        bars.push(Bar {
            label: &self.total.0,
            words: &self.total.1,
            from: 0,
            to: at,
            kind: "total",
        });
        bars
    }
}

/// From the unit of the steps to the drawing.
struct Scale {
    lowest: i64,
    length: i64,
}

impl Scale {
    fn of(bars: &[Bar<'_>]) -> Self {
        let ends = || bars.iter().flat_map(|bar| [bar.from, bar.to]);
        let lowest = ends().min().unwrap_or(0).min(0);
        let highest = ends().max().unwrap_or(0).max(0);
        Self {
            lowest,
            length: highest.saturating_sub(lowest).max(1),
        }
    }

    fn x(&self, at: i64) -> i64 {
        let along = at.saturating_sub(self.lowest);
        LEFT + along.saturating_mul(WIDTH - LEFT - RIGHT) / self.length
    }
}

fn drawn(place: i64, bar: &Bar<'_>, scale: &Scale) -> Markup {
    let top = HEAD + place * ROW + (ROW - THICK) / 2;
    let (from, to) = (scale.x(bar.from), scale.x(bar.to));
    let (left, right) = (from.min(to), from.max(to));
    html! {
        text.hw-waterfall__label x=(LEFT - 10) y=(top + 15) text-anchor="end" { (bar.label) }
        rect class={ "hw-waterfall__bar hw-waterfall__bar--" (bar.kind) } x=(left) y=(top) width=((right - left).max(2)) height=(THICK) {}
        text.hw-waterfall__words x=(right + 8) y=(top + 15) { (bar.words) }
        @if bar.kind != "total" {
            line.hw-waterfall__joint x1=(to) x2=(to) y1=(top + THICK) y2=(top + ROW) {}
        }
    }
}

impl Render for Waterfall {
    fn render(&self) -> Markup {
        let bars = self.bars();
        let scale = Scale::of(&bars);
        let height = HEAD + ROW * bars.len() as i64 + 4;
        let (title, about) = (format!("{}-title", self.id), format!("{}-about", self.id));
        let nought = scale.x(0);
        html! {
            div.hw-scroll role="region" aria-label=(self.title) tabindex="0" {
                svg.hw-waterfall id=(self.id) role="img" viewBox={ "0 0 " (WIDTH) " " (height) } aria-labelledby={ (title) " " (about) } focusable="false" {
                    title id=(title) { (self.title) }
                    desc id=(about) { (self.description) }
                    line.hw-waterfall__nought x1=(nought) x2=(nought) y1=(HEAD - 6) y2=(height) {}
                    text.hw-waterfall__label x=(nought) y="16" text-anchor="middle" { (self.nought) }
                    @for (place, bar) in (0_i64..).zip(&bars) { (drawn(place, bar, &scale)) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(weights: &[i64]) -> Waterfall {
        Waterfall {
            id: "weights".to_owned(),
            title: "How the fit comes about".to_owned(),
            description: "Two steps".to_owned(),
            nought: "even chance".to_owned(),
            steps: weights
                .iter()
                .map(|weight| Step {
                    label: "surname".to_owned(),
                    weight: *weight,
                    words: format!("{weight:+}"),
                })
                .collect(),
            total: ("all together".to_owned(), "sum".to_owned()),
        }
    }

    #[test]
    fn each_bar_begins_where_the_one_above_ended_and_the_last_is_the_sum() {
        // From -10 to 31 over 410 units: 10 units of the drawing for each.
        let picture = picture(&[-10, 41, -11]);
        assert_eq!(picture.sum(), 20);
        let drawn = picture.render().into_string();
        for (kind, x, width) in [
            ("down", 230, 100),
            ("up", 230, 410),
            ("down", 530, 110),
            ("total", 330, 200),
        ] {
            let bar = format!("hw-waterfall__bar--{kind}\" x=\"{x}\"");
            assert!(drawn.contains(&bar), "{bar} in {drawn}");
            assert!(drawn.contains(&format!("width=\"{width}\"")), "{width}");
        }
        assert!(drawn.contains("aria-labelledby=\"weights-title weights-about\""));
        assert!(!drawn.contains("style="), "the security policy allows none");
    }

    #[test]
    fn nothing_to_draw_is_still_a_drawing_with_its_sum() {
        let drawn = picture(&[]).render().into_string();
        assert!(drawn.contains("viewBox=\"0 0 720 64\""), "{drawn}");
    }
}
