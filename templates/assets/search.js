// The search field on every page, and the results on the search page.
//
// Without this script the forms still lead to the search page. Every word that is shown comes from the page.

import { highlighter, loadIndex, search } from "./search-core.js";

const SHOWN = 20;
// Hits that fit the query less than this much of the best one are not worth the reader's time.
const WORTH_SHOWING = 0.1;
const PAUSE = 150;

const inputs = Array.from(document.querySelectorAll('.search-form input[name="q"]'));
const results = document.querySelector("#search-results");

// The query that was asked last: an answer to an earlier one comes too late.
let latest = "";

document.addEventListener("keydown", focusOnSlash);
if (results !== null) start(results);

function focusOnSlash(event) {
  const writes = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writes || inputs.length === 0) return;
  event.preventDefault();
  inputs[0].focus();
  inputs[0].select();
}

// Searches for what the address asks, then for whatever is typed.
function start(section) {
  let index = null;
  const run = (query) => {
    index ??= fetchIndex(section.dataset.index);
    index.catch(() => {
      index = null;
    });
    return answer(section, index, query);
  };
  const type = debounce((query) => {
    rememberInAddress(query);
    run(query);
  });
  for (const input of inputs) {
    input.addEventListener("input", () => {
      for (const other of inputs) if (other !== input) other.value = input.value;
      type(input.value);
    });
    input.form.addEventListener("submit", (event) => {
      event.preventDefault();
      type(input.value);
    });
  }
  const query = new URLSearchParams(location.search).get("q") ?? "";
  for (const input of inputs) if (input.value === "") input.value = query;
  run(inputs.length > 0 ? inputs[0].value : query);
}

function debounce(action) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), PAUSE);
  };
}

function rememberInAddress(query) {
  const address = new URL(location.href);
  if (query.trim() === "") address.searchParams.delete("q");
  else address.searchParams.set("q", query);
  history.replaceState(history.state, "", address);
}

async function fetchIndex(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  return loadIndex(await response.json());
}

async function answer(section, pending, query) {
  latest = query;
  if (query.trim() === "") {
    show(section, "", []);
    return;
  }
  const loading = setTimeout(() => show(section, section.dataset.messageLoading, []), PAUSE);
  try {
    const index = await pending;
    if (query === latest) showHits(section, index, query);
  } catch {
    show(section, section.dataset.messageFailed, []);
  } finally {
    clearTimeout(loading);
  }
}

function showHits(section, index, query) {
  const found = search(index, query, SHOWN);
  const hits = found.filter((hit) => hit.score >= found[0].score * WORTH_SHOWING);
  const pieces = highlighter(index, query);
  const items = hits.map((hit) => item(section.dataset.root ?? "", pieces, hit.document));
  show(section, hits.length === 0 ? section.dataset.messageNone : countOf(section, hits.length), items);
}

function show(section, status, items) {
  section.querySelector(".search-status").textContent = status ?? "";
  section.querySelector(".search-list").replaceChildren(...items);
}

// The message for a number in the plural form of the page's language.
function countOf(section, count) {
  const language = document.documentElement.lang || "en";
  const form = new Intl.PluralRules(language).select(count);
  const messages = section.dataset;
  const name = `count${form[0].toUpperCase()}${form.slice(1)}`;
  const message = messages[name] || messages.countOther || "{count}";
  return message.replace("{count}", new Intl.NumberFormat(language).format(count));
}

function item(root, pieces, found) {
  const link = document.createElement("a");
  link.href = (root === "" || root.endsWith("/") ? root : `${root}/`) + found.url;
  link.append(...marked(pieces(found.title)));
  const entry = document.createElement("li");
  entry.append(link);
  if (found.app !== "") entry.append(" ", withText("span", "search-app", [found.app]));
  if (found.snippet !== "") entry.append(withText("p", "search-snippet", marked(pieces(found.snippet))));
  return entry;
}

function withText(name, className, children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

function marked(pieces) {
  return pieces.map((piece) => {
    if (!piece.marked) return piece.text;
    const mark = document.createElement("mark");
    mark.textContent = piece.text;
    return mark;
  });
}
