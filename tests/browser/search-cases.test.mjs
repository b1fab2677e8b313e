// The cases that the browser and Rust share, run against the code that the browser gets: `node --test tests/browser`.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { highlighter, loadIndex, search, tokenize } from "../../templates/assets/search-core.js";

const read = async (path) => JSON.parse(await readFile(new URL(path, import.meta.url), "utf8"));
const cases = await read("../search_cases.json");
const index = loadIndex(await read("../search_index.snap.json"));

test("texts give the tokens of the table", () => {
  for (const { text, variants = "", tokens } of cases.tokens) {
    const found = tokenize(text, variantsOf(variants)).map((token) => `${token.kind} ${token.text}`);
    assert.deepEqual(found, tokens, `for ${JSON.stringify(text)}`);
  }
});

test("queries find the documents of the table first", () => {
  for (const { query, first, repeat = 1 } of cases.ranking) {
    const hits = search(index, query.repeat(repeat), Math.max(first.length, 1));
    const found = hits.map((hit) => hit.document.url.split("#").at(-1));
    assert.deepEqual(found, first, `for ${JSON.stringify(query)}`);
  }
});

test("words that were found are marked, also in the other Chinese script and where one stood in", () => {
  assert.equal(marked("opnieuw verbindt", "Verbind Box opnieuw."), "[Verbind] Box [opnieuw].");
  assert.equal(marked("讀取", "SocketTimeoutException: 读取逾時"), "SocketTimeoutException: [读取]逾時");
});

test("what is no index is refused", () => {
  for (const json of [null, {}, { format: "hexapla-search", version: 2 }]) {
    assert.throws(() => loadIndex(json));
  }
});

function variantsOf(pairs) {
  const list = Array.from(pairs);
  return new Map(list.flatMap((character, at) => (at % 2 === 0 ? [[character, list[at + 1]]] : [])));
}

function marked(query, text) {
  const pieces = highlighter(index, query)(text);
  return pieces.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text)).join("");
}
