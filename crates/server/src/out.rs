//! What is printed: results to standard output, reasons to standard error.

use std::io::Write;

/// One line of the result. A reader that went away (`| head`) is no error; any other failure is.
pub fn line(text: &str) {
    let mut stdout = std::io::stdout().lock();
    let written = writeln!(stdout, "{text}").and_then(|()| stdout.flush());
    if let Err(error) = written
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        reason(&format!("the result cannot be written: {error}"));
        std::process::exit(1);
    }
}

/// A value as JSON for a script.
pub fn json(value: &serde_json::Value) {
    line(&format!("{value:#}"));
}

/// One reason, or how far something is, on standard error.
pub fn reason(text: &str) {
    // There is nobody left to tell when standard error itself is gone.
    let _gone = writeln!(std::io::stderr().lock(), "{text}");
}

/// Rows in columns as wide as their widest cell, two spaces apart.
pub fn table(rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    for row in rows {
        let mut text = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let gap = width.saturating_sub(cell.chars().count()) + 2;
            text.push_str(cell);
            text.extend(std::iter::repeat_n(' ', gap));
        }
        line(text.trim_end());
    }
}
