/**
 * App Home: what one can do, one's clients and requests, and for admins how Passerelle is. Drawn from the database alone,
 * a page of each list, so that it stands at once whatever a vendor does.
 */
import type { Button, HomeView, KnownBlock } from "@slack/types";
import { type MyClient, myClients } from "../../edge/clients/my-clients.ts";
import { formatCompanyNumber } from "../../edge/companies/company-numbers.ts";
import type { House } from "../../edge/house.ts";
import { may } from "../../edge/people/may.ts";
import type { Run } from "../../edge/runs/run.ts";
import { runsOf } from "../../edge/runs/run-store.ts";
import { askedName } from "../clients/client-run-card.ts";
import { CREATE } from "../clients/search-message.ts";
import type { Reader } from "../desk.ts";
import { fitBlocks } from "../door/limits.ts";
import { shortReference } from "../errors.ts";
import { button, buttons, context, divider, entry, header, section } from "../forms.ts";
import { sellingBlocks } from "../invoices/invoices.ts";
import { reviewsBlocks } from "../reviews/reviews.ts";
import type { Texts } from "../text/text.ts";
import { adminBlocks } from "./admin-blocks.ts";
import { type Pages, pager, REFRESH, SEE_CLIENT, SEE_RUN } from "./home-parts.ts";

const MOST_BLOCKS = 100;
const SHOWN = 5;

/** @param notice what came of the last click */
export async function homeView(house: House, reader: Reader, pages: Pages = {}, notice = ""): Promise<HomeView> {
  const [reviews, clients, papers, runs, admin] = await Promise.all([
    may(reader.person, "site.moderate") ? reviewsBlocks(house, reader) : [],
    clientsBlocks(house.db, reader, pages),
    may(reader.person, "invoice.draft") ? sellingBlocks(house, reader, pages) : [],
    runsBlocks(house.db, reader, pages),
    adminBlocks(house, reader, pages),
  ]);
  const blocks = [...topBlocks(reader, notice), ...reviews, ...clients, ...papers, ...runs, ...admin];
  return { type: "home", private_metadata: JSON.stringify(pages), blocks: fitBlocks(blocks, MOST_BLOCKS) };
}

/** Instead of it, for somebody who may do nothing here: why. */
export const closedHome = (say: Texts, [what = "", ...todo]: string[]): HomeView => ({
  type: "home",
  blocks: fitBlocks([header(say.home.closed), section(what), context(todo.join(" "))]),
});

function topBlocks({ say, person }: Reader, notice: string): KnownBlock[] {
  const { home, client, passerelle } = say;
  const creates = may(person, "client.create");
  const claims = person.workspaceOwner && !may(person, "person.roles");
  const actions = buttons(
    creates && button(CREATE, client.newClient, "", { style: "primary" }),
    button(REFRESH, home.refresh, "", { spoken: home.refreshWhat }),
  );
  return [
    header(home.hello(person.name.split(" ")[0] ?? "")),
    ...(notice ? [section(`✓ ${notice}`)] : []),
    section(creates ? home.introduction : home.introductionToRead),
    ...actions,
    context(
      [creates && home.fromMessage, home.allCommands, claims && home.claim(passerelle.help.claim.example)].filter(Boolean).join("  ·  "),
    ),
  ];
}

async function clientsBlocks(db: D1Database, { say, person }: Reader, pages: Pages): Promise<KnownBlock[]> {
  const found = await myClients(db, person.id, pages.clients ?? null, SHOWN + 1);
  if (found.length === 0 && !pages.clients && !may(person, "client.create")) return [];
  const last = found[SHOWN - 1];
  const next: Pages["clients"] = found.length > SHOWN && last ? [last.at, last.client.id] : undefined;
  return [
    divider,
    header(say.home.myClients),
    ...(found.length > 0 ? found.slice(0, SHOWN).map((one) => clientEntry(say, one)) : [section(say.home.noClients)]),
    ...pager(say, "clients", pages, next),
  ];
}

function clientEntry(say: Texts, { client, at }: MyClient): KnownBlock {
  const { siren, vatNumber, verification } = client;
  const number = siren ?? vatNumber;
  const details = [
    say.kindsOf(client.kinds),
    client.city,
    number && formatCompanyNumber(number),
    verification === "pending" ? say.home.notVerified : "",
    say.instant(at),
  ];
  const see = button(SEE_CLIENT, say.client.show, client.id, { spoken: say.client.showWhom(client.name) });
  return entry(client.name, details.filter(Boolean).join(" · "), see);
}

async function runsBlocks(db: D1Database, { say, person }: Reader, pages: Pages): Promise<KnownBlock[]> {
  const found = await runsOf(db, person.id, pages.runs ?? null, SHOWN + 1);
  const last = found[SHOWN - 1];
  const next: Pages["runs"] = found.length > SHOWN && last ? [last.createdAt, last.id] : undefined;
  return [
    divider,
    header(say.home.myRuns),
    ...(found.length > 0 ? found.slice(0, SHOWN).map((run) => runEntry(say, run)) : [section(say.passerelle.noneYet)]),
    ...pager(say, "runs", pages, next),
  ];
}

const MARKS: Partial<Record<Run["state"], string>> = { done: "✓", refused: "✗", failed: "✗", asking: "" };

function runEntry(say: Texts, run: Run): KnownBlock {
  const { home } = say;
  const short = shortReference(run.id);
  const title = [say.run.kinds[run.kind] ?? run.kind, askedName(run)].filter(Boolean).join(" – ");
  const why = run.state !== "done" && run.code ? say.errors[run.code].what : "";
  const details = [`${MARKS[run.state] ?? "…"} ${say.run.states[run.state]}`.trim(), why, say.instant(run.createdAt), say.reference(short)];
  return entry(title, details.filter(Boolean).join(" · "), runButton(say, run, `${home.seeRun} ${short}`));
}

function runButton({ home }: Texts, { id, state }: Run, spoken: string): Button {
  if (state === "asking") return button(SEE_RUN, home.answer, id, { style: "primary", spoken: `${home.answer} – ${spoken}` });
  return button(SEE_RUN, state === "failed" || state === "refused" ? home.why : home.see, id, { spoken });
}
