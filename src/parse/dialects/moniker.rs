//! `:::moniker range="…":::`: a part about some versions of a product. All readers see it here.

use super::{Construct, Container, Form};

pub(super) const CONSTRUCT: Construct = Construct {
    name: "moniker",
    form: Form::Container { open: |_| Some(Container::Transparent), is_indented: false },
    example: ":::moniker range=\">= 1\" :::\n方塊\n:::moniker-end:::\n",
    becomes: "transparent\n  paragraph\n    方塊\n",
};
