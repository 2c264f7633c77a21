/** The form of an import with those before it, and one import: how far it is, and what was wrong with which line. */
import type { Locale } from "../../people/person.ts";
import type { ShopImport } from "../../sites/imports/take-shop-file.ts";
import { Correct, Field, type Problems, tied } from "../look/fields.tsx";
import { type Frame, pathOf, sitePage } from "../look/page.tsx";
import { lookWords } from "../look/words.ts";
import type { StudioSite } from "../sites/site-rows.ts";
import { importWords, problemWords } from "./words.ts";

export const KINDS = ["reviews", "orders", "products"] as const;

export interface ImportsView {
  frame: Frame;
  site: StudioSite;
  imports: ShopImport[];
  typed: { kind: string; source: string };
  problems: Problems;
  maySet: boolean;
}

const number = (value: number, locale: Locale) => new Intl.NumberFormat(locale).format(value);

export function importsPage(view: ImportsView): string {
  const { frame, site, imports, maySet } = view;
  const { locale } = frame;
  const words = importWords[locale];
  return sitePage(
    frame,
    site,
    "imports",
    <>
      {!maySet && <p class="note">{lookWords[locale].readOnly}</p>}
      {maySet && site.retiredAt === null && <ImportForm view={view} />}
      {imports.length > 0 && (
        <section class="card" aria-labelledby="latest">
          <h2 id="latest">{words.latest}</h2>
          <ul class="list">
            {imports.map((one) => (
              <li>
                <div class="stack">
                  <a class="name" href={pathOf(site, "imports", `/${one.id}`)}>
                    {words.of(words.kinds[one.kind], one.source)}
                  </a>
                  <span class="quiet small">{words.lines(number(one.done, locale), number(one.wrong, locale))}</span>
                </div>
                <span class={`tag ${one.state === "ended" ? (one.wrong > 0 ? "warn" : "good") : ""}`}>{words.states[one.state]}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>,
  );
}

const ImportForm = ({ view: { frame, typed, problems } }: { view: ImportsView }) => {
  const words = importWords[frame.locale];
  const [source, file] = [
    { name: "source", hint: words.sourceHint, problems },
    { name: "file", hint: words.fileHint, problems },
  ];
  return (
    <form class="card grid" method="post" enctype="multipart/form-data" novalidate>
      <div class="stack">
        <h2>{words.title}</h2>
        <p class="quiet">{words.intro}</p>
      </div>
      <Correct problems={problems} locale={frame.locale} />
      <fieldset class="plain">
        <legend>{words.kind}</legend>
        {KINDS.map((kind) => (
          <div class="stack">
            <label class="choice">
              <input type="radio" name="kind" value={kind} checked={typed.kind === kind} aria-describedby={`needs-${kind}`} />
              {words.kinds[kind]}
            </label>
            <p class="hint" id={`needs-${kind}`}>
              {words.needs[kind]}
            </p>
          </div>
        ))}
      </fieldset>
      <Field {...source} label={words.source}>
        <input {...tied(source)} value={typed.source} maxlength={60} />
      </Field>
      <Field {...file} label={words.file}>
        <input {...tied(file)} type="file" accept=".csv,.txt,text/csv,text/plain" required />
      </Field>
      <div class="row wide-button">
        <button class="button strong" type="submit">
          {words.send}
        </button>
      </div>
    </form>
  );
};

export interface OneImport {
  frame: Frame;
  site: StudioSite;
  found: ShopImport;
  /** Of the run: the column that is missing. */
  missing: string | null;
}

export function importPage({ frame, site, found, missing }: OneImport): string {
  const { locale } = frame;
  const words = importWords[locale];
  const running = found.state !== "ended";
  const share = found.size === 0 ? 0 : found.atByte / found.size;
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(running ? share : 1);
  return sitePage(
    frame,
    site,
    "imports",
    <div class="grid" id="import" data-follow={running ? "import" : undefined}>
      <section class="card" aria-labelledby="one">
        <div class="titles">
          <h2 id="one">{words.of(words.kinds[found.kind], found.source)}</h2>
          <span class={`tag ${running ? "" : missing || found.wrong > 0 ? "warn" : "good"}`}>{words.states[found.state]}</span>
        </div>
        {running && (
          <div class="stack">
            <progress max={1} value={share} aria-label={words.progress(percent)}></progress>
            <p class="small" role="status">
              {words.progress(percent)}
            </p>
            <p class="quiet small">{words.follow}</p>
          </div>
        )}
        {missing && <p class="note wrong">{words.noColumn(words.fields[missing] ?? missing)}</p>}
        {!missing && !running && found.done + found.known + found.wrong === 0 && <p class="note warn">{words.empty}</p>}
        <dl class="numbers">
          {(["done", "known", "wrong"] as const).map((count) => (
            <div>
              <dt>{words[count]}</dt>
              <dd>{number(found[count], locale)}</dd>
            </div>
          ))}
        </dl>
        {!running && !missing && found.wrong === 0 && found.done + found.known > 0 && <p class="note good">{words.allGood}</p>}
        <div class="row">
          {running ? (
            <a class="button small" href={pathOf(site, "imports", `/${found.id}`)}>
              {words.refresh}
            </a>
          ) : (
            <a class="button small" href={pathOf(site, "imports")}>
              {words.other}
            </a>
          )}
        </div>
      </section>
      {found.problems.length > 0 && <Report found={found} site={site} locale={locale} />}
    </div>,
  );
}

const Report = ({ found, site, locale }: { found: ShopImport; site: StudioSite; locale: Locale }) => {
  const words = importWords[locale];
  return (
    <section class="card" aria-labelledby="report">
      <div class="titles">
        <h2 id="report">{words.report}</h2>
        <a class="button small" href={pathOf(site, "imports", `/${found.id}/report.csv`)}>
          {words.download}
        </a>
      </div>
      {found.wrong > found.problems.length && <p class="quiet small">{words.reportFirst}</p>}
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col" class="num">
                {words.line}
              </th>
              <th scope="col">{words.why}</th>
            </tr>
          </thead>
          <tbody>
            {found.problems.map(({ line, field }) => (
              <tr>
                <td class="num">{number(line, locale)}</td>
                <td>{problemWords(field, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
