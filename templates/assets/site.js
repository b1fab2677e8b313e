// What makes the site a little nicer where scripts run. Nothing here is needed to read it, and every word that is
// shown comes from the page. In order: the language picker, the page at the root, copying, filtering tables, and the
// list of what is on the page.

const REMEMBERED = "hexapla-language";

const storage = {
  read() {
    try { return localStorage.getItem(REMEMBERED); } catch { return null; }
  },
  write(tag) {
    try { localStorage.setItem(REMEMBERED, tag); } catch { /* private windows may refuse */ }
  },
};

function rememberChoice(list) {
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[hreflang]");
    if (link) storage.write(link.hreflang);
  });
}

// ---------------------------------------------------------------------------------------------------------
// The language picker
// ---------------------------------------------------------------------------------------------------------

function setUpPicker(picker) {
  const summary = picker.querySelector("summary");
  const links = [...picker.querySelectorAll("a[hreflang]")];
  rememberChoice(picker);

  // Before any use of a link, also in another tab, it gets the place that the reader is at.
  const same = links.filter((link) => "same" in link.dataset).map((link) => [link, link.getAttribute("href")]);
  const keepPlace = () => {
    const place = placeOfReader();
    for (const [link, address] of same) link.setAttribute("href", address.split("#")[0] + location.search + place);
  };
  for (const kind of ["toggle", "pointerdown", "focusin"]) picker.addEventListener(kind, keepPlace);

  picker.addEventListener("keydown", (event) => {
    const at = links.indexOf(document.activeElement);
    const to = {
      ArrowDown: Math.min(at + 1, links.length - 1),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: links.length - 1,
    }[event.key];
    if (event.key === "Escape" && picker.open) {
      picker.open = false;
      summary.focus();
    } else if (to !== undefined && (picker.open || event.key === "ArrowDown")) {
      event.preventDefault();
      picker.open = true;
      links[to].focus();
    }
  });
  picker.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !picker.contains(relatedTarget)) picker.open = false;
  });
  document.addEventListener("click", ({ target }) => {
    if (!picker.contains(target)) picker.open = false;
  });
}

// The fragment of what the reader sees: the address's own where it is in the window, else the last heading or row
// that begins above the middle.
function placeOfReader() {
  const target = targetOfAddress();
  if (target) {
    const { top, bottom } = (target.closest("tr") ?? target).getBoundingClientRect();
    if (bottom > 0 && top < innerHeight) return location.hash;
  }
  const places = [...document.querySelectorAll("main :is(h2, h3, h4, tr)[id]:not([hidden])")];
  let [from, to] = [0, places.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (places[middle].getBoundingClientRect().top < innerHeight / 2) from = middle + 1;
    else to = middle;
  }
  return from > 0 && scrollY > 0 ? `#${encodeURIComponent(places[from - 1].id)}` : "";
}

function targetOfAddress() {
  try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
}

// ---------------------------------------------------------------------------------------------------------
// The page at the root leads on to the reader's language, unless they came back to choose another.
// ---------------------------------------------------------------------------------------------------------

function choose(list) {
  const links = [...list.querySelectorAll("a[hreflang]")];
  rememberChoice(list);
  if (location.hash) return;
  for (const tag of [storage.read(), ...(navigator.languages ?? [])]) {
    const link = tag && bestOf(links, tag);
    if (!link) continue;
    storage.write(link.hreflang);
    location.replace(link.href);
    return;
  }
}

// The link in the language `tag`: the same region if there is one, else the same script, else any.
function bestOf(links, tag) {
  const asked = maximized(tag);
  const fit = (link) => {
    const offered = maximized(link.hreflang);
    if (offered.language !== asked.language) return 0;
    return 1 + 2 * (offered.script === asked.script) + (offered.region === asked.region);
  };
  const best = links.reduce((best, link) => (fit(link) > fit(best) ? link : best), links[0]);
  return best && fit(best) > 0 ? best : null;
}

