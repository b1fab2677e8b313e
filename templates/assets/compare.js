// All languages of a page side by side: which of them are shown, and moving from cell to cell.
//
// This runs in the head of the page, before the table is there. What the address asks for becomes one style sheet, so
// that nothing jumps, and so that a choice costs the same for ten rows as for ten thousand.

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);

// `?columns=nl-NL,zh-TW&marked=1`.
function readAddress() {
  const asked = new URLSearchParams(location.search);
  const tags = (asked.get("columns") ?? "").split(",");
  const columns = tags.filter((tag) => /^[a-z0-9]+(-[a-z0-9]+)*$/i.test(tag));
  return { columns: columns.length > 0 ? columns : null, marked: asked.get("marked") === "1" };
}

// `columns` is null where all are shown. Findings, and what is not up to date, count where they are seen.
function show({ columns, marked }) {
  const shown = columns ? `:is(${columns.map((tag) => `[data-column="${tag}"]`)})` : "[data-column]";
  const rules = [`[data-column]:not(${shown})`, marked && `tbody tr:not(:has(${shown} :is(.finding, .cell-state)))`];
  sheet.replaceSync(`${rules.filter(Boolean)} { display: none; }`);
}

function writeAddress({ columns, marked }) {
  const address = new URL(location.href);
  address.searchParams.delete("columns");
  address.searchParams.delete("marked");
  const query = [columns && `columns=${columns.join(",")}`, marked && "marked=1"].filter(Boolean).join("&");
  address.search = query;
  history.replaceState(history.state, "", address);
}

show(readAddress());

function setUpChoice(tools) {
  const boxes = [...tools.querySelectorAll(".compare-language")];
  const marked = tools.querySelector(".compare-marked");
  const asked = readAddress();
  const known = asked.columns?.filter((tag) => boxes.some((box) => box.value === tag));
  // Languages that are not there would leave an empty table.
  if (known?.length === 0) asked.columns = null;
  for (const box of boxes) box.checked = asked.columns?.includes(box.value) ?? true;
  marked.checked = asked.marked;
  show(asked);
  tools.addEventListener("change", () => {
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    const all = chosen.length === 0 || chosen.length === boxes.length;
    const choice = { columns: all ? null : chosen, marked: marked.checked };
    show(choice);
    writeAddress(choice);
  });
}

const isShown = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;

// One cell at a time can be reached with Tab; the arrow keys lead from it to the others.
function setUpKeys(table) {
  let current = null;
  const enter = (cell) => {
    if (!cell) return;
    current?.setAttribute("tabindex", "-1");
    current = cell;
    cell.tabIndex = 0;
    cell.focus();
  };
  const beside = (cell, step) => {
    let next = cell;
    do next = step > 0 ? next.nextElementSibling : next.previousElementSibling; while (next && !isShown(next));
    return next;
  };
  const below = (cell, step) => {
    let row = cell.parentElement;
    do row = step > 0 ? row.nextElementSibling : row.previousElementSibling; while (row && !isShown(row));
    return row?.cells[cell.cellIndex];
  };
  const end = (cell, step) => {
    const cells = [...cell.parentElement.cells].filter(isShown);
    return cells.at(step > 0 ? -1 : 0);
  };
  const finding = (step) => {
    const cells = [...new Set([...table.querySelectorAll("td :is(.finding, .cell-state)")].filter(isShown).map((one) => one.closest("td")))];
    if (!current || !isShown(current)) return cells.at(step > 0 ? 0 : -1);
    const follows = (cell) => current.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING;
    const precedes = (cell) => current.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_PRECEDING;
    return (step > 0 ? cells.find(follows) : cells.findLast(precedes)) ?? null;
  };

  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("tbody :is(td, th)");
    if (cell !== event.target || event.ctrlKey || event.metaKey || event.altKey) return;
    const onwards = getComputedStyle(table).direction === "rtl" ? -1 : 1;
    const move = {
      ArrowRight: () => beside(cell, onwards),
      ArrowLeft: () => beside(cell, -onwards),
      ArrowDown: () => below(cell, 1),
      ArrowUp: () => below(cell, -1),
      Home: () => end(cell, -1),
      End: () => end(cell, 1),
    }[event.key];
    if (!move) return;
    event.preventDefault();
    enter(move());
  });
  table.addEventListener("click", ({ target }) => {
    const cell = target.closest("tbody :is(td, th)");
    if (cell && !target.closest("a") && getSelection().isCollapsed) enter(cell);
  });
  // Only while the focus is in the comparison: a single letter must not act anywhere else.
  table.closest(".compare").addEventListener("keydown", (event) => {
    const writes = event.target.closest?.("input:not([type=checkbox]), textarea, select");
    const step = { n: 1, p: -1 }[event.key];
    if (!step || writes || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    enter(finding(step));
  });
  const first = table.querySelector("tbody th");
  if (first) first.tabIndex = 0;
  current = first;
}

addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".compare-tools").forEach(setUpChoice);
  document.querySelectorAll(".compare-table").forEach(setUpKeys);
});
