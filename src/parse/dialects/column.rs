//! `:::column span="2":::`: one of the columns of a row.

use super::{Construct, Container, Form};
use crate::parse::directive_syntax::Directive;

pub(super) const CONSTRUCT: Construct = Construct {
    name: "column",
    form: Form::Container { open, is_indented: true },
    example: ":::row:::\n:::column span=\"2\":::\n    方塊\n:::column-end:::\n:::column:::\n    één\n:::column-end:::\n:::row-end:::\n",
    becomes: "row\n  column 2\n    paragraph\n      方塊\n  column\n    paragraph\n      één\n",
};

fn open(directive: &Directive<'_>) -> Option<Container> {
    let span = directive.value("span").and_then(|span| span.parse().ok());
    directive.closed.then_some(Container::Column(span))
}
