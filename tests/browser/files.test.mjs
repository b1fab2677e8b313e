// The files of a built site, without a browser: they are valid, and every link inside the site leads somewhere.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

import { build, filesOf } from "./site.mjs";

let site;
let files;
let pages;

before(async () => {
  site = await build();
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

function idsOf(html) {
  return new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((match) => unescaped(match[1])));
}

function referencesOf(html) {
  return [...html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map((match) => unescaped(match[1]));
}

function unescaped(text) {
  const named = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    hex || decimal ? String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10)) : (named[name] ?? whole));
}
