/** /passerelle audit, for admins: the latest rows of the trail in words, and the seal that they hang on. */
import type { KnownBlock } from "@slack/types";
import { type AuditLine, listAudit } from "../../edge/audit/list-audit.ts";
import type { Desk, Reader } from "../desk.ts";
import { shortReference } from "../errors.ts";
import { button, buttons, context, entry, header, section } from "../forms.ts";
import type { Texts } from "../text/text.ts";
import { type Answer, answerOf } from "./passerelle-messages.ts";

export const OLDER_AUDIT = "audit_older";
const PAGE = 20;

/** @param before the row shown last, null for the first page */
export async function auditMessage(desk: Desk, reader: Reader, before: number | null): Promise<Answer> {
  await desk.allow(reader, "audit.read", { kind: "audit" });
  const { say } = reader;
  const { lines, head } = await listAudit(desk.house.db, before, PAGE + 1);
  const shown = lines.slice(0, PAGE);
  const last = shown.at(-1);
  const older = lines.length > PAGE && last ? buttons(button(OLDER_AUDIT, say.audit.older, String(last.id))) : [];
  const seal = head ? say.audit.sealed(say.number(head.position), `${head.position}:${head.hash}`) : say.audit.notSealed;
  const rows: KnownBlock[] = shown.length > 0 ? shown.map((line) => lineEntry(say, line)) : [section(say.audit.empty)];
  return answerOf(say.audit.title, [header(say.audit.title), ...rows, context(seal), ...older]);
}

export function lineEntry(say: Texts, line: AuditLine) {
  const { audit } = say;
  const who = line.actorName ?? audit.actors[line.actor] ?? audit.formerPerson;
  const about = line.objectKind === "run" ? "" : line.objectName;
  const refused = line.outcome === "refused" ? audit.refused(line.code ? say.errors[line.code].what : "") : "";
  const run = line.runId ? audit.run(shortReference(line.runId)) : "";
  return entry(audit.actions[line.action] ?? line.action, [say.instant(line.at), who, about, refused, run].filter(Boolean).join(" · "));
}
