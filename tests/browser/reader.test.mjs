// The site as readers meet it: in a browser, on a phone, in the dark, with a screen reader, without scripts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { REPOSITORY, build, filesOf, first, hexapla, openBrowser, openTab, serve } from "./site.mjs";

const BASE = "/docs/connectors/";
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };

let site;
let server;
let browser;
let model;
/** One page of each kind, in Dutch and in Traditional Chinese. */
let kinds;

before(async () => {
  site = await build();
  server = await serve(site.out, BASE);
  browser = await openBrowser();
  model = JSON.parse(await hexapla("model", "--root", REPOSITORY));
  const files = await filesOf(site.out);
  kinds = ["nl-nl", "zh-tw"].flatMap((tag) => [
    `${tag}/`,
    rowPage(tag),
    first(files, new RegExp(`^${tag}/guide/`)),
    first(files, new RegExp(`^${tag}/entries/`)),
    first(files, new RegExp(`^${tag}/apps/`)),
    first(files, new RegExp(`^${tag}/exceptions/`)),
    first(files, new RegExp(`^${tag}/status/`)),
    `${tag}/search/`,
  ]);
});

after(async () => {
  await browser?.close();
  await server?.close();
  await site?.remove();
});

/** The page that holds the first entry that every locale has. */
function rowPage(tag) {
  return `${tag}/${sharedEntry().page}/`;
}

function sharedEntry() {
  const isShared = (entry) => Object.keys(entry.rows).length === model.locales.length && entry.signature.exceptions.length > 0;
  const entry = model.entries.find(isShared);
  assert.ok(entry, "no entry of the content is in every locale");
  return entry;
}

/** The message cell of an entry in a locale, as written. */
function messageOf(entry, locale) {
  const page = model.pages.find(({ id }) => id === entry.page).locales[locale];
  const row = page.tables.flatMap(({ roles, rows }) => rows.map((row) => ({ roles, ...row }))).find((row) => row.entry === entry.id);
  return row.cells[row.roles.indexOf("message")];
}

async function visit(t, where, options) {
  const { tab, complaints, close } = await openTab(browser, options);
  t.after(close);
  await tab.goto(server.address + where, { waitUntil: "networkidle" });
  return { tab, complaints };
}

for (const colorScheme of ["light", "dark"]) {
  test(`no page has a violation that axe knows, or a complaint on the console, in ${colorScheme} colors`, async (t) => {
    const { tab, complaints } = await visit(t, "", { colorScheme });
    const found = [];
    for (const where of [...kinds, "#languages"]) {
      await tab.goto(server.address + where, { waitUntil: "networkidle" });
      const { passes, violations } = await new AxeBuilder({ page: tab }).analyze();
      assert.ok(passes.length > 5, `axe looked at ${where}`);
      found.push(...violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes[0].html.slice(0, 200)}`));
    }
    assert.deepEqual(found, []);
    assert.deepEqual(complaints, []);
  });
}

test("the picker leads to the same row in another language", async (t) => {
  const entry = sharedEntry();
  const { tab, complaints } = await visit(t, `${rowPage("nl-nl")}#${entry.id}`);
  await tab.locator("details.languages summary").click();
  await tab.locator('details.languages a[hreflang="zh-TW"]').click();
  await tab.waitForURL(`**${BASE}${rowPage("zh-tw")}#${entry.id}`);
  assert.equal(await tab.locator("html").getAttribute("lang"), "zh-TW");
  const row = tab.locator(`[id="${entry.id}"]`);
  assert.match(await row.innerText(), /\p{Script=Han}/u);
  await row.locator("td").first().waitFor({ state: "visible" });
  assert.ok(await row.evaluate((element) => element.matches(":target")));
  assert.deepEqual(complaints, []);
});

for (const [locale, asked] of [["nl-NL", "nl-NL"], ["zh-TW", "zh-TW"], ["nl-NL", "zh-TW"]]) {
  test(`a log line in ${asked} finds its row in ${locale}`, async (t) => {
    const entry = sharedEntry();
    const { tab, complaints } = await visit(t, `${locale.toLowerCase()}/`);
    const line = `2026-11-03T09:14:07.331Z ERROR [worker-7] trace=9f3c2ab17d6e4f50 ${messageOf(entry, asked)}`;
    await tab.locator('.search-form input[name="q"]').fill(line);
    await tab.locator(".search-form button").click();
    const hit = tab.locator("#search-results li a").first();
    await hit.waitFor();
    await hit.click();
    await tab.waitForURL(new RegExp(`${entry.id}/?$`));
    assert.equal(await tab.locator("html").getAttribute("lang"), locale);
    assert.deepEqual(complaints, []);
  });
}

test("without scripts everything but the search can be read, and languages can be chosen", async (t) => {
  const entry = sharedEntry();
  const { tab } = await visit(t, `${rowPage("nl-nl")}#${entry.id}`, { javaScriptEnabled: false });
  assert.ok(await tab.locator(`[id="${entry.id}"]`).isVisible());
  await tab.locator("details.languages summary").click();
  await tab.locator('details.languages a[hreflang="zh-TW"]').click();
  await tab.waitForURL(`**${BASE}${rowPage("zh-tw")}`);
  assert.ok(await tab.locator("main").isVisible());
});

test("the root leads readers to their language, and lets them choose another", async (t) => {
  const { tab } = await visit(t, "", { locale: "nl-BE" });
  await tab.waitForURL(`**${BASE}nl-nl/`);
  await tab.goto(`${server.address}#languages`);
  assert.deepEqual(
    (await tab.locator("[data-chooser] a[hreflang]").evaluateAll((links) => links.map((link) => link.hreflang))).sort(),
    [...model.locales].sort(),
  );
});

test("nothing is wider than a phone", async (t) => {
  const { tab } = await visit(t, "", PHONE);
  for (const where of kinds) {
    await tab.goto(server.address + where);
    const width = await tab.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(width[0] <= width[1], `${where} is ${width[0]} wide on ${width[1]}`);
  }
});

test("a page that is not there says so", async (t) => {
  const { tab } = await visit(t, "nl-nl/is-er-niet/");
  assert.ok((await tab.locator("main").innerText()).trim().length > 0);
});
