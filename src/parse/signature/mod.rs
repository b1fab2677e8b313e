//! What of a text survives translation, read in one pass from left to right.

mod characters;
mod json;
mod markup;
mod numbers;
mod words;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use self::characters::Characters;
use super::html::Tokenizer;
use crate::model::{Invariant, InvariantKind, Signature};

/// Reads the signature of a stretch of Markdown, usually a cell.
///
/// The invariants' `start` and `end` are byte offsets in `markdown`, in ascending order of `start`.
pub fn read_signature(markdown: &str) -> Signature {
    if markdown.is_empty() {
        return Signature::default();
    }
    let Some(characters) = Characters::of(markdown) else { return read_as_it_is(markdown) };
    let mut signature = read_as_it_is(&characters.text);
    for invariant in &mut signature.invariants {
        (invariant.start, invariant.end) = characters.written(invariant.start, invariant.end);
    }
    signature
}

/// Reads the signature of a text in which each character is written as it is.
fn read_as_it_is(markdown: &str) -> Signature {
    let mut scanner = Scanner {
        text: markdown,
        invariants: Vec::new(),
        seen_exception: false,
        depth: 0,
        ticks: OnceCell::new(),
        html: Tokenizer::new(markdown),
    };
    scanner.scan(0..markdown.len());
    let mut invariants = scanner.invariants;
    invariants.sort_by_key(|invariant| (invariant.start, invariant.kind));
    invariants.shrink_to_fit();
    Signature { invariants }
}

pub use characters::{is_unseen, reference};
pub use markup::code_spans;

/// A text and the invariants found in it so far.
struct Scanner<'t> {
    text: &'t str,
    invariants: Vec<Invariant>,
    /// Whether an exception class came before: three digits after it are a status.
    seen_exception: bool,
    /// How many recognizers are inside one another.
    depth: usize,
    /// Where runs of backticks begin, by their length; made when the first one is met.
    ticks: OnceCell<BTreeMap<usize, Vec<usize>>>,
    html: Tokenizer<'t>,
}

/// How deep payloads in strings of payloads are read; what is deeper has no invariants.
// Each level calls the next one, and reads the same bytes once more.
const DEEPEST: usize = 16;

/// How far the end of a link's target, a tag or a placeholder is searched for, in bytes.
// Without a bound, a text of a thousand brackets that nothing closes would be read a thousand times.
const WINDOW: usize = 2_000;

impl<'t> Scanner<'t> {
    /// Reads the invariants of `range`; each recognizer returns where it stopped.
    fn scan(&mut self, range: Range<usize>) {
        if self.depth < DEEPEST {
            self.depth += 1;
            self.scan_here(range);
            self.depth -= 1;
        }
    }

    fn scan_here(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while let Some(char) = self.text[at..range.end].chars().next() {
            let stop = match char {
                '`' => self.code_span(at, range.end),
                ']' => self.link_target(at, range.end),
                '[' => self.line_numbers(at, range.end),
                '<' => self.tag(at, range.end),
                '&' => self.escaped_tag(at, range.end),
                '{' => self.brace(at, range.end),
                '%' | '$' => self.placeholder(at, range.end),
                '-' => self.flag(at, range.end),
                char if numbers::digit(char).is_some() => self.number(at, range.end),
                char if words::is_word(char) => self.word(at, range.end),
                _ => None,
            };
            at = stop.unwrap_or(at + char.len_utf8());
        }
    }

    /// The text from `at` on in which the end of something is searched for.
    fn window(&self, at: usize, end: usize) -> &'t str {
        &self.text[at..self.text.floor_char_boundary(end.min(at + WINDOW))]
    }

    /// Adds an invariant as it is written; nothing where it is empty, as a key `""` or a target `href=""` is.
    fn push(&mut self, kind: InvariantKind, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let text = &self.text[range.clone()];
        self.push_as(kind, text, range);
    }

    fn push_as(&mut self, kind: InvariantKind, text: &str, range: Range<usize>) {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.invariants.push(Invariant { kind, text: text.into(), start: offset(range.start), end: offset(range.end) });
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }
}

#[cfg(test)]
mod tests {
    use super::read_signature;
    use crate::model::InvariantKind::{self, *};

