// The site with one of everything, as readers meet it: four languages, two of them with other scripts and one from
// right to left, in both colour schemes, on a phone and on a desk, with nothing but a keyboard, and without scripts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { FIXTURE, STRICT, build, filesOf, first, hexapla, openBrowser, openTab, serve } from "./site.mjs";

// The path of the address that the site gives as its own: the page for what is not there names it.
const BASE = "/connectors/";
const LOCALES = ["en-us", "nl-nl", "zh-tw", "ar"];
const SCREENS = {
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 },
  desktop: { viewport: { width: 1280, height: 800 } },
};
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const TABLE = "troubleshooting/connectors/";

let site;
let server;
let browser;
let files;
let model;

before(async () => {
  site = await build(FIXTURE);
  server = await serve(site.out, BASE, STRICT);
  browser = await openBrowser();
  files = await filesOf(site.out);
  model = JSON.parse(await hexapla("model", "--root", FIXTURE));
});

after(async () => {
  await browser?.close();
  await server?.close();
  await site?.remove();
});

/** One page of each kind in one language. */
function kindsOf(tag) {
  const one = (pattern) => first(files, new RegExp(`^${tag}/${pattern}`));
  return [
    "",
    "guide/start/",
    "guide/permissions/",
    TABLE,
    "search/",
    "hexapla/",
    `hexapla/${TABLE}`,
  ].map((page) => `${tag}/${page}`).concat(
    ["entries/[^/]+/index.html$", "apps/", "exceptions/", "status/"].map(one),
  );
}

async function visit(t, where, options) {
  const { tab, complaints, close } = await openTab(browser, options);
  t.after(close);
  await tab.goto(server.address + where, { waitUntil: "networkidle" });
  return { tab, complaints };
}

/** Clicks where something is. Unlike a locator's own click it never scrolls first. */
async function point(tab, selector) {
  const { x, y, width, height } = await tab.locator(selector).boundingBox();
  await tab.mouse.click(x + width / 2, y + height / 2);
}

