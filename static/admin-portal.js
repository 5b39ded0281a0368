// Names what the admin's own markup leaves without a name: the boxes of fields with suggestions, and empty column heads.
"use strict";
{
  const nameBoxes = () => {
    for (const box of document.querySelectorAll(".select2-selection[role=combobox]:not([aria-label])")) {
      const field = box.closest(".select2-container").previousElementSibling;
      const name = field?.getAttribute("aria-label") || field?.labels?.[0]?.textContent.trim().replace(/:$/, "");
      if (!name) continue;
      box.id = `${field.id}-box`;
      box.setAttribute("aria-label", name);
      box.querySelector("input")?.setAttribute("aria-label", name);
      const chosen = box.querySelector(".select2-selection__rendered[role=textbox]");
      if (!chosen) continue;
      chosen.removeAttribute("role"); // it is the value of the box, not a second field in it
      chosen.removeAttribute("aria-readonly");
      box.setAttribute("aria-labelledby", `${box.id} ${chosen.id}`);
    }
  };

  const nameHeads = () => {
    for (const head of document.querySelectorAll(".inline-group .tabular thead th:empty")) {
      if (!head.classList.contains("original")) {
        head.replaceWith(document.createElement("td")); // the head of a column that is empty too
        continue;
      }
      const words = document.createElement("span");
      words.className = "visually-hidden";
      words.textContent = "Record";
      head.append(words);
    }
  };

  document.addEventListener("DOMContentLoaded", nameHeads);
  window.django?.jQuery?.(nameBoxes); // runs once the boxes are built, which is asked for earlier in the same way
  document.addEventListener("formset:added", () => setTimeout(nameBoxes));
}