    fn invariants(text: &str) -> Vec<(InvariantKind, String)> {
        read_signature(text).invariants.into_iter().map(|invariant| (invariant.kind, invariant.text.into())).collect()
    }

    fn of(kind: InvariantKind, text: &str) -> Vec<String> {
        read_signature(text).of(kind).map(str::to_owned).collect()
    }

    #[test]
    fn an_exception_chain_gives_each_class_outermost_first() {
        let dutch = "RuntimeException: com.adallom.httputils.HttpRequestFailure: De server gaf: 403 - Verboden";
        let chinese = "RuntimeException: com.adallom.httputils.HttpRequestFailure: 伺服器傳回: 403 已禁止";
        for text in [dutch, chinese] {
            assert_eq!(of(Exception, text), ["RuntimeException", "HttpRequestFailure"]);
            assert_eq!(of(Identifier, text), ["com.adallom.httputils.HttpRequestFailure"]);
            assert_eq!((of(Status, text), of(Number, text)), (vec!["403".to_owned()], vec![]));
        }
    }

    #[test]
    fn a_word_that_ends_like_a_class_is_no_class() {
        assert!(of(Exception, "Error: Exception, Failure en Terror").is_empty());
    }

    #[test]
    fn a_payload_gives_its_keys_its_strings_and_what_holds_it_together() {
        let text = "X: {\"error\":{\"code\":\"AF20012\",\"message\":\"系統中 Tenant_ID 無效。\"";
        assert_eq!(of(JsonKey, text), ["error", "code", "message"]);
        assert_eq!(of(JsonString, text), ["AF20012"]);
        assert_eq!(of(Code, text), ["AF20012"]);
        assert_eq!(of(Identifier, text), ["Tenant_ID"]);
        assert_eq!(of(JsonPunctuation, text).concat(), "{\"\"{\"\"\"\"\"\"\"\"");
    }

    #[test]
    fn codes_are_found_beside_chinese_letters() {
        assert_eq!(of(Code, "錯誤AADSTS70002：ORA-00942與0x80070005"), ["AADSTS70002", "ORA-00942", "0x80070005"]);
    }

    #[test]
    fn numbers_are_the_same_in_every_notation() {
        for text in ["1.514.874", "1,514,874", "1514874", "1\u{a0}514\u{202f}874", "１５１４８７４"] {
            assert_eq!(of(Number, text), ["1514874"], "{text}");
        }
        assert_eq!(of(Number, "2,5 GB, 500명, 10.0.0.1, 1,2"), ["2.5", "500", "10.0.0.1", "1.2"]);
        assert!(of(Number, "codeblok hl[15,24], ln[1:4] en 清單hl[3-7]").is_empty());
        assert!(of(Number, "h07-03-paden.md 第十章").iter().all(|number| number != "03" && number != "3"));
        assert_eq!(of(Number, "van 5-10 dagen, 3-7-天"), ["5", "10", "3", "7"]);
        assert_eq!(of(Number, "van [15,24] tot [3](a.md)"), ["15.24", "3"]);
        assert_eq!(of(Number, "3.14, 1.500, 0.125, 10:30"), ["3.14", "1500", "0.125", "10", "30"]);
    }

    #[test]
    fn three_digits_are_a_status_only_where_the_text_shows_it() {
        assert_eq!(of(Status, "HTTP 404; HTTP/1.1 503; statuscode: 401"), ["404", "503", "401"]);
        assert_eq!(of(Status, "500 gebruikers, 找到 404 個"), Vec::<String>::new());
        assert_eq!(of(Status, "401 Niet gemachtigd"), ["401"]);
        assert_eq!(of(Status, "TimeoutException: na 500 ms"), Vec::<String>::new());
    }

    #[test]
    fn placeholders_of_every_kind_are_found() {
        assert_eq!(
            of(Placeholder, "{0} %s %1$d ${HOME} <TenantId> {{ naam }} \\<x> &lt;y&gt; $USER %PATH%"),
            ["{0}", "%s", "%1$d", "${HOME}", "<TenantId>", "{{ naam }}", "<x>", "<y>", "$USER", "%PATH%"]
        );
        assert!(of(Placeholder, "50% sneller, 100 %, $5, a<br>b <b>c</b> <Kop /> <標 text=x>").is_empty());
    }