for (const colorScheme of ["light", "dark"]) {
  for (const [screen, options] of Object.entries(SCREENS)) {
    test(`no kind of page has a violation that axe knows, or a complaint, in ${colorScheme} on a ${screen}`, async (t) => {
      const { tab, complaints } = await visit(t, "#languages", { colorScheme, ...options });
      const found = [];
      for (const where of ["#languages", "404.html", ...LOCALES.flatMap(kindsOf)]) {
        await tab.goto(server.address + where);
        const axe = new AxeBuilder({ page: tab }).withTags(WCAG).options({ rules: { "target-size": { enabled: true } } });
        const { passes, violations } = await axe.analyze();
        assert.ok(passes.length > 5, `axe looked at ${where}`);
        found.push(...violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes[0].html.slice(0, 200)}`));
        const width = await tab.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
        if (width[0] > width[1]) found.push(`${where} is ${width[0]} wide on ${width[1]}`);
      }
      assert.deepEqual(found, []);
      assert.deepEqual(complaints, []);
    });
  }
}

test("nothing is wider than the smallest screen, and nothing moves while a page loads", async (t) => {
  for (const viewport of [{ width: 320, height: 640 }, { width: 1280, height: 800 }]) {
    const { tab } = await visit(t, "#languages", { viewport });
    assert.ok(await tab.evaluate(() => PerformanceObserver.supportedEntryTypes.includes("layout-shift")));
    await tab.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(entry.value);
      }).observe({ type: "layout-shift", buffered: true });
    });
    for (const where of ["nl-nl", "zh-tw", "ar"].flatMap(kindsOf)) {
      await tab.goto(server.address + where, { waitUntil: "networkidle" });
      const [inner, outer, shifts] = await tab.evaluate(async () => {
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        return [document.documentElement.scrollWidth, document.documentElement.clientWidth, window.shifts];
      });
      assert.ok(inner <= outer, `${where} is ${inner} wide on ${outer}`);
      assert.deepEqual(shifts, [], `${where} at ${viewport.width} moves`);
    }
  }
});

test("the same row is reached in every language with nothing but the keyboard", async (t) => {
  const entry = model.entries.find((entry) => Object.keys(entry.rows).length === LOCALES.length && entry.page === TABLE.slice(0, -1));
  const { tab, complaints } = await visit(t, `nl-nl/${TABLE}#${entry.id}`);
  await tab.locator("details.languages summary").focus();
  await tab.keyboard.press("Enter");
  await tab.locator("details.languages[open]").waitFor();
  await tab.keyboard.press("Escape");
  assert.equal(await tab.locator("details.languages[open]").count(), 0);
  assert.ok(await tab.locator("details.languages summary").evaluate((summary) => summary === document.activeElement));
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("End");
  const chosen = await tab.evaluate(() => document.activeElement.getAttribute("hreflang"));
  await tab.keyboard.press("Enter");
  await tab.waitForURL(`**${BASE}${chosen.toLowerCase()}/${TABLE}#${entry.id}`);
  assert.equal(await tab.locator("html").getAttribute("lang"), chosen);
  assert.deepEqual(complaints, []);
});

test("the picker keeps the place that the reader has scrolled to", async (t) => {
  const { tab } = await visit(t, "en-us/guide/start/");
  const heading = tab.locator("main h2[id]").nth(1);
  const id = await heading.getAttribute("id");
  await heading.evaluate((element) => element.scrollIntoView({ block: "start", behavior: "instant" }));
  await point(tab, "details.languages summary");
  await point(tab, 'details.languages a[hreflang="zh-TW"]');
  await tab.waitForURL(`**${BASE}zh-tw/guide/start/#*`);
  const place = await tab.evaluate((id) => {
    const [heading, target] = [document.getElementById(id), document.querySelector(":target")];
    return [target.id, target === heading || Boolean(heading.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING)];
  }, id);
  assert.ok(place[1], `${place[0]} is before ${id}`);
});

test("a log line is searched for, and its row reached, with nothing but the keyboard", async (t) => {
  const { tab, complaints } = await visit(t, "zh-tw/");
  await tab.keyboard.press("/");
  await tab.keyboard.type("2026-11-26T10:00:00Z WARN HttpRequestFailure: 429 Too Many Requests slack");
  await tab.keyboard.press("Enter");
  await tab.locator("#search-results li a").first().waitFor();
  for (let steps = 0; steps < 40; steps += 1) {
    await tab.keyboard.press("Tab");
    if (await tab.evaluate(() => document.activeElement.closest("#search-results li") !== null)) break;
  }
  await tab.keyboard.press("Enter");
  await tab.waitForURL(/zh-tw\/troubleshooting\/connectors\/#slack-httprequestfailure-429$/);
  assert.deepEqual(complaints, []);
});

test("rows are filtered with nothing but the keyboard", async (t) => {
  const { tab, complaints } = await visit(t, `zh-tw/${TABLE}`);
  const rows = tab.locator("tbody tr:visible");
  const all = await rows.count();
  const field = tab.locator(".table-tools input");
  await field.focus();
  await tab.keyboard.type("okta");
  await tab.waitForFunction((all) => [...document.querySelectorAll("tbody tr")].filter((row) => !row.hidden).length < all, all);
  for (const text of await rows.allInnerTexts()) assert.match(text.toLowerCase(), /okta/);
  assert.match(await tab.locator(".table-tools [role=status]").innerText(), /\d/);
  await field.fill("");
  await tab.waitForFunction((all) => [...document.querySelectorAll("tbody tr")].filter((row) => !row.hidden).length === all, all);
  const chip = tab.locator(".table-tools button[aria-pressed]").first();
  await chip.focus();
  await tab.keyboard.press("Space");
  assert.equal(await chip.getAttribute("aria-pressed"), "true");
  const chosen = await rows.count();
  assert.ok(chosen > 0 && chosen < all, `${chosen} of ${all}`);
  await tab.keyboard.press("Space");
  assert.equal(await rows.count(), all);
  assert.deepEqual(complaints, []);
});

test("a row that a link leads to is shown although the filter would hide it", async (t) => {
  const { tab } = await visit(t, `nl-nl/${TABLE}`);
  const id = await tab.locator("tbody tr[id]").last().getAttribute("id");
  await tab.locator(".table-tools input").fill("dat staat nergens");
  await tab.waitForFunction(() => [...document.querySelectorAll("tbody tr")].every((row) => row.hidden));
  await tab.evaluate((id) => { location.hash = id; }, id);
  await tab.locator(`[id="${id}"]`).waitFor({ state: "visible" });
});

test("messages can be copied from the table and from their own page", async (t) => {
  const { tab } = await visit(t, `ar/${TABLE}`, { permissions: ["clipboard-read", "clipboard-write"] });
  const row = tab.locator("tbody tr[id]").first();
  const entry = await row.getAttribute("id");
  await row.locator("button").focus();
  await tab.keyboard.press("Enter");
  const fromTable = await tab.waitForFunction(() => navigator.clipboard.readText());
  await tab.goto(`${server.address}ar/entries/${entry}/`, { waitUntil: "networkidle" });
  await tab.evaluate(() => navigator.clipboard.writeText(""));
  await tab.locator("button[data-copy]").click();
  const fromPage = await tab.waitForFunction(() => navigator.clipboard.readText());
  assert.equal(await fromTable.jsonValue(), await fromPage.jsonValue());
  assert.match(await fromPage.jsonValue(), /[A-Za-z]{4}/);
});

test("languages are compared with nothing but the keyboard, and the choice is in the address", async (t) => {
  const { tab, complaints } = await visit(t, `nl-nl/hexapla/${TABLE}`, SCREENS.desktop);
  const shown = () => tab.locator("thead th[data-column]:visible").evaluateAll((cells) => cells.map((cell) => cell.dataset.column));
  assert.equal((await shown()).length, LOCALES.length);
  const box = tab.locator('input.compare-language[value="zh-TW"]');
  await box.focus();
  await tab.keyboard.press("Space");
  assert.ok(!(await shown()).includes("zh-TW"));
  const address = tab.url();
  assert.match(address, /\?/);
  const marked = tab.locator("input.compare-marked");
  await marked.focus();
  await tab.keyboard.press("Space");
  const rows = await tab.locator("tbody tr:visible").count();
  const findings = await tab.locator('tbody tr:has(td:not([data-column="zh-TW"]) :is(.findings, .cell-state))').count();
  assert.equal(rows, findings);
  assert.ok(findings > 0);
  await tab.goto(address, { waitUntil: "networkidle" });
  assert.ok(!(await shown()).includes("zh-TW"), "the address says which languages are shown");
  await tab.locator("section.compare").focus();
  await tab.keyboard.press("n");
  assert.ok(await tab.evaluate(() => document.activeElement.matches("td:has(.finding, .cell-state)")));
  const before = await tab.evaluate(() => document.activeElement.closest("tr").rowIndex);
  await tab.keyboard.press("ArrowDown");
  const after = await tab.evaluate(() => document.activeElement.closest("tr").rowIndex);
  assert.equal(after, before + 1);
  assert.deepEqual(complaints, []);
});

test("what is wrong is marked in its cell and explained there", async (t) => {
  const found = JSON.parse(await hexapla("check", "--root", FIXTURE, "--format", "json", "--exit-zero")).findings;
  const finding = found.find(({ entry, locale }) => entry && locale === "nl-NL");
  const { tab } = await visit(t, `ar/hexapla/${finding.page}/#${finding.entry}`);
  const cell = tab.locator(`[id="${finding.entry}"] [data-column="nl-NL"]`);
  assert.ok((await cell.innerText()).includes(finding.message.replaceAll("`", "")) || (await cell.innerText()).includes(finding.message));
  assert.match(await cell.innerText(), new RegExp(finding.rule));
});

test("a row that a language lacks is shown in another, in its place, and says so", async (t) => {
  const { tab } = await visit(t, `ar/${TABLE}`);
  const fallback = tab.locator("tr.fallback-row");
  assert.ok((await fallback.count()) > 0);
  assert.equal(await fallback.first().getAttribute("lang"), "en-US");
  assert.equal(await fallback.first().locator(".row-notice").getAttribute("lang"), "ar");
  const order = (tag) => tab.goto(`${server.address}${tag}/${TABLE}`).then(() => tab.locator("tbody tr[id]").evaluateAll((rows) => rows.map(({ id }) => id)));
  assert.deepEqual(await order("ar"), await order("en-us"));
  await tab.goto(`${server.address}ar/guide/permissions/`);
  assert.equal(await tab.locator("main").getAttribute("lang"), "en-US");
  assert.equal(await tab.locator("main .notice").getAttribute("lang"), "ar");
});

test("without scripts all is read, found and changed to another language", async (t) => {
  const { tab, complaints } = await visit(t, "", { javaScriptEnabled: false, ...SCREENS.phone });
  await tab.locator('[data-chooser] a[hreflang="ar"]').click();
  await tab.waitForURL(`**${BASE}ar/`);
  assert.equal(await tab.locator("html").getAttribute("dir"), "rtl");
  await tab.locator("#page-navigation summary").first().click();
  await tab.locator("#page-navigation a[href]:visible").last().waitFor();
  await tab.goto(`${server.address}ar/${TABLE}`);
  assert.ok(await tab.locator("tbody tr").last().isVisible());
  assert.equal(await tab.locator("button:visible").evaluateAll((buttons) => buttons.filter((button) => button.type !== "submit").length), 0);
  await tab.locator("details.languages summary").click();
  await tab.locator('details.languages a[hreflang="nl-NL"]').click();
  await tab.waitForURL(`**${BASE}nl-nl/${TABLE}`);
  await tab.goto(`${server.address}nl-nl/hexapla/${TABLE}`);
  assert.equal(await tab.locator("thead th[data-column]:visible").count(), LOCALES.length);
  assert.deepEqual(complaints, []);
});

test("the root leads to a language once chosen, and to the reader's own at first", async (t) => {
  const { tab } = await visit(t, "", { locale: "zh-TW" });
  await tab.waitForURL(`**${BASE}zh-tw/`);
  await tab.locator("details.languages summary").click();
  await tab.locator('details.languages a[hreflang="ar"]').click();
  await tab.waitForURL(`**${BASE}ar/`);
  await tab.goto(server.address);
  await tab.waitForURL(`**${BASE}ar/`);
});

test("codes keep their order in a text from right to left", async (t) => {
  const { tab } = await visit(t, `ar/${TABLE}`);
  const isolated = await tab.locator("td :is(bdi, code[dir=ltr])").count();
  assert.ok(isolated > 0);
  const sides = await tab.locator("table").first().evaluate((table) => {
    const cells = [...table.querySelectorAll("thead th")].map((cell) => cell.getBoundingClientRect().left);
    return cells[0] > cells.at(-1);
  });
  assert.ok(sides, "the first column is on the right");
});
