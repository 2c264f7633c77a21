/** /passerelle audit, for admins: the latest rows of the trail in words, and the seal that they hang on. */
import type { KnownBlock } from "@slack/types";
import { type AuditLine, listAudit } from "../../edge/audit/list-audit.ts";
import type { Role } from "../../edge/people/person.ts";
import type { Desk, Reader } from "../desk.ts";
import { shortReference } from "../errors.ts";
import { button, buttons, context, entry, header, section } from "../forms.ts";
import { rareWords } from "../reviews/reviews.ts";
import type { Texts } from "../text/text.ts";
import { type Answer, answerOf } from "./passerelle-messages.ts";

export const OLDER_AUDIT = "audit_older";
const PAGE = 20;

interface Page {
  /** The row shown last. */
  before?: number;
  /** One person's rows, which client they looked at included. */
  actor?: string;
}

export async function auditMessage(desk: Desk, reader: Reader, { before, actor }: Page = {}): Promise<Answer> {
  await desk.allow(reader, "audit.read", { kind: "audit" });
  const { say } = reader;
  const { lines, head } = await listAudit(desk.house.db, before ?? null, PAGE + 1, actor);
  const shown = lines.slice(0, PAGE);
  const last = shown.at(-1);
  const older =
    lines.length > PAGE && last ? buttons(button(OLDER_AUDIT, say.audit.older, [last.id, actor].filter(Boolean).join(" "))) : [];
  const seal = head ? say.audit.sealed(say.number(head.position), `${head.position}:${head.hash}`) : say.audit.notSealed;
  const rows: KnownBlock[] = shown.length > 0 ? await lineEntries(say, shown) : [section(say.audit.empty)];
  return answerOf(say.audit.title, [header(say.audit.title), ...rows, context(seal), ...older]);
}

export async function lineEntries(say: Texts, lines: AuditLine[]): Promise<KnownBlock[]> {
  const { actions } = say.audit;
  const rare = lines.every(({ action }) => actions[action]) ? {} : await rareWords(say.locale);
  return lines.map((line) => lineEntry(say, line, rare));
}

function lineEntry(say: Texts, line: AuditLine, rare: Record<string, string>) {
  const { audit } = say;
  const who = line.actorName ?? audit.actors[line.actor] ?? rare[`by ${line.actor}`] ?? audit.formerPerson;
  const about = line.objectKind === "run" ? "" : line.objectName;
  const refused = line.outcome === "refused" ? audit.refused(line.code ? say.errors[line.code].what : "") : "";
  const run = line.runId ? audit.run(shortReference(line.runId)) : "";
  const [, role] = /^person\.grant\/(.*)/.exec(line.action) ?? [];
  const what = role ? audit.granted(say.roles[role as Role] ?? role) : (audit.actions[line.action] ?? rare[line.action] ?? line.action);
  return entry(what, [say.instant(line.at), who, about, refused, run].filter(Boolean).join(" · "));
}
