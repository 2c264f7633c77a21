/**
 * Who comes to a hosted page from a mail. The author finds their own review, to read, change and erase it with the token behind the
 * `#`, which leaves the address bar at once and goes only into a header; a buyer who was invited finds the form above all reviews.
 */
import { words } from "./own-words.ts";

/** As edge/reviews/author/own-review.ts answers it. */
interface OwnReview {
  product: { name: string } | null;
  state: "pending" | "published" | "refused";
  rating: number;
  text: string;
  pseudonym: string;
  experiencedOn: string;
  changed: boolean;
  ground: string | null;
}

const place = document.querySelector<HTMLElement>("#own");
const [, token] = /^#a=([\w-]{43})$/.exec(location.hash) ?? [];
const invited = document.querySelector<HTMLElement>("#invited");

// The widget itself reads the token; until then it is in the address.
if (invited && location.hash.startsWith("#i=")) {
  invited.hidden = false;
  invited.addEventListener("passerelle-sent", () => invited.classList.add("sent"));
}

if (place && token) {
  history.replaceState(history.state, "", location.pathname + location.search);
  place.hidden = false;
  place.tabIndex = -1;
  void open(place, token);
}

async function call(method: string, secret: string, body?: object): Promise<{ status: number; said: unknown }> {
  const answer = await fetch(`/v1/reviews/mine?lang=${document.documentElement.lang}`, {
    method,
    credentials: "omit",
    headers: { "X-Author": secret, "Content-Type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, said: answer.status === 204 ? null : await answer.json() };
}

async function open(at: HTMLElement, secret: string): Promise<void> {
  try {
    const { status, said } = await call("GET", secret);
    if (status === 200) draw(at, secret, said as OwnReview, "");
    else say(at, status === 404 ? words.gone : words.failed);
  } catch {
    say(at, words.failed);
  }
}

function say(at: HTMLElement, text: string): void {
  at.replaceChildren(element("p", text));
  at.focus();
}

function draw(at: HTMLElement, secret: string, own: OwnReview, note: string): void {
  const form = document.createElement("form");
  const rating = labelled(form, words.rating, document.createElement("select"));
  for (const n of [5, 4, 3, 2, 1]) rating.append(new Option(words.outOf(n), String(n), false, n === own.rating));
  const text = labelled(form, words.text, document.createElement("textarea"));
  const pseudonym = labelled(form, words.pseudonym, document.createElement("input"));
  const day = labelled(form, words.experiencedOn, document.createElement("input"));
  day.type = "date";
  Object.assign(text, { value: own.text, required: true });
  Object.assign(pseudonym, { value: own.pseudonym, required: true, maxLength: 40 });
  Object.assign(day, { value: own.experiencedOn, required: true });
  const told = element("p", note);
  told.setAttribute("role", "status");
  const erase = element("button", words.erase);
  Object.assign(erase, { type: "button", className: "quiet" });
  form.append(element("button", words.save), erase, told);
  const facts = [
    own.product ? words.about(own.product.name) : "",
    words.states[own.state],
    own.changed ? words.changed : "",
    own.ground ? words.ground(own.ground) : "",
  ];
  at.replaceChildren(element("h2", words.title), ...facts.filter(Boolean).map((fact) => element("p", fact)), form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const change = { rating: Number(rating.value), text: text.value, pseudonym: pseudonym.value, experiencedOn: day.value };
    void act(
      told,
      () => call("PUT", secret, change),
      (said) => draw(at, secret, said as OwnReview, words.saved),
    );
  });
  erase.addEventListener("click", () => {
    if (confirm(words.sure))
      void act(
        told,
        () => call("DELETE", secret),
        () => say(at, words.erased),
      );
  });
}

/** What was typed stays when it did not go through. */
async function act(told: HTMLElement, work: () => ReturnType<typeof call>, done: (said: unknown) => void): Promise<void> {
  try {
    const { status, said } = await work();
    if (status < 300) done(said);
    else told.textContent = (said as { detail?: string }).detail ?? words.failed;
  } catch {
    told.textContent = words.failed;
  }
}

function labelled<Field extends HTMLElement>(form: HTMLElement, title: string, field: Field): Field {
  const label = document.createElement("label");
  field.id = `own-${form.childElementCount}`;
  label.htmlFor = field.id;
  label.textContent = title;
  form.append(label, field);
  return field;
}

function element<Name extends "p" | "h2" | "button">(name: Name, text: string): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
