// The files of a built site, without a browser: they are valid, and every link inside the site leads somewhere.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

import { FIXTURE, REPOSITORY, build, filesOf } from "./site.mjs";

for (const [name, root] of [["our own site", REPOSITORY], ["the site with one of everything", FIXTURE]]) {
  describe(name, () => looksRight(root));
}

test("style sheets and scripts are small, and name no side of the page", async () => {
  const assets = new URL("../../templates/assets/", import.meta.url);
  const read = (file) => readFile(new URL(file, assets), "utf8");
  const size = async (...files) => {
    const texts = await Promise.all(files.map(read));
    return texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
  };
  assert.ok((await size("site.css")) < 20 * 1024);
  assert.ok((await size("site.js", "compare.js", "search.js", "search-core.js")) < 15 * 1024);
  const rules = (await read("site.css")).replaceAll(/\/\*[^]*?\*\//g, "");
  const physical = /(?:^|[\s;{(])((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)|left|right|top|bottom|(?:min-|max-)?(?:width|height)|text-align:\s*(?:left|right))\s*:/g;
  assert.deepEqual([...rules.matchAll(physical)].map((match) => match[1]), []);
});

function looksRight(root) {
  let site;
  let files;
  let pages;

  before(async () => {
    site = await build(root);
    files = new Set(await filesOf(site.out));
    const html = [...files].filter((file) => file.endsWith(".html"));
    pages = new Map(await Promise.all(html.map(async (file) => [file, await readFile(path.join(site.out, file), "utf8")])));
  });

  after(() => site.remove());

  test("every page is valid HTML", async () => {
    const validator = new HtmlValidate(new FileSystemConfigLoader());
    const found = [];
    for (const [file, html] of pages) {
      const report = await validator.validateString(html, fileURLToPath(new URL("page.html", import.meta.url)));
      for (const { messages } of report.results) {
        found.push(...messages.map(({ line, column, ruleId, message }) => `${file}:${line}:${column}: ${ruleId}: ${message}`));
      }
    }
    assert.deepEqual(found.slice(0, 20), []);
  });

  test("every link inside the site leads to a file, and its fragment to an element", () => {
    const ids = new Map([...pages].map(([file, html]) => [file, idsOf(html)]));
    const broken = [];
    for (const [file, html] of pages) {
      for (const reference of referencesOf(html)) {
        const target = new URL(reference, `http://site/${file.split("/").map(encodeURIComponent).join("/")}`);
        if (target.host !== "site") continue;
        const wanted = decodeURIComponent(target.pathname.slice(1)).replace(/(^|\/)$/, "$1index.html");
        const fragment = decodeURIComponent(target.hash.slice(1));
        const leads = files.has(wanted) && (fragment === "" || !ids.has(wanted) || ids.get(wanted).has(fragment));
        if (!leads && file !== "404.html") broken.push(`${file}: ${reference}`);
      }
    }
    assert.deepEqual(broken.slice(0, 20), []);
  });

  test("every page says its language and direction, and has a title", () => {
    for (const [file, html] of pages) {
      assert.match(html, /<html lang="[a-zA-Z-]+" dir="(ltr|rtl)">/, file);
      assert.match(html, /<title>[^<]*[^<\s][^<]*<\/title>/, file);
    }
  });

  test("no page holds a script or a style that a strict policy forbids", () => {
    for (const [file, html] of pages) {
      const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>/g)].map((match) => match[0]);
      const data = inline.filter((tag) => !tag.includes("application/ld+json"));
      assert.deepEqual(data, [], file);
      assert.doesNotMatch(html, /<style|\sstyle="|\son[a-z]+="/, file);
    }
  });
}

// The tags of a page. What looks like an attribute in a text, such as a sample of HTML, is none.
function tagsOf(html) {
  return html.match(/<[a-z](?:"[^"]*"|[^">])*>/gi).join("\n");
}

function idsOf(html) {
  return new Set([...tagsOf(html).matchAll(/\sid="([^"]*)"/g)].map((match) => unescaped(match[1])));
}

function referencesOf(html) {
  return [...tagsOf(html).matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map((match) => unescaped(match[1]));
}

function unescaped(text) {
  const named = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    hex || decimal ? String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10)) : (named[name] ?? whole));
}
