// Comforts of the search page: suggestions while typing, and narrowing without loading the page anew.
// Without this file every one of these is an ordinary field, link or form.
"use strict";

const SHORTEST = 2; // characters before anything is suggested
const PAUSE = 180; // milliseconds after the last key
const status = document.getElementById("search-status");

function say(words) {
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = words; });
}

// Suggestions: the combobox pattern with a list that never chooses by itself
// (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
function suggestAt(field) {
  const list = document.createElement("ul");
  let options = [], active = -1, asking = null, timer = 0, shownFor = "";
  list.id = `${field.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Pages that fit; choosing one opens it");
  field.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) field.setAttribute(name, value);

  function close() {
    list.hidden = true;
    mark(-1);
    field.setAttribute("aria-expanded", "false");
  }

  function open() {
    list.hidden = options.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
  }

  function mark(place) {
    active = place;
    [...list.children].forEach((row, n) => row.setAttribute("aria-selected", String(n === active)));
    if (active < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  }

  // The next place up or down; past either end lies the field itself (-1).
  function beside(step) {
    const places = options.length + 1;
    return (active + 1 + step + places) % places - 1;
  }

  function row(option, n) {
    const line = document.createElement("li");
    line.id = `${list.id}-${n}`;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    for (const [name, words] of [["suggestions__name", option.label], ["suggestions__note", option.note]]) {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = words;
      line.append(part, " ");
    }
    line.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    line.addEventListener("click", () => location.assign(option.address));
    return line;
  }

  function show(found) {
    options = found;
    list.replaceChildren(...options.map(row));
    mark(-1);
    open();
    if (options.length) say(`${options.length} ${options.length === 1 ? "page fits" : "pages fit"}: arrow down to choose.`);
  }

  async function ask() {
    const words = field.value.trim();
    if (words === shownFor) return open();
    asking?.abort();
    asking = new AbortController();
    if (words.length < SHORTEST) {
      shownFor = words;
      return show([]);
    }
    try {
      const address = `${field.dataset.suggest}?q=${encodeURIComponent(words)}`;
      const answer = await fetch(address, { signal: asking.signal });
      const found = answer.ok ? (await answer.json()).suggestions : [];
      shownFor = words;
      if (document.activeElement === field) show(found);
    } catch { // asked anew meanwhile, or no connection: nothing is suggested
    }
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  field.addEventListener("blur", close);
  field.form.addEventListener("submit", () => { clearTimeout(timer); asking?.abort(); close(); });
  field.addEventListener("keydown", (event) => {
    const down = event.key === "ArrowDown", up = event.key === "ArrowUp";
    if (down || up) {
      if (list.hidden) ask();
      else mark(beside(down ? 1 : -1));
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
      location.assign(options[active].address);
    } else if (event.key === "Escape" && !list.hidden) {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });
}

// Narrowing: links and forms of the results are fetched, and the results replaced where they stand.
const found = document.getElementById("found");
const form = document.querySelector("form[data-search]");
let going = null;

function put(page) {
  const wasOpen = found.querySelector("details.filters")?.open;
  const folded = [...found.querySelectorAll(".facet details[open]")].map((fold) => fold.closest(".facet").getAttribute("aria-labelledby"));
  found.replaceChildren(...page.getElementById("found").childNodes);
  const filters = found.querySelector("details.filters");
  if (filters) filters.open = wasOpen ?? filters.open;
  for (const name of folded) found.querySelector(`[aria-labelledby="${name}"] details`)?.setAttribute("open", "");
  document.title = page.title;
  // The field asks for the same words within the new filters.
  form.querySelectorAll("input[type=hidden]").forEach((kept) => kept.remove());
  form.append(...page.querySelectorAll("form[data-search] input[type=hidden]"));
  form.elements.q.value = page.querySelector("form[data-search] [name=q]").value;
}

async function go(address, { remember, focus }) {
  going?.abort();
  going = new AbortController();
  found.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: going.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.getElementById("found")) return location.assign(address);
    put(page);
    if (remember) history.pushState({}, "", address);
    found.removeAttribute("aria-busy");
    const heading = found.querySelector("h1");
    const same = focus && document.getElementById(focus); // the link that was followed, if it is still there
    (same || heading).focus({ preventScroll: Boolean(same) });
    say(heading.textContent.trim());
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

found?.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='?']");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.href, { remember: true, focus: link.closest(".filters") && link.id });
});

found?.addEventListener("submit", (event) => {
  event.preventDefault();
  const query = new URLSearchParams(new FormData(event.target));
  go(`${location.pathname}?${query}`, { remember: true, focus: event.submitter?.id });
});

addEventListener("popstate", () => { if (found) go(location.href, { remember: false }); });

document.querySelectorAll("input[data-suggest]").forEach(suggestAt);
