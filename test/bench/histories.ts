/**
 * Random histories of `/client` on all four CRMs: people who create one company together, twice, again, answer or leave
 * questions, change it; and up to three things that break on the way. `--seed 4711` plays those of that seed, `--seed
 * 4711/odoo/17` one of them.
 */
import type { Figure, Measured } from "./figure.ts";
import { finding } from "./histories/account.ts";
import { type Judged, judged } from "./histories/judged.ts";
import { drawn, type History } from "./histories/plan.ts";
import { variantsOf } from "./histories/smaller.ts";
import { told } from "./histories/told.ts";
import { type BuiltWorker, withWorker } from "./raw-worker.ts";
import { CRMS, type CrmId } from "./world/crm-stand-ins.ts";
import { smallest } from "./world/smaller.ts";
import { isSound } from "./world/verdict.ts";

const COUNT = 2_000;
/** Of those that fail, so many are made smaller. */
const SHRUNK = 2;

export const histories: Figure = {
  id: "histories",
  name: "random histories of /client on builtin, Dolibarr, Odoo and HubSpot: up to 3 people, 4 actions, 3 faults or kills each",
  unit: "",
  goal: "≥ 2,000, each with one record and its people told: 0 lost, 0 doubled, 0 in the dark",
  patient: true,
  async measure({ seed: asked = "" } = {}) {
    const [seed = String(Date.now() % 1_000_000), crm, index] = asked.split("/").filter(Boolean);
    console.error(`histories: --seed ${[seed, crm, index].filter(Boolean).join("/")}`);
    const crms = CRMS.filter((id) => !crm || id === crm);
    return withWorker(async (built) => {
      const played = await Promise.all(crms.map((id) => judged(built, id, plansOf(Number(seed), id, index))));
      await report(built, played.flat());
      return figuresOf(played, index === undefined ? COUNT : 1);
    });
  },
};

function plansOf(seed: number, crm: CrmId, index: string | undefined) {
  if (index !== undefined) return [drawn(seed, crm, Number(index))];
  return Array.from({ length: COUNT / CRMS.length }, (_, i) => drawn(seed, crm, i));
}

/** What failed, told and made smaller. */
async function report(built: BuiltWorker, verdicts: Judged[number][]): Promise<void> {
  const failed = verdicts.filter((verdict) => !isSound(verdict));
  for (const verdict of failed) console.error(finding(verdict));
  for (const { played } of failed.slice(0, SHRUNK)) {
    const { history } = played;
    const crm = history.id.split("/")[1] as CrmId;
    const failing = async (histories: History[]) =>
      (await judged(built, crm, histories)).filter((verdict) => !isSound(verdict)).map((verdict) => verdict.played.history);
    console.error(`${history.id} ${await smallest({ failing, variantsOf, told }, history)}`);
  }
}

function figuresOf(worlds: Judged[], due: number): Measured[] {
  const verdicts = worlds.flat();
  const none = (part: "lost" | "doubled" | "dark") => {
    const value = verdicts.filter((verdict) => verdict[part].length > 0).length;
    return { part: part === "dark" ? "in-the-dark" : part, value, ok: value === 0 };
  };
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const tried = (part: string, value: number): Measured => ({ part, value, goal: "(how much was tried)", ok: true });
  return [
    { part: "histories", value: verdicts.length, ok: verdicts.length >= due },
    tried("runs", sum(verdicts.map(({ played }) => played.asked.length))),
    tried("faults", sum(verdicts.map(({ played }) => played.met))),
    tried("kills", sum(worlds.map(({ kills }) => kills))),
    none("lost"),
    none("doubled"),
    none("dark"),
  ];
}
