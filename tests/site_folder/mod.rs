//! A site in a temporary folder, and the program run in it.
#![allow(dead_code, reason = "each test takes of it what it needs")]

use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The table of errors that the tests are about, in Dutch.
pub const DUTCH: &str = "---
title: Foutmeldingen
---
# Foutmeldingen

Wat u ziet en wat u doet.

|Foutbericht|App|Beschrijving|Oplossing|
|---|---|---|---|
|HttpRequestFailure: 401 Niet gemachtigd|Okta|De sleutel is ingetrokken.|Maak een nieuwe sleutel.|
|HttpRequestFailure: 503 Niet beschikbaar|Dropbox|De dienst is bezig.|Probeer het over 10 minuten opnieuw.|
|{\"error\":\"invalid_grant\"}|Dropbox|Het token is verlopen.|Meld u opnieuw aan.|
";

/// The same table in Traditional Chinese.
pub const CHINESE: &str = "---
title: 錯誤訊息
---
# 錯誤訊息

您會看到的內容與應對方式。

|錯誤訊息|應用程式|描述|解決方法|
|---|---|---|---|
|HttpRequestFailure: 401 未經授權|Okta|金鑰已被撤銷。|請建立新的金鑰。|
|HttpRequestFailure: 503 無法使用|Dropbox|服務忙碌中。|請在 10 分鐘後再試一次。|
|{\"error\":\"invalid_grant\"}|Dropbox|權杖已過期。|請重新登入。|
";

/// Where the Dutch table is.
pub const DUTCH_PATH: &str = "content/nl-NL/foutmeldingen.md";

/// Where the Chinese table is.
pub const CHINESE_PATH: &str = "content/zh-TW/foutmeldingen.md";

/// A folder with a site, gone when the test ends.
pub struct SiteFolder {
    folder: TempDir,
}

/// What a run of the program came to.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// What was written to standard output.
    pub stdout: String,
    /// What was written to standard error.
    pub stderr: String,
}

impl SiteFolder {
    /// A folder with nothing in it.
    pub fn empty() -> SiteFolder {
        SiteFolder { folder: tempfile::tempdir().unwrap() }
    }

    /// The two tables, which agree.
    pub fn two_tables() -> SiteFolder {
        SiteFolder::empty().with(DUTCH_PATH, DUTCH).with(CHINESE_PATH, CHINESE)
    }

    /// The same folder with one more file, or another text in it.
    pub fn with(self, path: &str, bytes: impl AsRef<[u8]>) -> SiteFolder {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the program in the folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let output = self.command(arguments).output().unwrap();
        Run {
            code: output.status.code().expect("the program ends by itself"),
            stdout: String::from_utf8(output.stdout).expect("output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("errors are UTF-8"),
        }
    }

    /// The program, about to run in the folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hexapla"));
        command.args(arguments).current_dir(self.path()).stdin(Stdio::null()).env_remove("NO_COLOR");
        command
    }
}

impl Run {
    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}
