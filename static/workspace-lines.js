// Lays the marks of a reading under a textarea, line by line: what a line became, what could not be placed.
"use strict";
class LineMarks {
  /** `lines` says of each line, in order, the key of the part it became (or null) and its role. */
  constructor(textarea, lines) {
    this.textarea = textarea;
    this.paper = textarea.parentElement;
    this.sheet = document.createElement("div");
    this.sheet.className = "ws-marks";
    this.sheet.setAttribute("aria-hidden", "true");
    this.paper.prepend(this.sheet);
    this.paper.classList.add("ws-paper--marked");
    this.texts = [];
    this.lines = [];
    this.byPart = new Map();
    this.follow();
    this.classify(lines);
  }

  /** Bring the marks to what stands in the textarea, touching only the lines that changed. */
  follow() {
    const texts = this.textarea.value.split("\n");
    const shorter = Math.min(texts.length, this.texts.length);
    let start = 0;
    while (start < shorter && texts[start] === this.texts[start]) start += 1;
    let end = 0;
    while (end < shorter - start && texts[texts.length - 1 - end] === this.texts[this.texts.length - 1 - end]) end += 1;
    const rows = this.sheet.children;
    for (let gone = this.texts.length - end - start; gone > 0; gone -= 1) rows[start].remove();
    const fresh = document.createDocumentFragment();
    for (const text of texts.slice(start, texts.length - end)) {
      const row = document.createElement("div");
      row.textContent = text;
      fresh.append(row);
    }
    this.sheet.insertBefore(fresh, rows[start] ?? null);
    this.texts = texts;
  }

  /** Mark the lines with what a reading of exactly this text found. */
  classify(lines) {
    this.lines = lines;
    this.byPart = new Map();
    const rows = this.sheet.children;
    for (let at = 0; at < rows.length; at += 1) {
      const [part, role] = lines[at] ?? [null, "blank"];
      const name = role === "body" || role === "blank" ? "" : role;
      if (rows[at].className !== name) rows[at].className = name;
      if (!part) continue;
      if (!this.byPart.has(part)) this.byPart.set(part, []);
      this.byPart.get(part).push(at);
    }
  }

  /** Light up the lines of a part; return them. */
  light(part) {
    for (const row of this.sheet.querySelectorAll(".lit")) row.classList.remove("lit");
    const rows = (this.byPart.get(part) ?? []).map((at) => this.sheet.children[at]).filter(Boolean);
    for (const row of rows) row.classList.add("lit");
    return rows;
  }

  /** The part that the line at a point of the screen became, or null. */
  partAt(x, y) {
    const row = document.elementsFromPoint(x, y).find((each) => each.parentElement === this.sheet);
    return row ? this.partOf([...this.sheet.children].indexOf(row)) : null;
  }

  /** The part that the line with the caret became, or null. */
  partOfCaret() {
    return this.partOf(this.textarea.value.slice(0, this.textarea.selectionStart).split("\n").length - 1);
  }

  partOf(at) {
    return this.lines[at]?.[0] ?? null;
  }

  /** Put the caret into a line (from 1), selected, and show it. */
  goTo(number) {
    const before = this.texts.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
    this.textarea.focus({ preventScroll: true });
    this.textarea.setSelectionRange(before, before + (this.texts[number - 1] ?? "").length);
    this.sheet.children[number - 1]?.scrollIntoView({ block: "center" });
  }
}
