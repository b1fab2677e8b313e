//! What pages are, for programs: JSON-LD in the vocabulary of <https://schema.org/>.

use serde_json::{Map, Value, json};

use super::Renderer;
use super::link::Crumb;
use crate::plan::{PlannedPage, Route};

impl Renderer<'_> {
    /// `structure` with what all pages have in it, as text that is safe in a `<script>`.
    pub(super) fn json_ld(&self, page: &PlannedPage, structure: Value, breadcrumbs: &[Crumb]) -> String {
        let mut described = match structure {
            Value::Object(structure) => structure,
            _ => Map::new(),
        };
        described.insert("inLanguage".into(), json!(page.words_locale().as_str()));
        described.extend(self.canonical(page).map(|url| ("url".to_owned(), json!(url))));
        described.extend(self.updated(page).map(|date| ("dateModified".to_owned(), json!(date.to_string()))));
        described.extend(self.part_of(page));
        let graph: Vec<Value> =
            std::iter::once(Value::Object(described)).chain(self.breadcrumb_list(breadcrumbs)).collect();
        // No `</script>` or `<!--` can come of it.
        json!({ "@context": "https://schema.org", "@graph": graph }).to_string().replace('<', "\\u003c")
    }

    fn part_of(&self, page: &PlannedPage) -> Option<(String, Value)> {
        let home = Route::home(&page.locale);
        let base = self.plan.options.base_url.as_ref().filter(|_| page.route != home)?;
        let home = base.join(&home);
        let site = json!({ "@type": "WebSite", "name": self.site_title(&page.locale), "url": home });
        Some(("isPartOf".into(), site))
    }

    /// The way from the home page; its addresses are absolute, and steps without one are left out.
    fn breadcrumb_list(&self, breadcrumbs: &[Crumb]) -> Option<Value> {
        let base = self.plan.options.base_url.as_ref()?;
        let routed = breadcrumbs.iter().filter_map(|crumb| Some((crumb, crumb.route.as_ref()?)));
        let item = |(at, (crumb, route)): (usize, (&Crumb, &Route))| json!({ "@type": "ListItem", "position": at + 1, "name": crumb.title, "item": base.join(route) });
        let items: Vec<Value> = routed.enumerate().map(item).collect();
        (items.len() > 1).then(|| json!({ "@type": "BreadcrumbList", "itemListElement": items }))
    }
}
