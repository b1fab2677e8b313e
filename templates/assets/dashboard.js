// One language of the translation status: `?lang=nl-NL` hides what is to be done in the others. Without this script all
// languages are shown, and the links lead to the part about theirs.
//
// This runs in the head of the page, before anything of it is painted.

const tag = new URLSearchParams(location.search).get("lang") ?? "";

if (/^[a-z0-9]+(-[a-z0-9]+)*$/i.test(tag)) {
  const sheet = new CSSStyleSheet();
  const own = `[data-language="${tag}" i]`;
  // A language that is not there would leave nothing.
  sheet.replaceSync(`.page-middle:has(${own}) { .dashboard-language:not(${own}) { display: none; } .dashboard-all { display: block; } }`);
  document.adoptedStyleSheets.push(sheet);
  addEventListener("DOMContentLoaded", () => {
    const link = document.querySelector(`.dashboard-languages a[lang="${tag}" i]`);
    link?.setAttribute("aria-current", "true");
  });
}