    #[test]
    fn what_is_in_a_tag_is_no_text_and_what_looks_like_a_tag_is_no_tag() {
        let text = "Zie <a title=\"a > b 500\" data-href='x' href=\"說明.md\">dit</a> en <img width=32 alt='<X>'>.";
        assert_eq!((of(LinkTarget, text), of(Number, text)), (vec!["說明.md".to_owned()], vec![]));
        assert!(of(Placeholder, text).is_empty());
        assert_eq!(of(Placeholder, "填入 <table-name> 或 <source_file>"), ["<table-name>", "<source_file>"]);
    }

    #[test]
    fn links_code_and_urls_are_kept_whole() {
        let text = "[按 **這裡**](../a.md#b) `x|y_z` https://a.example/é?x=1. <https://b.example>";
        assert_eq!(of(LinkTarget, text), ["../a.md#b"]);
        assert_eq!(of(LinkTarget, "按一下 [Add agent]\\(新增代理程式)"), [""; 0]);
        assert_eq!(of(InlineCode, text), ["x|y_z"]);
        assert_eq!(of(InlineCode, "gebruik `if\n  let` of > `程式\n> 碼`"), ["if let", "程式 碼"]);
        let html = "<code>x|y_z</code> 方 <code class='é'>&lt;b&gt; </code><code></code> <code>geen einde";
        assert_eq!(of(InlineCode, html), ["x|y_z", "<b>"]);
        assert_eq!(of(Url, text), ["https://a.example/é?x=1", "https://b.example"]);
        assert_eq!(of(Url, "{開啟 https://{region}.a.example}"), ["https://{region}.a.example"]);
        for text in
            ["https://a.example/bを開いて待ちます。", "開啟https://a.example/b再等候", "https://a.example/b을 엽니다"]
        {
            assert_eq!(of(Url, text), ["https://a.example/b"]);
        }
    }

    #[test]
    fn names_are_latin_words_whose_shape_shows_it() {
        assert_eq!(
            of(Name, "再次遵循將 Office 365 連線至 Cloud App Security 的程序。"),
            ["Office 365", "Cloud App Security"]
        );
        assert_eq!(of(Name, "Box 重新整理權杖無效"), ["Box"]);
        assert_eq!(of(Name, "Volg opnieuw de procedure voor Okta en ServiceNow-apps"), ["Okta", "ServiceNow"]);
        assert_eq!(of(Name, "Google Apps"), ["Google Apps"]);
        assert_eq!(of(Name, "SalesForce"), ["SalesForce"]);
    }

    #[test]
    fn identifiers_have_a_shape_that_prose_does_not() {
        assert_eq!(
            of(
                Identifier,
                "accessToken via getUser() op api.example.com met --dry-run, d.w.z. z.B. klaar.Verder app.config"
            ),
            ["accessToken", "getUser()", "api.example.com", "--dry-run", "app.config"]
        );
    }

    #[test]
    fn what_is_found_does_not_depend_on_how_characters_are_spelled() {
        let plain = "Kies 'Tenant_ID' op 1.000 Box & Okta van {naam} in 方塊 $USER";
        let spelled =
            "Kies &#39;Tenant\\_ID&#x27; op 1\\.000 Box &amp;\u{200b} Okta van \\{naam\\} in&nbsp;方塊&#x200B; \\$USER";
        assert_eq!(invariants(plain), invariants(spelled));
        assert!(!invariants(plain).is_empty());
        let written: Vec<&str> = read_signature(spelled)
            .invariants
            .iter()
            .map(|invariant| &spelled[invariant.start as usize..invariant.end as usize])
            .collect();
        for expected in ["Tenant\\_ID", "1\\.000", "Box", "\\$USER"] {
            assert!(written.contains(&expected), "{expected}: {written:?}");
        }
        assert_eq!(of(InlineCode, "`&#39;1\\.0`"), ["&#39;1\\.0"]);
    }

    #[test]
    fn broken_markup_is_read_without_a_panic() {
        for text in [
            "`", "](", "<", "<a href=", "{", "{\"", "%", "$", "${", "&lt;", "{{", "--", "\u{0}", "9.", "é.é", "[x](",
            "１",
        ] {
            let _ = invariants(text);
        }
    }
}
