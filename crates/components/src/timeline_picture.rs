//! History at a glance: a drawing made on the server, with a lane for each agency.

use maud::{Markup, Render, html};

/// The shape of a mark, one for each kind of thing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each shape is its own description")]
pub enum MarkShape {
    #[default]
    Circle,
    Square,
    Triangle,
    Diamond,
    Cross,
}

/// How large a mark is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Severity {
    /// Small.
    #[default]
    Low,
    /// Middle.
    Middle,
    /// Large.
    High,
}

/// One thing that happened.
#[derive(Debug, Clone, Default)]
pub struct Mark {
    /// Number of its lane, counted from 0; a mark of a missing lane is not drawn.
    pub lane: usize,
    /// When, in the unit of the picture.
    pub at: i64,
    /// Its kind.
    pub shape: MarkShape,
    /// Its size.
    pub severity: Severity,
    /// Attempted only; drawn hollow.
    pub hollow: bool,
    /// Its name in words, such as "Assault, 3 May 2026".
    pub label: String,
    /// Where it goes.
    pub href: String,
}

/// A bracket over a stretch of time, such as "3 in 12 months".
#[derive(Debug, Clone, Default)]
pub struct Bracket {
    /// Where it begins.
    pub from: i64,
    /// Where it ends.
    pub to: i64,
    /// The words over it.
    pub label: String,
}

/// A line across the lanes with a word under it, such as a month.
#[derive(Debug, Clone, Default)]
pub struct Tick {
    /// Where it stands.
    pub at: i64,
    /// The word.
    pub label: String,
}

/// A drawing of what happened (ux.md section 5.3). Places are whole numbers in any unit, such as
/// days; the drawing runs from `start` to `end`. The plain [`Timeline`](crate::Timeline) under it
/// says the same.
#[derive(Debug, Clone, Default)]
pub struct TimelinePicture {
    /// Element id, unlike any other on the page.
    pub id: String,
    /// What it shows, in a line.
    pub title: String,
    /// What can be seen in it, in words, for those who do not see it.
    pub description: String,
    /// Where the drawing begins.
    pub start: i64,
    /// Where the drawing ends.
    pub end: i64,
    /// The lanes, from the top.
    pub lanes: Vec<String>,
    /// What happened.
    pub marks: Vec<Mark>,
    /// Stretches to notice, from the top.
    pub brackets: Vec<Bracket>,
    /// Lines across.
    pub ticks: Vec<Tick>,
    /// Sentences that say where an agency holds nothing.
    pub gaps: Vec<String>,
}

/// Widths and heights in units of the drawing.
const WIDTH: f64 = 960.0;
const LEFT: f64 = 170.0;
const RIGHT: f64 = 24.0;
const LANE: f64 = 48.0;
const BRACKET: f64 = 30.0;
const FOOT: f64 = 28.0;

