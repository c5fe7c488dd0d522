//! Writes a staff page and a public page that hold every component, with their assets, into a folder to look at.

mod pages;

use std::path::PathBuf;
use std::{env, fs, io};

use maud::Render;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).map(PathBuf::from).ok_or_else(|| {
        io::Error::other("name the folder to write to: cargo run --example sample -- FOLDER")
    })?;
    fs::create_dir_all(folder.join("assets"))?;
    for name in [
        "staff.css",
        "public.css",
        "staff.js",
        "public.js",
        "icon.svg",
    ] {
        if let Some(asset) = hawthorn_components::asset(name) {
            fs::write(folder.join("assets").join(asset.hashed_name), asset.bytes)?;
        }
    }
    fs::write(folder.join("staff.html"), pages::staff().render().0)?;
    fs::write(folder.join("form.html"), pages::form().render().0)?;
    fs::write(folder.join("public.html"), pages::public().render().0)
}
