// Adding papers: files dropped anywhere on the page, a title for each before they are sent. Without it, a plain picker.
"use strict";
{
  const form = document.querySelector("form[data-drop]");
  if (form) {
    const input = form.querySelector("input[type=file]");
    const titles = form.querySelector("[data-titles]");
    const said = form.querySelector("[data-said]");
    const here = document.querySelector("[data-drop-here]");
    const unsaved = form.querySelector("[data-unsaved]");
    const holdsFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    const onAnotherPicker = (event) => event.target instanceof Element && event.target.matches("input[type=file]") && event.target !== input;
    const titleOf = (name) => name.replace(/\.[^.]*$/, "").replace(/[_\s]+/g, " ").trim();
    let depth = 0;

    const setFiles = (files) => {
      const chosen = new DataTransfer();
      for (const file of files) chosen.items.add(file);
      input.files = chosen.files;
    };

    const row = (file, place, title) => {
      const item = document.createElement("li");
      const field = document.createElement("input");
      Object.assign(field, { type: "text", name: "title", value: title, maxLength: 500 });
      field.setAttribute("aria-label", `Title of ${file.name}`);
      const remove = document.createElement("button");
      Object.assign(remove, { type: "button", className: "button", textContent: "Leave out" });
      remove.setAttribute("aria-label", `Leave out ${file.name}`);
      remove.addEventListener("click", () => {
        const kept = titlesNow();
        kept.splice(place, 1);
        setFiles([...input.files].filter((_, index) => index !== place));
        show(kept);
        (titles.querySelector("input") || input).focus();
      });
      item.append(field, remove);
      return item;
    };

    const titlesNow = () => [...titles.querySelectorAll("input")].map((field) => field.value);

    const show = (known = []) => {
      const files = [...input.files];
      titles.replaceChildren(...files.map((file, place) => row(file, place, known[place] ?? titleOf(file.name))));
      titles.hidden = !files.length;
      said.textContent = files.length ? `${files.length} file${files.length === 1 ? "" : "s"} chosen. You can change the titles.` : "";
    };

    form.querySelector("[data-with-script]").hidden = false;
    input.addEventListener("change", () => show());
    show();

    document.addEventListener("dragenter", (event) => {
      if (!holdsFiles(event)) return;
      depth += 1;
      here.hidden = false;
      form.classList.add("over");
    });
    const leave = () => {
      depth = 0;
      here.hidden = true;
      form.classList.remove("over");
    };
    document.addEventListener("dragleave", (event) => {
      if (!holdsFiles(event)) return;
      depth -= 1;
      if (depth <= 0) leave();
    });
    document.addEventListener("dragover", (event) => {
      if (holdsFiles(event) && !onAnotherPicker(event)) event.preventDefault();
    });
    document.addEventListener("drop", (event) => {
      leave();
      if (!holdsFiles(event) || onAnotherPicker(event)) return;
      event.preventDefault();
      const known = titlesNow();
      setFiles([...input.files, ...event.dataTransfer.files]);
      show(known);
      form.scrollIntoView({ block: "nearest" });
      titles.querySelector("li:last-child input")?.focus();
    });

    const record = document.querySelector("#content-main form:not([data-drop])[id$=_form]");
    record?.addEventListener("input", () => { unsaved.hidden = false; });
  }
}
