/** Fields of forms: a label, a hint, and what is wrong with it, told at the field to eyes and ears; the first of those has the focus. */
import type { Child } from "hono/jsx";
import type { Locale } from "../../people/person.ts";
import { lookWords } from "./words.ts";

/** Name of a field → what is wrong with it, in the order of the form. */
export type Problems = Record<string, string>;

interface Told {
  name: string;
  problems: Problems;
  hint?: Child;
}

/** What ties a control to its label, its hint and its problem. */
export const tied = ({ name, problems, hint }: Told) => ({
  id: name,
  name,
  "aria-describedby": [hint && `${name}-hint`, problems[name] && `${name}-problem`].filter(Boolean).join(" ") || undefined,
  "aria-invalid": problems[name] ? ("true" as const) : undefined,
  autofocus: Object.keys(problems)[0] === name || undefined,
});

export const Hint = ({ name, hint, problems }: Told) => (
  <>
    {hint && (
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
    )}
    {problems[name] && (
      <p class="problem" id={`${name}-problem`}>
        {problems[name]}
      </p>
    )}
  </>
);

interface Labelled extends Told {
  label: string;
  children: Child;
}

export const Field = ({ name, label, hint, problems, children }: Labelled) => (
  <div class="field">
    <label for={name}>{label}</label>
    {children}
    <Hint name={name} hint={hint} problems={problems} />
  </div>
);

interface Choices extends Told {
  label: string;
  value: string;
  options: [value: string, label: string][];
}

export const Radios = ({ name, label, value, options, hint, problems }: Choices) => (
  <fieldset class="plain" aria-describedby={problems[name] ? `${name}-problem` : undefined}>
    <legend>{label}</legend>
    <div class="row">
      {options.map(([option, text]) => (
        <label class="choice">
          <input type="radio" name={name} value={option} checked={option === value} />
          {text}
        </label>
      ))}
    </div>
    <Hint name={name} hint={hint} problems={problems} />
  </fieldset>
);

export const Select = (told: Choices) => (
  <Field {...told}>
    <select {...tied(told)}>
      {told.options.map(([option, text]) => (
        <option value={option} selected={option === told.value}>
          {text}
        </option>
      ))}
    </select>
  </Field>
);

export const Tick = ({ name, label, checked }: { name: string; label: string; checked: boolean }) => (
  <label class="choice">
    <input type="checkbox" name={name} checked={checked} />
    {label}
  </label>
);

/** Above a form that was not taken. */
export const Correct = ({ problems, locale }: { problems: Problems; locale: Locale }) =>
  Object.keys(problems).length > 0 ? (
    <p class="note wrong" role="alert">
      {problems.form ?? lookWords[locale].correct}
    </p>
  ) : null;

/** What is to be copied into somewhere else; without a script it can be marked and copied by hand. */
export const Copy = ({ id, locale, label }: { id: string; locale: Locale; label?: string }) => (
  <button type="button" class="button small" data-copy={id} data-copied={lookWords[locale].copied} hidden>
    {label ?? lookWords[locale].copy}
  </button>
);

/** Lines to be pasted elsewhere. A field that cannot be changed: it scrolls and is marked by keyboard too. */
export const Lines = ({ id, labelledBy, text, locale }: { id: string; labelledBy: string; text: string; locale: Locale }) => (
  <div class="snippet">
    <textarea id={id} class="code" readonly wrap="off" spellcheck={false} rows={text.split("\n").length} aria-labelledby={labelledBy}>
      {text}
    </textarea>
    <div class="row">
      <Copy id={id} locale={locale} />
    </div>
  </div>
);
