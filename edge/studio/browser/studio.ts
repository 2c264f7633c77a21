/** What makes the studio quicker where there is JavaScript: copying, one submission for two clicks, imports that are followed, the preview. */
import { followImports } from "./follow.ts";
import { previewTheme } from "./preview.ts";

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
  button.hidden = false;
  const { textContent } = button;
  const said = document.createElement("span");
  said.className = "silent";
  said.setAttribute("role", "status");
  button.after(said);
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy ?? "");
    if (!source) return;
    try {
      await navigator.clipboard.writeText(source.textContent ?? "");
      button.textContent = said.textContent = button.dataset.copied ?? "";
      setTimeout(() => {
        button.textContent = textContent;
        said.textContent = "";
      }, 2_000);
    } catch {
      getSelection()?.selectAllChildren(source); // to be copied by hand
    }
  });
}

/** The server takes a form twice as once; here the second click is not sent at all. */
for (const form of document.forms) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
  });
}
addEventListener("pageshow", () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

followImports();
previewTheme();