impl TimelinePicture {
    #[allow(
        clippy::cast_precision_loss,
        reason = "a drawing needs no more than a pixel"
    )]
    fn x(&self, at: i64) -> f64 {
        let length = (self.end.saturating_sub(self.start)).max(1) as f64;
        let along = (at.clamp(self.start, self.end.max(self.start)) - self.start) as f64;
        LEFT + along / length * (WIDTH - LEFT - RIGHT)
    }

    #[allow(clippy::cast_precision_loss, reason = "a handful of lanes")]
    fn top(&self) -> f64 {
        8.0 + BRACKET * self.brackets.len() as f64
    }

    #[allow(clippy::cast_precision_loss, reason = "a handful of lanes")]
    fn bottom(&self) -> f64 {
        self.top() + LANE * self.lanes.len() as f64
    }

    #[allow(clippy::cast_precision_loss, reason = "a handful of lanes")]
    fn frame(&self) -> Markup {
        html! {
            @for tick in &self.ticks {
                line.hw-picture__tick x1=(px(self.x(tick.at))) x2=(px(self.x(tick.at))) y1=(px(self.top())) y2=(px(self.bottom())) {}
                text.hw-picture__small x=(px(self.x(tick.at))) y=(px(self.bottom() + 20.0)) text-anchor="middle" { (tick.label) }
            }
            @for (index, lane) in self.lanes.iter().enumerate() {
                @let y = self.top() + LANE * (index as f64 + 0.5);
                line.hw-picture__lane x1=(px(LEFT)) x2=(px(WIDTH - RIGHT)) y1=(px(y)) y2=(px(y)) {}
                text.hw-picture__label x="0" y=(px(y + 5.0)) { (lane) }
            }
            @for (index, bracket) in self.brackets.iter().enumerate() {
                @let y = 26.0 + BRACKET * index as f64;
                @let (from, to) = (self.x(bracket.from), self.x(bracket.to));
                path.hw-picture__bracket d={ "M" (px(from)) " " (px(y + 8.0)) "V" (px(y)) "H" (px(to)) "V" (px(y + 8.0)) } {}
                @let anchor = if from + to > LEFT + WIDTH { ("end", to) } else { ("start", from) };
                text.hw-picture__small x=(px(anchor.1)) y=(px(y - 5.0)) text-anchor=(anchor.0) { (bracket.label) }
            }
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "a handful of lanes")]
    fn mark(&self, mark: &Mark) -> Markup {
        let (x, y) = (
            self.x(mark.at),
            self.top() + LANE * (mark.lane as f64 + 0.5),
        );
        let (radius, size) = match mark.severity {
            Severity::Low => (5.0, "low"),
            Severity::Middle => (8.0, "middle"),
            Severity::High => (11.0, "high"),
        };
        html! {
            a.hw-picture__link href=(mark.href) aria-label=(mark.label) {
                title { (mark.label) }
                rect.hw-picture__target x=(px(x - 12.0)) y=(px(y - 12.0)) width="24" height="24" {}
                path class={
                    "hw-picture__mark hw-picture__mark--" (size)
                    @if mark.hollow { " hw-picture__mark--hollow" }
                } d=(outline(mark.shape, x, y, radius)) {}
            }
        }
    }
}

impl Render for TimelinePicture {
    fn render(&self) -> Markup {
        let height = self.bottom() + FOOT;
        html! {
            div.hw-picture {
                div.hw-scroll.hw-scroll--newest role="region" aria-label=(self.title) tabindex="0" {
                    svg.hw-picture__svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (px(WIDTH)) " " (px(height)) } role="group" aria-labelledby={ (self.id) "-title" } aria-describedby={ (self.id) "-description" } focusable="false" {
                        title id={ (self.id) "-title" } { (self.title) }
                        desc id={ (self.id) "-description" } { (self.description) }
                        g aria-hidden="true" { (self.frame()) }
                        @for mark in self.marks.iter().filter(|mark| mark.lane < self.lanes.len()) {
                            (self.mark(mark))
                        }
                    }
                }
                @if !self.gaps.is_empty() {
                    p.hw-picture__gaps { (self.gaps.join(" ")) }
                }
            }
        }
    }
}

/// The path of a shape around a point.
fn outline(shape: MarkShape, x: f64, y: f64, r: f64) -> String {
    match shape {
        MarkShape::Circle => format!(
            "M{} {}a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0 {} 0z",
            px(x - r),
            px(y),
            px(2.0 * r),
            px(-2.0 * r)
        ),
        MarkShape::Square => format!(
            "M{} {}h{}v{}h{}z",
            px(x - r),
            px(y - r),
            px(2.0 * r),
            px(2.0 * r),
            px(-2.0 * r)
        ),
        MarkShape::Triangle => format!(
            "M{} {}l{r} {}h{}z",
            px(x),
            px(y - r),
            px(2.0 * r),
            px(-2.0 * r)
        ),
        MarkShape::Diamond => format!(
            "M{} {}l{r} {r}l{} {r}l{} {}z",
            px(x),
            px(y - r),
            px(-r),
            px(-r),
            px(-r)
        ),
        MarkShape::Cross => {
            // A plus sign whose arms are two fifths of its width, so that it can be hollow too.
            let (arm, thick) = (px(r * 0.6), px(r * 0.8));
            format!(
                "M{} {}h{thick}v{arm}h{arm}v{thick}h-{arm}v{arm}h-{thick}v-{arm}h-{arm}v-{thick}h{arm}z",
                px(x - r * 0.4),
                px(y - r)
            )
        }
    }
}

/// A place in the drawing, to a tenth.
fn px(value: f64) -> String {
    format!("{value:.1}")
}
