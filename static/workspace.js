// The workspace: reads the text as it is written, links text and record, and sees to it that no word is lost.
"use strict";
{
  const form = document.getElementById("workspace");
  const text = document.getElementById("id_text");
  const record = document.getElementById("record");
  const scroll = document.getElementById("scroll");
  const tally = document.getElementById("tally");
  const state = document.getElementById("state");
  const kept = document.getElementById("kept");
  const file = document.getElementById("id_file");
  const writes = !text.readOnly;
  const marks = new LineMarks(text, JSON.parse(text.dataset.lines || "[]"));
  const READ_AFTER = 350, KEEP_AFTER = 1200, LOOK_AROUND_EVERY = 20_000; // milliseconds

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const clock = (moment) => new Date(moment).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  // -- Asking the server. Whoever is signed out gets another page than asked for: that is told apart from other failures.

  class SignedOut extends Error {}
  const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? form.elements.csrfmiddlewaretoken.value;
  const ask = async (address, body, signal) => {
    const headers = { "X-CSRFToken": token(), "X-Requested-With": "XMLHttpRequest" };
    const response = await fetch(address, body ? { method: "POST", body, headers, signal } : { headers, signal });
    const json = response.headers.get("Content-Type")?.startsWith("application/json");
    if (!json && (response.redirected || response.status === 403)) throw new SignedOut();
    if (!json) throw new Error(`The server answered ${response.status}.`);
    return response.json();
  };
  const digests = new Map(); // of the items shown, so that only others are sent
  const sent = (withFile) => {
    const body = new FormData(form);
    const open = new Set([...record.querySelectorAll(".ws-undecided input[name=shown]")].map((each) => each.value));
    const decided = body.getAll("shown").filter((key) => !open.has(key)); // what is undecided is not refused
    body.delete("shown");
    for (const key of decided) body.append("shown", key);
    body.append("have", JSON.stringify(Object.fromEntries(digests)));
    if (!withFile) body.delete("file");
    return body;
  };

  // -- Linking: the part under the pointer, under the caret or with the focus lights up on both sides.

  let lit = null;
  const partElement = (key) => (key ? record.querySelector(`[data-part="${CSS.escape(key)}"]`) : null);
  const light = (key, { showText = false, showRecord = false } = {}) => {
    if (key !== lit) {
      for (const each of record.querySelectorAll(".lit")) each.classList.remove("lit");
      partElement(key)?.classList.add("lit");
      lit = key;
    }
    const rows = marks.light(key);
    if (showText) rows[0]?.scrollIntoView({ block: "nearest" });
    if (showRecord) partElement(key)?.scrollIntoView({ block: "nearest" });
  };
  const keyOf = (node) => node.closest?.("[data-part]")?.dataset.part ?? node.closest?.("[data-item]")?.dataset.item ?? null;
  const wide = window.matchMedia("(width >= 64rem) and (height >= 36rem)"); // on one column, nothing jumps about

  record.addEventListener("pointerover", (event) => light(keyOf(event.target)));
  record.addEventListener("focusin", (event) => light(keyOf(event.target), { showText: wide.matches }));
  record.addEventListener("click", (event) => {
    const key = keyOf(event.target);
    light(key, { showText: wide.matches });
    if (!event.target.closest("a, input, label, button")) roveTo(event.target.closest(".ws-part"));
  });
  text.addEventListener("pointermove", (event) => {
    if (!event.buttons) light(marks.partAt(event.clientX, event.clientY));
  });
  const followCaret = () => {
    if (document.activeElement === text) light(marks.partOfCaret(), { showRecord: wide.matches });
  };
  document.addEventListener("selectionchange", followCaret);

  // -- By keyboard: one stop for the list of parts, arrows from part to part.

  let stop = null;
  const roveTo = (part) => {
    if (!part) return;
    stop?.setAttribute("tabindex", "-1");
    stop = part;
    part.tabIndex = 0;
    part.focus();
  };
  const firstStop = () => {
    if (stop?.isConnected) return;
    stop = record.querySelector(".ws-part");
    if (stop) stop.tabIndex = 0;
  };
  record.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.classList.contains("ws-part")) return;
    const parts = [...record.querySelectorAll(".ws-part")];
    const next = parts[parts.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    roveTo(next);
  });
  const nextToDecide = () => {
    const open = [...record.querySelectorAll(".ws-undecided input[type=checkbox]")];
    const here = document.activeElement;
    const after = open.find((box) => here.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING && box !== here);
    (after ?? open[0])?.focus();
  };
  tally.addEventListener("click", (event) => {
    if (event.target.id === "next") nextToDecide();
    const line = event.target.closest("[data-line]")?.dataset.line;
    if (!line) return;
    event.preventDefault();
    marks.goTo(Number(line));
  });
  const offerNext = () => document.getElementById("next")?.removeAttribute("hidden");

  // -- Reading: what the server made of the text replaces what changed on the right.

  const show = (reading) => {
    const focused = document.activeElement?.id;
    const keys = new Set(reading.items.map(([key]) => key));
    for (const each of [...record.children]) if (!keys.has(each.dataset.item)) each.remove();
    for (const key of [...digests.keys()]) if (!keys.has(key)) digests.delete(key);
    reading.items.forEach(([key, digest, html], at) => {
      if (html === null) return; // as it stands here
      const there = record.querySelector(`[data-item="${CSS.escape(key)}"]`);
      digests.set(key, digest);
      const made = element("template", { innerHTML: html.trim() }).content.firstElementChild;
      there?.remove();
      record.insertBefore(made, record.children[at] ?? null);
    });
    tally.innerHTML = reading.tally;
    marks.classify(reading.lines);
    offerNext();
    firstStop();
    lit = null;
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
    followCaret();
  };

  let reading = null, readTimer = 0, ticks = 0;
  const read = async (withFile = false) => {
    clearTimeout(readTimer);
    reading?.abort();
    const mine = (reading = new AbortController());
    state.textContent = withFile ? "Reading the file …" : "Reading …";
    const asked = text.value, choices = ticks;
    try {
      const answer = await ask(form.dataset.read, sent(withFile), mine.signal);
      if (reading !== mine) return;
      state.textContent = "";
      if (answer.problem) return complain(answer.problem);
      if (withFile) take(answer.text, answer.source_name, answer.notes);
      else if (text.value !== asked) return; // it was written on: the next reading is on its way
      if (ticks !== choices) return readSoon(); // a choice was made meanwhile: it must not be undone
      marks.follow();
      show(answer);
    } catch (error) {
      if (error.name === "AbortError") return;
      state.textContent = "";
      if (error instanceof SignedOut) signedOut();
      else state.textContent = "The text could not be read just now. It is tried again when you go on writing.";
    }
  };
  const readSoon = () => {
    clearTimeout(readTimer);
    readTimer = setTimeout(read, READ_AFTER);
  };

  // -- Files, by picker or dropped anywhere on the workspace.

  const local = document.getElementById("local");
  const say = (...words) => {
    local.replaceChildren(element("p", { className: "ws-notice" }, ...words));
    local.hidden = false;
  };
  const complain = (problem) => {
    say(problem);
    local.firstElementChild.classList.add("ws-notice--error");
    local.firstElementChild.setAttribute("role", "alert");
  };
  const linkButton = (words, onclick) => element("button", { type: "button", className: "ws-link", textContent: words, onclick });
  const take = (words, name, notes) => {
    const before = text.value;
    text.value = words;
    form.elements.source_name.value = name;
    document.getElementById("file-notes").innerHTML = notes;
    file.value = "";
    store.put();
    keepSoon(); // it is read already
    if (!before.trim() || before === words) return;
    say(`The text of ${name} stands here now. `, linkButton("Put back what was here before", () => {
      text.value = before;
      local.hidden = true;
      changed();
      text.focus();
    }));
  };
  if (writes) {
    file.addEventListener("change", () => file.files.length && read(true));
    form.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      form.classList.add("ws--dropping");
    });
    form.addEventListener("dragleave", (event) => {
      if (!form.contains(event.relatedTarget)) form.classList.remove("ws--dropping");
    });
    form.addEventListener("drop", (event) => {
      form.classList.remove("ws--dropping");
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      file.files = event.dataTransfer.files;
      read(true);
    });
  }

  // -- Keeping: on the server a moment after each change, and in this browser until the server has it.

  const storageKey = `minutes-text ${form.dataset.officer} ${location.pathname}`;
  const store = {
    put() {
      const at = Date.now();
      form.elements.copy.value = at; // by which the server tells, after saving, that it has this copy
      try {
        localStorage.setItem(storageKey, JSON.stringify({ text: text.value, at }));
      } catch {
        // no room or not allowed: the server's draft remains
      }
    },
    get() {
      try {
        return JSON.parse(localStorage.getItem(storageKey));
      } catch {
        return null;
      }
    },
    drop() {
      try {
        localStorage.removeItem(storageKey);
      } catch {
        // nothing was put there either
      }
    },
  };
  let keepTimer = 0, unkept = false, active = false, leaving = false;
  const keep = async () => {
    clearTimeout(keepTimer);
    unkept = false;
    const asked = text.value;
    try {
      const answer = await ask(form.dataset.draft, sent(false));
      if (answer.problem) return complain(answer.problem);
      if (text.value === asked) store.drop();
      kept.textContent = `Draft kept at ${clock(Date.now())}. It is not in the record yet.`;
      lookAround(answer);
    } catch (error) {
      unkept = true;
      if (leaving) return;
      if (error instanceof SignedOut) signedOut();
      else kept.textContent = "Not kept on the server just now; your text is safe in this browser.";
    }
  };
  const keepSoon = () => {
    unkept = true;
    clearTimeout(keepTimer);
    keepTimer = setTimeout(keep, KEEP_AFTER);
  };
  const changed = () => {
    store.put();
    marks.follow();
    readSoon();
    keepSoon();
  };
  const signedOut = () => {
    store.put();
    kept.textContent = "";
    say(
      "You are signed out. Your text is safe in this browser. ",
      element("a", { href: form.dataset.login, target: "_blank", textContent: "Sign in again in a new tab" }),
      ", then come back here and ",
      linkButton("keep it now", () => { local.hidden = true; keep(); read(); }),
      ".",
    );
    local.firstElementChild.classList.add("ws-notice--warning");
    local.firstElementChild.setAttribute("role", "alert");
  };
  const offerWhatThisBrowserHolds = () => {
    const held = store.get();
    if (!held || String(held.at) === form.dataset.saved || held.text.trim() === text.value.trim()) return store.drop();
    const words = held.text.split(/\s+/).filter(Boolean).length;
    const day = new Date(held.at).toLocaleDateString("en-GB", { day: "numeric", month: "long" });
    say(
      `This browser holds a text of yours from ${day}, ${clock(held.at)} (${words.toLocaleString("en-GB")} words), which never reached the server. `,
      linkButton("Use it", () => { text.value = held.text; local.hidden = true; changed(); text.focus(); }),
      " ",
      linkButton("Throw it away", () => { store.drop(); local.hidden = true; text.focus(); }),
    );
    local.firstElementChild.classList.add("ws-notice--warning");
  };

  // -- Other officers: told of at once, and looked for as long as this one is at work.

  const lookAround = (answer) => {
    const others = document.getElementById("others");
    if (others.innerHTML.trim() !== answer.others.trim()) others.innerHTML = answer.others;
  };
  const look = async () => {
    if (!active || document.hidden) return; // an idle page must not keep a session alive
    active = false;
    try {
      lookAround(await ask(form.dataset.draft));
    } catch {
      // the next change says what is wrong
    }
  };

  // -- At the start

  offerNext();
  firstStop();
  if (writes) {
    for (const each of form.querySelectorAll(".ws-without-scripts")) each.hidden = true;
    document.getElementById("paper").addEventListener("click", () => text.focus({ preventScroll: true }));
    text.addEventListener("input", changed);
    record.addEventListener("input", (event) => {
      const box = document.getElementById(event.target.dataset.ticks ?? "");
      if (box) box.checked = event.target.value !== "";
      event.target.closest("li")?.classList.remove("ws-undecided");
      digests.delete(event.target.closest("[data-item]")?.dataset.item); // it is not any more as it was sent
      ticks += 1;
      store.put();
      keepSoon();
    });
    for (const sign of ["keydown", "pointerdown"]) document.addEventListener(sign, () => (active = true));
    form.addEventListener("submit", (event) => {
      if (event.submitter?.value === "discard") store.drop();
      else store.put();
      form.elements.csrfmiddlewaretoken.value = token();
      if (event.submitter?.formTarget) return;
      leaving = true;
      clearTimeout(keepTimer);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[value=save]") ?? undefined);
    });
    addEventListener("pagehide", () => {
      if (unkept && !leaving) navigator.sendBeacon?.(form.dataset.draft, sent(false));
    });
    setInterval(look, LOOK_AROUND_EVERY);
    // What was written or chosen before this ran, or was put back by the browser, counts too.
    if (file.files.length) read(true);
    else if (text.value !== text.defaultValue) changed();
    offerWhatThisBrowserHolds();
    document.getElementById("problem")?.focus();
  }
}
