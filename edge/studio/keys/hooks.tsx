/** How orders come in: by the webhooks of the shop's platform, or from its own server. */
import { Copy, Field, Lines, tied } from "../look/fields.tsx";
import { pathOf } from "../look/page.tsx";
import { onDay } from "../look/when.ts";
import { type KeysView, Once } from "./keys-page.tsx";
import { keyWords } from "./words.ts";

export const Hooks = ({ view }: { view: KeysView }) => {
  const { site, frame, hookSetAt, fresh, maySet, origin, saved } = view;
  const words = keyWords[frame.locale];
  const { platform } = site;
  if (platform !== "woocommerce" && platform !== "shopify") return <Server view={view} />;
  return (
    <section class="card" aria-labelledby="hooks">
      <div class="stack">
        <h2 id="hooks">{words.hooks}</h2>
        <p class="quiet">{words.hookText[platform]}</p>
      </div>
      {saved && (
        <p class="note good" role="status">
          {words.saved}
        </p>
      )}
      <div class="stack">
        <h3>{words.address}</h3>
        <span class="row">
          <code class="key" id="hook-address">{`${origin}/v1/hooks/${platform}/${site.id}`}</code>
          <Copy id="hook-address" locale={frame.locale} />
        </span>
      </div>
      {fresh?.what === "hook" && <Once view={view} fresh={fresh} />}
      <p class={hookSetAt === null ? "note warn" : "quiet small"}>
        {hookSetAt === null ? words.hookUnset : words.hookSet(onDay(hookSetAt, frame.locale))}
      </p>
      {maySet && site.retiredAt === null && (platform === "shopify" ? <Pasted view={view} /> : <Made view={view} />)}
    </section>
  );
};

const Made = ({ view }: { view: KeysView }) => {
  const words = keyWords[view.frame.locale];
  return (
    <form class="grid" method="post" action={pathOf(view.site, "keys")}>
      <input type="hidden" name="do" value="hook" />
      <input type="hidden" name="intent" value={view.intent} />
      {view.hookSetAt !== null && <p class="small">{words.hookRenewText}</p>}
      <div class="row">
        <button class="button" type="submit">
          {view.hookSetAt === null ? words.hookMake : words.hookRenew}
        </button>
      </div>
    </form>
  );
};

const Pasted = ({ view }: { view: KeysView }) => {
  const words = keyWords[view.frame.locale];
  const told = { name: "secret-value", problems: view.problems };
  return (
    <form class="grid" method="post" action={pathOf(view.site, "keys")} novalidate>
      <input type="hidden" name="do" value="hook" />
      <Field {...told} label={words.pasted}>
        <input {...tied(told)} type="password" autocomplete="off" spellcheck={false} />
      </Field>
      <div class="row">
        <button class="button" type="submit">
          {words.save}
        </button>
      </div>
    </form>
  );
};

const Server = ({ view: { frame, origin } }: { view: KeysView }) => {
  const words = keyWords[frame.locale];
  const example = `curl ${origin}/v1/orders \\
  -H "Authorization: Bearer sk_…" -H "Content-Type: application/json" \\
  -d '{"number": "1042", "email": "camille@example.com", "name": "Camille",
       "orderedOn": "${new Date().toISOString().slice(0, 10)}", "items": [{"sku": "SKU-1", "name": "Lampe"}]}'`;
  return (
    <section class="card" aria-labelledby="server">
      <div class="stack">
        <h2 id="server">{words.server}</h2>
        <p class="quiet">{words.serverText}</p>
      </div>
      <Lines id="curl" labelledBy="server" text={example} locale={frame.locale} />
    </section>
  );
};
