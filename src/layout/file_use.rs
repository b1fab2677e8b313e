//! What the files of a locale's folder are to the site.

use globset::GlobSet;

use crate::text::FilePath;

/// Which files of a locale's folder are content: `include`, `exclude` and `copy`.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// `None` where nothing is configured: every page is included.
    pub include: Option<GlobSet>,
    /// What is never content, whatever its type and the configuration are.
    pub exclude: GlobSet,
    /// What is copied as it is, whatever it may do to readers.
    pub copy: GlobSet,
}

/// What a file of a locale's folder is to the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileUse {
    /// Markdown to read: a page, or a part of one.
    Markdown,
    /// A file to copy as it is, such as a photograph.
    Copied,
    /// A drawing to copy without what could act in it.
    Cleaned,
    /// A file that is left where it is, because it could do harm on the site.
    Refused(Refusal),
    /// Nothing.
    Ignored,
}

/// Why a file is not copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Its name, or that of a folder above it inside the content, begins with a dot: it is for programs, and may hold
    /// secrets.
    Hidden,
    /// A web server or a host reads it as its settings.
    Settings,
    /// A browser or a server runs it.
    Active,
    /// Its type is not known, so a browser may take it for anything.
    Unknown,
}

/// The types of files that are copied, by extension. All of them are shown or saved by a browser, and none is run.
const COPIED: &[&str] = &[
    // Images.
    "apng",
    "avif",
    "bmp",
    "gif",
    "heic",
    "ico",
    "jfif",
    "jpeg",
    "jpg",
    "jxl",
    "png",
    "tif",
    "tiff",
    "webp",
    // Fonts.
    "eot",
    "otf",
    "ttc",
    "ttf",
    "woff",
    "woff2",
    // Documents.
    "doc",
    "docx",
    "epub",
    "key",
    "numbers",
    "odg",
    "odp",
    "ods",
    "odt",
    "pages",
    "pdf",
    "potx",
    "pps",
    "ppsx",
    "ppt",
    "pptx",
    "ps",
    "rtf",
    "txt",
    "vsd",
    "vsdx",
    "xls",
    "xlsx",
    // Archives.
    "7z",
    "bz2",
    "gz",
    "lz",
    "rar",
    "tar",
    "tbz2",
    "tgz",
    "txz",
    "xz",
    "zip",
    "zst",
    // Data.
    "avro",
    "bib",
    "csv",
    "drawio",
    "dxf",
    "geojson",
    "gltf",
    "glb",
    "ics",
    "ipynb",
    "json",
    "json5",
    "jsonc",
    "jsonl",
    "log",
    "mdb",
    "ndjson",
    "nc",
    "npy",
    "parquet",
    "pcap",
    "po",
    "pot",
    "proto",
    "puml",
    "sqlite",
    "srt",
    "stl",
    "tsv",
    "toml",
    "vcf",
    "vtt",
    "webmanifest",
    "yaml",
    "yml",
    // Audio.
    "aac",
    "aif",
    "aiff",
    "flac",
    "m4a",
    "mid",
    "midi",
    "mp3",
    "oga",
    "ogg",
    "opus",
    "wav",
    "weba",
    // Video.
    "avi",
    "m4v",
    "mkv",
    "mov",
    "mp4",
    "mpeg",
    "mpg",
    "ogv",
    "webm",
    "wmv",
];

/// Types that a browser or a server runs, or that are shown in a page as if they were part of it.
const ACTIVE: &[&str] = &[
    "ashx", "asmx", "asp", "aspx", "astro", "atom", "bat", "cfm", "cgi", "cjs", "class", "cmd", "com", "css", "dll",
    "exe", "fcgi", "hta", "htc", "htm", "html", "jar", "js", "jsp", "jspx", "jsx", "lua", "mht", "mhtml", "mjs", "msi",
    "phar", "php", "php3", "php4", "php5", "php7", "php8", "phps", "pht", "phtml", "pl", "ps1", "py", "rb", "rdf",
    "rss", "sh", "shtm", "shtml", "so", "ssi", "stm", "svelte", "swf", "ts", "tsx", "vbs", "vue", "wasm", "xht",
    "xhtml", "xml", "xsd", "xsl", "xslt",
];

/// Types that some servers run wherever they are in a name: Apache takes `a.php.jpg` for a program.
const ACTIVE_ANYWHERE: &[&str] = &[
    "asp", "aspx", "cgi", "fcgi", "jsp", "jspx", "phar", "php", "php3", "php4", "php5", "php7", "php8", "phps", "pht",
    "phtml", "shtm", "shtml",
];

