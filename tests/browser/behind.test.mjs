// A site whose translations are behind their source, as readers and translators meet it: the notice on a page, what the
// source changed beside the translation, and the list of work of each language, with scripts and without.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { AxeBuilder } from "@axe-core/playwright";

import { STRICT, build, openBrowser, openTab, serve } from "./site.mjs";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SCREENS = { phone: { viewport: { width: 360, height: 740 } }, desktop: { viewport: { width: 1280, height: 800 } } };
const TAGS = ["nl-NL", "zh-TW", "ar"];

const ENGLISH = `# Errors

Read the whole message before you restart anything.

You need an account of an administrator.

|Error|App|What to do|
|---|---|---|
|HttpRequestFailure: 401|Okta|Make a new token.|
|HttpRequestFailure: 503|Dropbox|Try again in 10 minutes.|
`;
const TRANSLATIONS = {
  "nl-NL": `# Fouten

Lees de hele melding voordat u iets opnieuw start.

U hebt een account van een beheerder nodig.

|Fout|App|Oplossing|
|---|---|---|
|HttpRequestFailure: 401|Okta|Maak een nieuw token.|
|HttpRequestFailure: 503|Dropbox|Probeer het over 10 minuten opnieuw.|
`,
  "zh-TW": `# 錯誤

在重新啟動任何項目之前，請先閱讀完整訊息。

您需要系統管理員的帳戶。

|錯誤|應用程式|解決方法|
|---|---|---|
|HttpRequestFailure: 401|Okta|請建立新的權杖。|
|HttpRequestFailure: 503|Dropbox|請在 10 分鐘後再試一次。|
`,
  ar: `# الأخطاء

اقرأ الرسالة كاملة قبل إعادة تشغيل أي شيء.

تحتاج إلى حساب مسؤول.

|الخطأ|التطبيق|الحل|
|---|---|---|
|HttpRequestFailure: 401|Okta|أنشئ رمزًا جديدًا.|
|HttpRequestFailure: 503|Dropbox|حاول مرة أخرى بعد 10 دقائق.|
`,
};

let root;
let site;
let server;
let browser;

async function commit(day, files) {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
  const date = `${day}T12:00:00Z`;
  const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  const git = async (...words) => (await promisify(execFile)("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...words], { cwd: root, env })).stdout.trim();
  await git("init", "--quiet");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", day);
  return git("rev-parse", "HEAD");
}

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), "hexapla-behind-"));
  const config = "[content]\nsource_locale = 'en-US'\n[history]\nrevision_key = 'pin'\n";
  const pin = await commit("2026-01-05", { "hexapla.toml": config, "content/en-US/errors.md": ENGLISH });
  const pinned = TAGS.map((tag) => [`content/${tag}/errors.md`, `---\npin: ${pin}\n---\n${TRANSLATIONS[tag]}`]);
  await commit("2026-01-06", Object.fromEntries(pinned));
  const changed = ENGLISH.replace("restart", "stop").replace("new token", "new token and keep it");
  await commit("2026-03-03", { "content/en-US/errors.md": `${changed}\n## Afterwards\n\nTell your colleagues what you did.\n` });
  site = await build(root);
  server = await serve(site.out, "/", STRICT);
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await server?.close();
  await site?.remove();
  await rm(root, { recursive: true });
});

async function visit(t, where, options) {
  const { tab, complaints, close } = await openTab(browser, options);
  t.after(close);
  await tab.goto(server.address + where, { waitUntil: "networkidle" });
  return { tab, complaints };
}

for (const colorScheme of ["light", "dark"]) {
  for (const [screen, options] of Object.entries(SCREENS)) {
    test(`what is behind has no violation that axe knows, and fits, in ${colorScheme} on a ${screen}`, async (t) => {
      const { tab, complaints } = await visit(t, "nl-nl/errors/", { colorScheme, ...options });
      for (const tag of TAGS.map((tag) => tag.toLowerCase())) {
        for (const page of ["errors/", "hexapla/errors/", "hexapla/", `hexapla/?lang=${tag}`]) {
          await tab.goto(`${server.address}${tag}/${page}`, { waitUntil: "networkidle" });
          const { violations } = await new AxeBuilder({ page: tab }).withTags(WCAG).analyze();
          assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [], `${tag}/${page}`);
          const wider = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(wider <= 0, `${tag}/${page} is ${wider} pixels too wide`);
        }
      }
      assert.deepEqual(complaints, []);
    });
  }
}

test("the notice leads to what changed beside the translation, with old and new words", async (t) => {
  const { tab } = await visit(t, "zh-tw/errors/", SCREENS.desktop);
  await tab.locator(".notice-stale a").first().click();
  await tab.waitForURL(/hexapla\/errors\/\?columns=en-US,zh-TW#text-/);
  const row = tab.locator("tr:target");
  assert.ok(await row.isVisible());
  const own = row.locator('td[data-column="zh-TW"]');
  assert.match(await own.locator("del").innerText(), /restart/);
  assert.match(await own.locator("ins").innerText(), /stop/);
  const marks = await own.locator("del, ins").evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).textDecorationLine));
  assert.deepEqual(marks, ["line-through", "underline"], "what went and what came differ without color");
  assert.equal(await tab.locator('thead th[data-column="nl-NL"]').isVisible(), false);
});

const shown = (tab) => tab.locator(".dashboard-language:visible").evaluateAll((parts) => parts.map((part) => part.dataset.language));

test("the address chooses the language whose work is listed, whatever its case", async (t) => {
  const { tab, complaints } = await visit(t, "nl-nl/hexapla/?lang=nl-nl", SCREENS.desktop);
  assert.deepEqual(await shown(tab), ["nl-NL"]);
  await tab.locator('.dashboard-languages a[lang="zh-TW"]').click();
  await tab.waitForURL(/\?lang=zh-TW#language-zh-tw$/);
  assert.deepEqual(await shown(tab), ["zh-TW"]);
  assert.equal(await tab.locator(".dashboard-languages a[aria-current]").getAttribute("lang"), "zh-TW");
  await tab.locator(".dashboard-all a").click();
  await tab.waitForURL(/\/hexapla\/\?$/);
  assert.equal((await shown(tab)).length, TAGS.length);
  for (const wrong of ["fr-FR", "%22%5D%7D", ""]) {
    await tab.goto(`${server.address}nl-nl/hexapla/?lang=${wrong}`, { waitUntil: "networkidle" });
    assert.equal((await shown(tab)).length, TAGS.length, wrong);
  }
  assert.deepEqual(complaints, []);
});

test("without scripts the work of all languages is listed, and each has its place", async (t) => {
  const { tab } = await visit(t, "ar/hexapla/?lang=nl-NL", { javaScriptEnabled: false, ...SCREENS.phone });
  assert.equal((await shown(tab)).length, TAGS.length);
  await tab.locator('.dashboard-languages a[lang="nl-NL"]').click();
  const own = tab.locator("#language-nl-nl:target");
  assert.ok(await own.isVisible());
  await own.locator(".to-do-units a").first().click();
  assert.match(await tab.locator("tr:target").innerText(), /token/);
});
