/** What the window becomes when the company that was picked is a client already: its card, and nothing to create. */
import type { ModalView } from "@slack/types";
import { auditLooks } from "../../../edge/audit/audit-looks.ts";
import { vatCheckOf } from "../../../edge/clients/client-sheet.ts";
import { readClient } from "../../../edge/clients/client-store.ts";
import type { Desk, Reader } from "../../desk.ts";
import { divider, modal, plain, section } from "../../forms.ts";
import { cardButtons, clientCard } from "../client-card.ts";
import { COMPANY, companySelect, NEW_CLIENT } from "./new-client-form.ts";

/**
 * From the directory alone, so that it stands at once: the CRM is not asked. Null when there is no such client.
 * @throws `forbidden`
 */
export async function knownClientView(desk: Desk, reader: Reader, clientId: string): Promise<ModalView | null> {
  await desk.allow(reader, "client.read", { kind: "client", id: clientId });
  const found = await readClient(desk.house.db, clientId);
  if (!found) return null;
  desk.house.later(auditLooks(desk.house.db, reader.person.id, "client.read", [clientId]));
  const sheet = {
    client: { ...found.client, email: null },
    company: found.facts,
    vatCheck: await vatCheckOf(desk.house.db, found.client),
    url: null,
  };
  const crm = crmLabel(desk, reader);
  const { client, close } = reader.say;
  return modal({
    callback: NEW_CLIENT,
    title: client.title,
    close,
    blocks: [
      section(client.alreadyKnown),
      divider,
      ...clientCard(reader, sheet, crm),
      ...cardButtons(reader, sheet, crm),
      divider,
      { type: "section", block_id: `${COMPANY}_again`, text: plain(client.chooseAnother), accessory: companySelect(reader) },
    ],
    memory: { mode: "search", more: false },
  });
}

/** How people call the system of record. */
export const crmLabel = (desk: Desk, { say }: Reader): string => desk.house.ports.crm.label || say.client.card.builtin;
