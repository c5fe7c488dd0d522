//! The file of refused rows that a person mends and sends again.

use std::borrow::Cow;

use super::rows::RowProblem;
use crate::sheets::write::{guard_formula, write_record};

/// The original columns of the refused rows, then the line and the reason. Once
/// mended, the file can be imported as it is. UTF-8 with its mark, CRLF, every
/// cell guarded against formulas.
#[must_use]
pub fn problems_csv(headings: &[String], problems: &[RowProblem]) -> Vec<u8> {
    let mut out = Vec::from(*b"\xEF\xBB\xBF");
    let mut first: Vec<Cow<'_, str>> = headings.iter().map(|name| guard_formula(name)).collect();
    first.push(Cow::Borrowed("Line in the file"));
    first.push(Cow::Borrowed("Why this row was not taken"));
    write_record(&mut out, &first);
    for problem in problems {
        let mut cells: Vec<Cow<'_, str>> = headings
            .iter()
            .map(|heading| {
                problem
                    .raw
                    .iter()
                    .find(|(name, _)| name == heading)
                    .map_or(Cow::Borrowed(""), |(_, text)| guard_formula(text))
            })
            .collect();
        cells.push(Cow::Owned(problem.line.to_string()));
        cells.push(guard_formula(&problem.reason));
        write_record(&mut out, &cells);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_can_be_run_as_a_formula() {
        let headings = ["Ref", "=Heading"].map(str::to_owned);
        let problem = RowProblem {
            line: 7,
            reference: String::new(),
            reason: "=1+1 is \"not\" a level, sorry".to_owned(),
            field: None,
            raw: vec![
                ("Ref".to_owned(), "@SUM(1)".to_owned()),
                ("=Heading".to_owned(), "\t=cmd".to_owned()),
            ],
        };
        let text = String::from_utf8(problems_csv(&headings, &[problem])).unwrap();
        assert_eq!(
            text,
            "\u{FEFF}Ref,'=Heading,Line in the file,Why this row was not taken\r\n\
             '@SUM(1),\"'\t=cmd\",7,\"'=1+1 is \"\"not\"\" a level, sorry\"\r\n"
        );
    }
}