/// Files that hosts take for their settings, whatever their type.
const SETTINGS: &[&str] = &[
    "_headers",
    "_redirects",
    "_routes.json",
    "_worker.js",
    "amplify.yml",
    "app.yaml",
    "apphosting.yaml",
    "cname",
    "firebase.json",
    "netlify.toml",
    "now.json",
    "render.yaml",
    "routes.json",
    "serve.json",
    "staticwebapp.config.json",
    "vercel.json",
    "web.config",
    "wrangler.json",
    "wrangler.jsonc",
    "wrangler.toml",
];

impl Files {
    /// What the file at `path`, counted from its locale's folder, is to the site.
    ///
    /// `exclude` leaves out any file; `include` chooses among Markdown files; `copy` lets a file through that could act
    /// on readers.
    pub fn use_of(&self, path: &str) -> FileUse {
        let is_readable = FilePath::new(path).extension() == "md" && !is_hidden(path);
        if self.exclude.is_match(path) {
            FileUse::Ignored
        } else if !is_readable {
            if self.copy.is_match(path) { FileUse::Copied } else { use_of_other(&FilePath::new(path)) }
        } else if self.include.as_ref().is_none_or(|include| include.is_match(path)) {
            FileUse::Markdown
        } else {
            FileUse::Ignored
        }
    }
}

fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}

/// What a file is that is not read as Markdown.
fn use_of_other(path: &FilePath) -> FileUse {
    let name = path.name().to_lowercase();
    if is_of_a_tool(&name) {
        return FileUse::Ignored;
    }
    if is_hidden(path.as_str()) {
        return FileUse::Refused(Refusal::Hidden);
    }
    if SETTINGS.contains(&name.as_str()) {
        return FileUse::Refused(Refusal::Settings);
    }
    let mut types: Vec<&str> = name.split('.').skip(1).collect();
    let last = types.pop().unwrap_or_default();
    if ACTIVE.contains(&last) || types.iter().any(|inner| ACTIVE_ANYWHERE.contains(inner)) {
        return FileUse::Refused(Refusal::Active);
    }
    match last {
        // A page or a part of one in another tool's words; it is no file to download.
        "markdown" => FileUse::Ignored,
        "svg" => FileUse::Cleaned,
        known if COPIED.contains(&known) => FileUse::Copied,
        _ => FileUse::Refused(Refusal::Unknown),
    }
}

/// Files that Git and file managers leave in folders. Nobody misses them.
fn is_of_a_tool(name: &str) -> bool {
    name.starts_with(".git") || matches!(name, ".keep" | ".ds_store" | "thumbs.db" | "desktop.ini")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn use_of(path: &str) -> FileUse {
        Files::default().use_of(path)
    }

    #[test]
    fn what_is_shown_or_saved_is_copied_whatever_the_case_of_its_name() {
        for path in ["media/方塊.PNG", "één.pdf", "data/rijen.csv", "a.min.json", "x.html.png", "toc.yml"] {
            assert_eq!(use_of(path), FileUse::Copied, "{path}");
        }
        assert_eq!(use_of("media/圖.Svg"), FileUse::Cleaned);
        assert_eq!(use_of("over.md"), FileUse::Markdown);
    }

    #[test]
    fn what_acts_is_hidden_or_unknown_is_not() {
        for (path, refusal) in [
            ("kwaad.HTML", Refusal::Active),
            ("x.xhtml", Refusal::Active),
            ("sw.js", Refusal::Active),
            ("a.php.jpg", Refusal::Active),
            ("圖.shtml.png", Refusal::Active),
            (".htaccess", Refusal::Hidden),
            ("a/.env", Refusal::Hidden),
            ("a/.說明.md", Refusal::Hidden),
            ("a/_headers", Refusal::Settings),
            ("StaticWebApp.config.json", Refusal::Settings),
            ("leesmij", Refusal::Unknown),
            ("a.png ", Refusal::Unknown),
            ("a.png.", Refusal::Unknown),
        ] {
            assert_eq!(use_of(path), FileUse::Refused(refusal), "{path}");
        }
    }

    #[test]
    fn what_tools_and_other_formats_leave_in_a_folder_is_not_reported() {
        for path in [".git", "a/.gitkeep", ".DS_Store", "a/Thumbs.db", "over.markdown"] {
            assert_eq!(use_of(path), FileUse::Ignored, "{path}");
        }
    }

    #[test]
    fn each_list_is_of_types_in_lower_case_and_none_is_in_two() {
        for kind in COPIED.iter().chain(ACTIVE).chain(SETTINGS) {
            assert_eq!(*kind, kind.to_lowercase());
        }
        assert!([ACTIVE, ACTIVE_ANYWHERE, SETTINGS].iter().all(|list| list.is_sorted()));
        assert!(COPIED.iter().all(|kind| !ACTIVE.contains(kind)));
        assert!(ACTIVE_ANYWHERE.iter().all(|kind| ACTIVE.contains(kind)));
    }
}
