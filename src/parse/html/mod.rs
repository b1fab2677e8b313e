//! The HTML that authors write, for all who read it.
//!
//! **Comes in:** a stretch of text, be it a block of HTML, one tag, or Markdown with tags in it. **Goes out:** its tags
//! and comments with their places, what is known of each element, and the tree that they make. **Never happens here:**
//! making HTML safe.
//!
//! All code that needs to know where a tag ends, what it is called or what its attributes are uses this, so that nobody
//! takes `title="a > b"` for the end of a tag, or the text `id=x` for an anchor.

mod element;
mod token;
mod tree;

pub use element::{Block, COMMON_ATTRIBUTES, Content, ELEMENTS, Element, Treatment};
pub use token::{Tag, Token, Tokenizer, tags, tokens};
pub use tree::{ElementNode, Node, tree, write};
