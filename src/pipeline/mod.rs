//! The story in short functions: from a world to findings, and from there to a site.
//!
//! **Comes in:** a [`World`](crate::read::World) and the user's options. **Goes out:** [`Site`], everything that is
//! known about the content, and from it a built site in a publish target. **Never happens here:** printing,
//! and any knowledge that a stage has already.

mod accept;
mod accept_names;
mod acceptable;
mod base_revisions;
mod build;
mod caught_up;
mod check;
mod digests;
mod drawings;
mod failure;
mod fix;
mod glossary;
mod histories;
mod known_sources;
mod load;
mod lock;
mod pin;
mod prose_changes;
mod regression;
mod renewal;
mod repositories;
mod rereading;
mod seen_source;
mod since;
mod site;
mod source_history;
mod status;
mod todo;

pub use accept::{AcceptError, Accepted, AcceptedCounts, Wanted as WantedAcceptance, accept};
pub use accept_names::Name;
pub use build::{BuildFailure, Built, Progress, build, index_path};
pub use check::{Found, blocking, check};
pub use digests::SourceDigests;
pub use failure::Failure;
pub use fix::{FixedFile, Fixes, Wanted, fix};
pub use load::{configure, known_locales, load, load_to_check, load_to_compare, reread};
pub use pin::{PinError, PinRenewal, renew_pins};
pub use renewal::{RenewError, Renewal, renew_lock};
pub use since::{Change, since};
pub use site::Site;
pub use status::status;
pub use todo::{page_named, todo};
