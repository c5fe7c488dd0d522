//! Files that are no CSV, told by their first bytes.

/// What a file is that is no CSV with commas in UTF-8, and what to do; `None`
/// when nothing speaks against reading it.
pub(crate) fn no_csv(head: &[u8]) -> Option<&'static str> {
    let starts: [(&[u8], &'static str); 8] = [
        (
            b"\x1f\x8b",
            "this is a file packed by gzip; unpack it first (gunzip), and name the CSV file that comes out",
        ),
        (
            b"PK\x03\x04",
            "this is an Excel workbook (XLSX) or another zipped file; open it, save the sheet as \"CSV UTF-8 (comma delimited)\", and name that file",
        ),
        (
            b"\xd0\xcf\x11\xe0",
            "this is an old Excel or Word file; open it, save the sheet as \"CSV UTF-8 (comma delimited)\", and name that file",
        ),
        (
            b"%PDF",
            "this is a PDF; ask for the table behind it as CSV with commas, in UTF-8",
        ),
        (
            b"SQLite format 3",
            "this is a database; export the table as CSV with commas, in UTF-8",
        ),
        (
            b"PAR1",
            "this is a Parquet file; export it as CSV with commas, in UTF-8",
        ),
        (b"\xff\xfe", UTF16),
        (b"\xfe\xff", UTF16),
    ];
    if head.is_empty() {
        return Some(
            "this file is empty; it must be a CSV file whose first line holds the names of the columns",
        );
    }
    if let Some((_, words)) = starts.iter().find(|(start, _)| head.starts_with(start)) {
        return Some(words);
    }
    let count = |wanted: &dyn Fn(u8) -> bool| head.iter().filter(|b| wanted(**b)).count();
    let noughts = count(&|b| b == 0);
    if noughts * 5 > head.len() * 2 {
        return Some(UTF16);
    }
    let odd = count(&|b| b < 32 && !matches!(b, b'\t' | b'\n' | b'\r' | 12));
    (noughts > 0 || odd * 20 > head.len()).then_some(
        "this is no text but a binary file; save the table as CSV with commas, in UTF-8, and name that file",
    )
}

const UTF16: &str = "this file is in UTF-16 (\"Unicode text\"); save it as CSV with commas, in UTF-8 (in Excel: \"CSV UTF-8 (comma delimited)\")";

/// How the cells of a header stand apart when it is not by commas.
pub(crate) fn other_separator(header: &str) -> Option<&'static str> {
    if header.contains(',') {
        return None;
    }
    let by = [
        (';', "semicolons"),
        ('\t', "tabs"),
        ('|', "upright strokes (|)"),
    ];
    by.into_iter()
        .find(|(mark, _)| header.contains(*mark))
        .map(|(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::{no_csv, other_separator};

    #[test]
    fn what_is_no_csv_is_named() {
        let utf16: Vec<u8> = "id,sex\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (head, word) in [
            (b"".as_slice(), "empty"),
            (b"\x1f\x8b\x08\0\0", "gzip"),
            (b"PK\x03\x04\x14", "XLSX"),
            (b"\xff\xfei\0d\0", "UTF-16"),
            (utf16.as_slice(), "UTF-16"),
            (b"\x7fELF\x02\x01\x01\0\0\x05\x06", "binary"),
        ] {
            assert!(
                no_csv(head).is_some_and(|said| said.contains(word)),
                "{word}"
            );
        }
        assert_eq!(no_csv("\u{feff}id,name\n1,Zoë\n".as_bytes()), None);
        assert_eq!(no_csv(b"id,name\n1,Zo\xeb\n"), None);
        assert_eq!(other_separator("id;sex"), Some("semicolons"));
        assert_eq!(other_separator("id,a;b"), None);
    }
}
