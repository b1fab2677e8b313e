//! `:::zone pivot="…":::`: what readers of one version of the page see. All of them see it here.

use super::{Construct, Container, Form};

pub(super) const CONSTRUCT: Construct = Construct {
    name: "zone",
    form: Form::Container { open: |_| Some(Container::Transparent), is_indented: false },
    example: "::: zone pivot=\"csharp\"\n方塊\n::: zone-end\n",
    becomes: "transparent\n  paragraph\n    方塊\n",
};