function maximized(tag) {
  try { return new Intl.Locale(tag).maximize(); } catch { return { language: tag.toLowerCase() }; }
}

// ---------------------------------------------------------------------------------------------------------
// Copying
// ---------------------------------------------------------------------------------------------------------

const announcer = Object.assign(document.createElement("p"), { className: "visually-hidden" });
announcer.setAttribute("role", "status");

function clone(id) {
  return document.getElementById(id)?.content.firstElementChild.cloneNode(true);
}

function setUpCopying() {
  if (!navigator.clipboard) {
    document.querySelectorAll("button[data-copy]").forEach((button) => { button.hidden = true; });
    return;
  }
  document.body.append(announcer);
  addCodeButtons();
  addRowButtons();
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("button[data-copied]");
    if (!button) return;
    await navigator.clipboard.writeText(textFor(button));
    confirm(button);
  });
}

function addCodeButtons() {
  const model = clone("code-copy");
  if (!model) return;
  for (const pre of document.querySelectorAll("main pre")) {
    const block = Object.assign(document.createElement("div"), { className: "code-block" });
    pre.replaceWith(block);
    block.append(pre, model.cloneNode(true));
  }
}

function addRowButtons() {
  const model = clone("row-copy");
  if (!model) return;
  const label = model.getAttribute("aria-label");
  for (const links of document.querySelectorAll('td[data-role="message"] > .row-links')) {
    const button = model.cloneNode(true);
    button.setAttribute("aria-label", label.replace("{entry}", () => shortened(messageOf(links.closest("td")))));
    links.append(button);
  }
}

function textFor(button) {
  if (button.dataset.copy !== undefined) return button.dataset.copy;
  return button.previousElementSibling?.matches("pre")
    ? button.previousElementSibling.textContent
    : messageOf(button.closest("td"));
}

// The message in a cell, without the links and notices that the site put there.
function messageOf(cell) {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll(".row-links, .row-notice").forEach((extra) => extra.remove());
  copy.querySelectorAll("br").forEach((line) => line.replaceWith("\n"));
  return copy.textContent.trim();
}

function shortened(text) {
  const characters = [...text];
  return characters.length > 60 ? `${characters.slice(0, 60).join("")}…` : text;
}

// Says for two seconds that it is done, in the button itself and to screen readers.
function confirm(button) {
  if (button.classList.contains("copied")) return;
  const { textContent, ariaLabel } = button;
  const { copied } = button.dataset;
  const show = (text, label) => {
    if (textContent !== "") button.textContent = text;
    else button.ariaLabel = label;
  };
  button.classList.add("copied");
  show(copied, copied);
  announcer.textContent = copied;
  setTimeout(() => {
    button.classList.remove("copied");
    show(textContent, ariaLabel);
    announcer.textContent = "";
  }, 2000);
}

// ---------------------------------------------------------------------------------------------------------
// Filtering tables
// ---------------------------------------------------------------------------------------------------------

const FACETS = ["apps", "exceptions", "status"];
const PAUSE = 80;

