// Small comforts; every page works without this file.
"use strict";

// On a wide screen the filters and the contents list stand open beside the page (above columns they stay folded).
const wide = matchMedia("(width >= 64rem)");
for (const fold of document.querySelectorAll("details.filters:not(.compared *), details.rail")) {
  if (wide.matches) fold.open = true;
  wide.addEventListener("change", () => { if (wide.matches) fold.open = true; });
}

// A button that copies the text field before it.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    document.getElementById("copied").textContent = "Copied.";
  });
}
