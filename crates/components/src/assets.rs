//! Style sheets and scripts, built from `assets/` and carried inside the program under hashed names.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rust_embed::RustEmbed;

/// The finished files; `build.rs` makes them.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/assets/dist"]
struct Dist;

/// One file that pages load.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The file itself.
    pub bytes: &'static [u8],
    /// Value of the `Content-Type` header.
    pub content_type: &'static str,
    /// Name that changes with the content, such as `staff.1a2b3c4d5e6f.css`.
    pub hashed_name: &'static str,
    /// The file was asked for by its hashed name, so browsers may keep it for ever.
    pub immutable: bool,
}

struct Entry {
    bytes: Vec<u8>,
    content_type: &'static str,
    hashed_name: String,
}

/// All files by plain name, made at first use.
fn entries() -> &'static BTreeMap<String, Entry> {
    static ENTRIES: OnceLock<BTreeMap<String, Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        Dist::iter()
            .filter_map(|name| {
                let file = Dist::get(&name)?;
                let entry = Entry {
                    content_type: content_type(&name),
                    hashed_name: hashed_name(&name, &file.metadata.sha256_hash()),
                    bytes: file.data.into_owned(),
                };
                Some((name.into_owned(), entry))
            })
            .collect()
    })
}

/// `staff.css` and its hash give `staff.1a2b3c4d5e6f.css`.
fn hashed_name(name: &str, hash: &[u8]) -> String {
    let short: String = hash
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{short}.{extension}"),
        None => format!("{name}.{short}"),
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

/// The file with this hashed or plain name, without `/assets/`; none when there is no such file,
/// or when the hash is not the present one.
#[must_use]
pub fn asset(path: &str) -> Option<Asset> {
    let (entry, immutable) = match entries().get(path) {
        Some(entry) => (entry, false),
        None => (
            entries().values().find(|entry| entry.hashed_name == path)?,
            true,
        ),
    };
    Some(Asset {
        bytes: &entry.bytes,
        content_type: entry.content_type,
        hashed_name: &entry.hashed_name,
        immutable,
    })
}

/// The address of a file for use in pages: `/assets/staff.1a2b3c4d5e6f.css` for `staff.css`. An
/// unknown name gives `/assets/` and the name, which then answers 404.
#[must_use]
pub fn asset_url(name: &str) -> String {
    let known = entries().get(name).map(|entry| entry.hashed_name.as_str());
    format!("/assets/{}", known.unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::{asset, asset_url};

    #[test]
    fn a_file_is_found_by_both_of_its_names() {
        for name in [
            "staff.css",
            "public.css",
            "public-rtl.css",
            "staff.js",
            "public.js",
            "icon.svg",
        ] {
            let plain = asset(name).expect(name);
            assert!(!plain.immutable && !plain.bytes.is_empty(), "{name}");
            let url = asset_url(name);
            let hashed = asset(url.trim_start_matches("/assets/")).expect("hashed name");
            assert!(hashed.immutable);
            assert_eq!(hashed.bytes, plain.bytes);
            assert_ne!(hashed.hashed_name, name);
        }
        assert!(asset("staff.000000000000.css").is_none());
    }

    #[test]
    fn style_sheets_name_no_font_image_or_crown_of_gov_uk() {
        for name in ["staff.css", "public.css", "public-rtl.css"] {
            let css = String::from_utf8_lossy(asset(name).expect(name).bytes).to_lowercase();
            for word in ["gds transport", "url(", "crest", "crown", "@font-face"] {
                assert!(!css.contains(word), "{name} holds {word}");
            }
        }
    }
}
