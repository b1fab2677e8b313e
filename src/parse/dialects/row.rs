//! `:::row:::`: columns beside each other.

use super::{Construct, Container, Form};

pub(super) const CONSTRUCT: Construct = Construct {
    name: "row",
    form: Form::Container { open: |directive| directive.closed.then_some(Container::Row), is_indented: true },
    example: ":::row:::\n    方塊\n:::row-end:::\n",
    becomes: "row\n  paragraph\n    方塊\n",
};
