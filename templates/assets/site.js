// What makes the site a little nicer where scripts run. Nothing here is needed to read it.

const REMEMBERED = "hexapla-language";

const storage = {
  read() {
    try { return localStorage.getItem(REMEMBERED); } catch { return null; }
  },
  write(tag) {
    try { localStorage.setItem(REMEMBERED, tag); } catch { /* private windows may refuse */ }
  },
};

// The picker keeps the row or heading that the reader is at, and remembers the choice.
function keepPlace(link) {
  const base = link.getAttribute("href").split("#")[0];
  const update = () => link.setAttribute("href", base + location.hash);
  addEventListener("hashchange", update);
  update();
}

function setUpPicker(picker) {
  picker.querySelectorAll("a[data-same]").forEach(keepPlace);
  picker.addEventListener("click", (event) => {
    const link = event.target.closest("a[hreflang]");
    if (link) storage.write(link.hreflang);
  });
  picker.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !picker.open) return;
    picker.open = false;
    picker.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!picker.contains(event.target)) picker.open = false;
  });
}

// The page at the root leads on to the reader's language, unless they came back to choose another.
function choose(list) {
  const links = [...list.querySelectorAll("a[hreflang]")];
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[hreflang]");
    if (link) storage.write(link.hreflang);
  });
  if (location.hash) return;
  const wanted = [storage.read(), ...(navigator.languages ?? [])].filter(Boolean).map((tag) => tag.toLowerCase());
  const language = (tag) => tag.split("-")[0];
  const matches = [(tag, link) => tag === link, (tag, link) => language(tag) === language(link)];
  for (const tag of wanted) {
    for (const match of matches) {
      const link = links.find((link) => match(tag, link.hreflang.toLowerCase()));
      if (link) return location.replace(link.href);
    }
  }
}

function setUpCopy(button) {
  if (!navigator.clipboard) return;
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}

document.querySelectorAll("details.languages").forEach(setUpPicker);
document.querySelectorAll("[data-chooser]").forEach(choose);
document.querySelectorAll("button[data-copy]").forEach(setUpCopy);
