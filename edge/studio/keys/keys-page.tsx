/** Keys of a site: the public one to copy, the secret ones by their end, and a new one for as long as its answer is on the screen. */
import type { KeyKind } from "../../sites/keys.ts";
import type { SiteKey } from "../../sites/set-site.ts";
import { Copy, type Problems } from "../look/fields.tsx";
import { type Frame, pathOf, sitePage } from "../look/page.tsx";
import { onDay } from "../look/when.ts";
import { lookWords } from "../look/words.ts";
import type { StudioSite } from "../sites/site-rows.ts";
import { Hooks } from "./hooks.tsx";
import { keyWords } from "./words.ts";

/** What was just made. `secret: null` = it was made before, and is not shown again. */
export interface Fresh {
  what: KeyKind | "hook";
  secret: string | null;
}

export interface KeysView {
  frame: Frame;
  site: StudioSite;
  keys: SiteKey[];
  fresh: Fresh | null;
  /** When the secret of its platform's webhook was set. */
  hookSetAt: number | null;
  saved: boolean;
  problems: Problems;
  maySet: boolean;
  origin: string;
  /** A new one for each page: what makes two submissions the same. */
  intent: string;
  now: number;
}

export function keysPage(view: KeysView): string {
  const { frame, site, maySet } = view;
  return sitePage(
    frame,
    site,
    "keys",
    <>
      {!maySet && <p class="note">{lookWords[frame.locale].readOnly}</p>}
      <Kind view={view} kind="public" />
      <Kind view={view} kind="secret" />
      <Hooks view={view} />
      <Former view={view} />
    </>,
  );
}

const isGood = ({ endsAt }: SiteKey, now: number) => endsAt === null || endsAt > now;

const Kind = ({ view, kind }: { view: KeysView; kind: KeyKind }) => {
  const { keys, fresh, now, frame, site, maySet } = view;
  const words = keyWords[frame.locale];
  const good = keys.filter((key) => key.kind === kind && isGood(key, now));
  return (
    <section class="card" aria-labelledby={kind}>
      <div class="stack">
        <h2 id={kind}>{words[kind]}</h2>
        <p class="quiet">{kind === "public" ? words.publicText : words.secretText}</p>
      </div>
      {fresh?.what === kind && <Once view={view} fresh={fresh} />}
      {good.length === 0 && <p class={kind === "public" ? "note wrong" : "quiet"}>{kind === "public" ? words.noPublic : words.noSecret}</p>}
      {good.length > 0 && (
        <ul class="list">
          {good.map((key) => (
            <Key view={view} known={key} />
          ))}
        </ul>
      )}
      {maySet && site.retiredAt === null && <Renew view={view} kind={kind} first={good.length === 0} />}
    </section>
  );
};

const Key = ({ view, known }: { view: KeysView; known: SiteKey }) => {
  const { frame, maySet } = view;
  const words = keyWords[frame.locale];
  const id = `key-${known.hash.slice(0, 8)}`;
  return (
    <li>
      <div class="stack">
        <span class="row">
          <code class="key" id={id}>
            {known.kind === "public" ? known.shown : `sk_…${known.shown}`}
          </code>
          {known.kind === "public" && <Copy id={id} locale={frame.locale} />}
        </span>
        <span class="quiet small">{words.since(onDay(known.createdAt, frame.locale))}</span>
      </div>
      <span class={`tag ${known.endsAt === null ? "good" : "warn"}`}>
        {known.endsAt === null ? words.current : words.until(onDay(known.endsAt, frame.locale))}
      </span>
      {maySet && (
        <details class="act">
          <summary>{words.revoke}</summary>
          <form class="grid" method="post">
            <input type="hidden" name="do" value="revoke" />
            <input type="hidden" name="hash" value={known.hash} />
            <p class="small">{words.revokeText}</p>
            <div class="row">
              <button class="button danger small" type="submit">
                {words.revokeButton}
              </button>
            </div>
          </form>
        </details>
      )}
    </li>
  );
};

const Renew = ({ view, kind, first }: { view: KeysView; kind: KeyKind; first: boolean }) => {
  const words = keyWords[view.frame.locale];
  const form = (
    <form class="grid" method="post" action={pathOf(view.site, "keys")}>
      <input type="hidden" name="do" value="rotate" />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="intent" value={view.intent} />
      {!first && <p class="small">{words.renewText}</p>}
      <div class="row">
        <button class="button" type="submit">
          {first ? (kind === "public" ? words.makePublic : words.makeSecret) : words.renewButton}
        </button>
      </div>
    </form>
  );
  return first ? (
    form
  ) : (
    <details class="act">
      <summary>{words.renew}</summary>
      {form}
    </details>
  );
};

export const Once = ({ view, fresh }: { view: KeysView; fresh: Fresh }) => {
  const words = keyWords[view.frame.locale];
  if (fresh.secret === null) return <p class="note warn">{words.made}</p>;
  const title = { public: words.oncePublic, secret: words.onceSecret, hook: words.onceHook }[fresh.what];
  return (
    <div class="once" role="status">
      <strong>{title}</strong>
      <span class="row">
        <code id="once">{fresh.secret}</code>
        <Copy id="once" locale={view.frame.locale} />
      </span>
      <span>{fresh.what === "public" ? words.replace : words.once}</span>
    </div>
  );
};

const Former = ({ view: { keys, now, frame } }: { view: KeysView }) => {
  const words = keyWords[frame.locale];
  const ended = keys.filter((key) => !isGood(key, now));
  if (ended.length === 0) return null;
  return (
    <details class="card">
      <summary>{words.former}</summary>
      <ul class="list">
        {ended.map(({ kind, shown, endsAt }) => (
          <li>
            <code class="stack">{kind === "public" ? shown : `sk_…${shown}`}</code>
            <span class="tag">{`${words.ended} · ${onDay(endsAt ?? 0, frame.locale)}`}</span>
          </li>
        ))}
      </ul>
    </details>
  );
};