// Letters without their accents, widths and cases.
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function setUpFilter(section) {
  const tools = clone("table-tools");
  const table = section.querySelector("table");
  const rows = [...table.tBodies[0].rows].map((row) => ({
    row,
    text: null,
    values: FACETS.map((facet) => row.dataset[facet]?.split("\n") ?? []),
  }));
  const chips = FACETS.map((facet, at) => addChips(tools.querySelector(`[data-facet="${facet}"]`), rows, at));
  const words = tools.querySelector(".filter-words");
  const status = tools.querySelector(".filter-status");
  const clear = tools.querySelector(".filter-clear");
  const number = new Intl.NumberFormat(tools.lang);
  const isPressed = (chip) => chip.getAttribute("aria-pressed") === "true";

  const apply = () => {
    const asked = folded(words.value).split(/\s+/u).filter(Boolean);
    const pressed = chips.map((list) => list.filter(isPressed).map((chip) => chip.value));
    const filters = asked.length > 0 || pressed.some((values) => values.length > 0);
    if (filters) keepWidths(table);
    let shown = 0;
    for (const entry of rows) {
      if (asked.length > 0) entry.text ??= folded(entry.row.textContent);
      const fits =
        asked.every((word) => entry.text.includes(word)) &&
        pressed.every((values, at) => values.length === 0 || values.some((value) => entry.values[at].includes(value)));
      entry.row.hidden = !fits;
      if (fits) shown += 1;
    }
    clear.hidden = !filters;
    const count = tools.dataset.count.replace("{shown}", number.format(shown)).replace("{total}", number.format(rows.length));
    status.textContent = shown > 0 ? count : tools.dataset.none;
  };

  // Who types on does not wait for the rows of each letter.
  let waiting = 0;
  tools.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, PAUSE);
  });
  tools.addEventListener("click", ({ target }) => {
    const chip = target.closest(".chip");
    if (!chip) return;
    chip.setAttribute("aria-pressed", String(!isPressed(chip)));
    apply();
  });
  const reset = () => {
    for (const chip of chips.flat()) chip.setAttribute("aria-pressed", "false");
    words.value = "";
    apply();
  };
  clear.addEventListener("click", () => {
    reset();
    words.focus({ preventScroll: true });
  });
  // A row that is asked for by its address is shown, whatever the filter says.
  addEventListener("hashchange", () => {
    const row = targetOfAddress()?.closest("tr");
    if (!row?.hidden || !table.contains(row)) return;
    reset();
    row.scrollIntoView();
  });

  apply();
  section.prepend(tools);
}

// A button for each value of a facet, the most frequent first. A facet without values goes.
function addChips(group, rows, at) {
  const counts = new Map();
  for (const { values } of rows) for (const value of values[at]) counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size === 0) {
    group.remove();
    return [];
  }
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const chips = [...counts].sort(([, one], [, other]) => other - one).map(([value, count]) => {
    const chip = Object.assign(document.createElement("button"), { type: "button", className: "chip", value });
    const tally = Object.assign(document.createElement("span"), { className: "count", textContent: number.format(count) });
    const name = document.createElement("bdi");
    name.textContent = value;
    chip.setAttribute("aria-pressed", "false");
    chip.append(name, " ", tally);
    return chip;
  });
  group.lastElementChild.append(...chips);
  return chips;
}

// From the first filter on the columns stay as wide as they were: they would jump as rows come and go, and to measure
// thousands of cells takes a browser long. Shares of the table bear a resized window.
function keepWidths(table) {
  const heads = [...table.tHead.rows[0].cells];
  if (table.style.tableLayout !== "" || getComputedStyle(table).display !== "table") return;
  const widths = heads.map((head) => head.offsetWidth);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  heads.forEach((head, at) => { head.style.inlineSize = `${(100 * widths[at]) / whole}%`; });
  table.style.tableLayout = "fixed";
}

// ---------------------------------------------------------------------------------------------------------
// The list of what is on the page says where the reader is.
// ---------------------------------------------------------------------------------------------------------

function followReader(contents) {
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let current = null;
  const look = () => {
    let heading = null;
    for (const candidate of headings) {
      if (candidate.getBoundingClientRect().top > innerHeight / 4) break;
      heading = candidate;
    }
    const link = heading && links.get(heading.id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    current = link;
  };
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      look();
    });
  };
  addEventListener("scroll", later, { passive: true });
  later();
}

document.querySelectorAll("details.languages").forEach(setUpPicker);
document.querySelectorAll("[data-chooser]").forEach(choose);
setUpCopying();
if (document.getElementById("table-tools")) {
  document.querySelectorAll(".table-scroll:has(tbody > tr:nth-child(8 of [id]))").forEach(setUpFilter);
}
document.querySelectorAll(".contents").forEach(followReader);
