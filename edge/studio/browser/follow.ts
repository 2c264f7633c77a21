/** A page that shows something under way is read again until it has ended; only that part of it is replaced. */
const EVERY_MS = 1_200;

export function followImports(): void {
  const shown = document.querySelector<HTMLElement>("[data-follow]");
  if (shown) setTimeout(() => void look(shown), EVERY_MS);
}

async function look(shown: HTMLElement): Promise<void> {
  try {
    if (document.hidden) return;
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(shown.id);
    if (!fresh) return;
    const focused = shown.contains(document.activeElement) ? document.activeElement?.tagName : null;
    shown.replaceChildren(...fresh.childNodes);
    if (fresh.dataset.follow === undefined) delete shown.dataset.follow;
    if (focused) shown.querySelector<HTMLElement>(focused)?.focus();
  } finally {
    followImports(); // slow or offline: again
  }
}
