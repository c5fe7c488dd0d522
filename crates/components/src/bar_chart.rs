//! Bars for a handful of numbers, drawn on the server; the table beside it holds the same numbers.

use maud::{Markup, Render, html};

/// One bar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// Its length.
    pub value: u64,
    /// The number as it is written at its end.
    pub words: String,
}

/// A drawing of bars that lie, one under the other. It is for those who see: the same numbers stand
/// in a table beside it, and the title and description say what it shows (ux.md section 4.8).
#[derive(Debug, Clone, Default)]
pub struct BarChart {
    /// Element id, unlike any other on the page.
    pub id: String,
    /// What it shows, in a line.
    pub title: String,
    /// What can be seen in it, in words.
    pub description: String,
    /// The bars, from the top.
    pub bars: Vec<Bar>,
}

const WIDTH: u64 = 720;
const LEFT: u64 = 250;
const RIGHT: u64 = 110;
const ROW: u64 = 36;
const THICK: u64 = 22;

impl BarChart {
    fn length(&self, value: u64) -> u64 {
        let most = self
            .bars
            .iter()
            .map(|bar| bar.value)
            .max()
            .unwrap_or(0)
            .max(1);
        value.saturating_mul(WIDTH - LEFT - RIGHT) / most
    }
}

impl Render for BarChart {
    fn render(&self) -> Markup {
        let height = ROW * self.bars.len() as u64 + 4;
        let (title, about) = (format!("{}-title", self.id), format!("{}-about", self.id));
        html! {
            svg.hw-bars id=(self.id) role="img" viewBox={ "0 0 " (WIDTH) " " (height) } aria-labelledby={ (title) " " (about) } {
                title id=(title) { (self.title) }
                desc id=(about) { (self.description) }
                @for (place, bar) in (0_u64..).zip(&self.bars) {
                    @let top = place * ROW + (ROW - THICK) / 2;
                    text.hw-bars__label x=(LEFT - 10) y=(top + 16) text-anchor="end" { (bar.label) }
                    rect.hw-bars__bar x=(LEFT) y=(top) width=(self.length(bar.value).max(1)) height=(THICK) {}
                    text.hw-bars__words x=(LEFT + self.length(bar.value) + 8) y=(top + 16) { (bar.words) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_fills_the_drawing_and_the_others_stand_to_it() {
        let bar = |value| Bar {
            label: "North".to_owned(),
            value,
            words: value.to_string(),
        };
        let chart = BarChart {
            id: "cases".to_owned(),
            title: "Cases".to_owned(),
            description: "Two meetings".to_owned(),
            bars: vec![bar(20), bar(5)],
        };
        let drawn = chart.render().into_string();
        assert!(drawn.contains("width=\"360\""), "{drawn}");
        assert!(drawn.contains("width=\"90\""), "{drawn}");
        assert!(drawn.contains("aria-labelledby=\"cases-title cases-about\""));
    }

    #[test]
    fn nothing_to_draw_is_still_a_drawing() {
        let drawn = BarChart::default().render().into_string();
        assert!(drawn.contains("viewBox=\"0 0 720 4\""), "{drawn}");
    }
}
