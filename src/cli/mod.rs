//! The commands: the only part that prints.
//!
//! **Comes in:** the command line. **Goes out:** results on standard output, progress and errors on standard
//! error, and an exit code. **Never happens here:** any work that a stage or the pipeline does.
//!
//! One file a command. Exit codes: 0 done; 1 findings (`check`) or content that no site can be made of (`build`,
//! `lock`, `publish`); 2 usage, configuration or the outside world.

mod accept;
mod baseline;
mod build;
mod cache_choice;
mod cached_result;
mod check;
mod explain;
mod fix;
mod lock;
mod making;
mod model;
mod output;
mod pin;
mod publish;
mod revisions;
mod search;
mod session;
mod status;
mod todo;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::model::LocaleId;
use crate::publish::PublishError;
use session::Session;

/// Documentation in many languages from one body of Markdown, and every row that drifted apart.
#[derive(Debug, Parser)]
#[command(name = "hexapla", version, arg_required_else_help = true, max_term_width = 100)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
struct Global {
    /// The site's folder: the one that holds `content/` and `hexapla.toml`
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The configuration file, if not `hexapla.toml` in the site's folder, as seen from the current folder; the paths in it count from the site's
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Only this locale (can be given several times)
    #[arg(long, global = true, value_name = "TAG", value_parser = parse_locale)]
    locale: Vec<LocaleId>,
    /// How results are written: concise, full, github, gitlab, json, junit, markdown, rdjson or sarif for `check`; text, json or markdown for `status` and `todo`; text or json for `search` and `model`
    #[arg(long, global = true, value_name = "FORMAT")]
    format: Option<String>,
    /// No progress and no summary
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Whether to use colors: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_parser = ["auto", "always", "never"], hide_possible_values = true)]
    color: String,
    /// Where to keep what a run found for the next one, as seen from the current folder, if not in the folder of your caches
    #[arg(long, global = true, value_name = "DIR")]
    cache_dir: Option<PathBuf>,
    /// Find everything anew, and keep nothing for the next run
    #[arg(long, global = true, conflicts_with = "cache_dir")]
    no_cache: bool,
    /// How many threads to use, at most 256; 0 for one for each core
    #[arg(long, global = true, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=256))]
    jobs: u16,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Mark translations as up to date, although their source changed
    Accept(accept::Options),
    /// Build the site into a folder
    Build(build::Options),
    /// Report where the languages have drifted apart
    Check(check::Options),
    /// Explain a rule; without one, list the rules
    Explain(explain::Options),
    /// Mend what can be mended without a person looking
    Fix(fix::Options),
    /// Keep the names of rows in `hexapla.lock`, so that links to them live on
    Lock(lock::Options),
    /// Print pages, tables, rows and entries as JSON, or why the rows of an entry are one
    Model(model::Options),
    /// Build the site and put it where others see it: a folder or a Git branch
    Publish(publish::Options),
    /// Find the row behind an error message, in the built site
    Search(search::Options),
    /// Show how complete and how current each locale is
    Status(status::Options),
    /// List what a translator does next: what is stale, missing or untranslated, with the source's old and new words
    Todo(todo::Options),
}

/// Why a command ended without its result.
#[derive(Debug)]
struct Stop {
    /// What to print, with a way out.
    message: String,
    code: u8,
}

impl Stop {
    /// Usage, configuration or the outside world: exit code 2.
    fn outside(message: impl Into<String>) -> Stop {
        Stop { message: message.into(), code: 2 }
    }
}

impl From<PublishError> for Stop {
    fn from(error: PublishError) -> Stop {
        match error.help {
            Some(help) => Stop::outside(format!("{}\n  help: {help}", error.message)),
            None => Stop::outside(error.message),
        }
    }
}

fn parse_locale(tag: &str) -> Result<LocaleId, String> {
    tag.parse::<LocaleId>().map_err(|error| format!("{error}; write it like `nl-NL`"))
}

/// Runs the program with these arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // Nothing is left to be done where even this cannot be written.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    match dispatch(&arguments) {
        Ok(code) => code,
        Err(stop) => {
            output::error(&stop.message);
            ExitCode::from(stop.code)
        }
    }
}

fn dispatch(arguments: &Arguments) -> Result<ExitCode, Stop> {
    let global = &arguments.global;
    if global.jobs > 0 {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(global.jobs)).build_global();
        pool.map_err(|error| Stop::outside(format!("cannot start {} threads: {error}", global.jobs)))?;
    }
    match &arguments.command {
        Command::Explain(options) => explain::run(options),
        Command::Accept(options) => accept::run(&Session::open(global)?, options),
        Command::Build(options) => build::run(&Session::open(global)?, options),
        Command::Check(options) => check::run(&Session::open(global)?, options),
        Command::Fix(options) => fix::run(&Session::open(global)?, options),
        Command::Lock(options) => lock::run(&Session::open(global)?, options),
        Command::Model(options) => model::run(&Session::open(global)?, options),
        Command::Publish(options) => publish::run(&Session::open(global)?, options),
        Command::Search(options) => search::run(&Session::open(global)?, options),
        Command::Status(options) => status::run(&Session::open(global)?, options),
        Command::Todo(options) => todo::run(&Session::open(global)?, options),
    }
}
