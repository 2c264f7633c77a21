/** What tests of mail share: a provider that can be made to fail, a mail, a house. */
import { putDocument } from "../../../edge/documents/put-document.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import type { House } from "../../../edge/house.ts";
import type { NewMail } from "../../../edge/mail/mail.ts";
import type { Mailer, OutgoingMail } from "../../../edge/mail/mailer.ts";
import { mailRow } from "../../../edge/mail/queue-mail.ts";
import { aHouse, worker } from "../carry.ts";

export const db = worker.DB;

export const emptyMails = () => db.batch(["mails", "audit", "documents"].map((table) => db.prepare(`DELETE FROM ${table}`)));

/** A provider that keeps what it took; `fail` is thrown, one each time, before or (`after`) behind the taking. */
export function aMailer(repeatsSafelyForMs = 0) {
  const taken: { key: string; mail: OutgoingMail }[] = [];
  const mailer: Mailer & { taken: typeof taken; asked: number; fail: { error: unknown; after?: boolean }[] } = {
    ...{
      id: repeatsSafelyForMs > 0 ? "keyed" : "plain",
      label: "",
      repeatsSafelyForMs,
      taken,
      asked: 0,
      fail: [],
      probe: async () => undefined,
    },
    async send(mail, key) {
      mailer.asked++;
      const failure = mailer.fail.shift();
      const had = repeatsSafelyForMs > 0 && taken.some((one) => one.key === key);
      if (!had && (!failure || failure.after)) taken.push({ key, mail });
      if (failure) throw failure.error;
      return had ? null : `<${key}>`;
    },
  };
  return mailer;
}

export const aMail = (changes: Partial<NewMail> = {}): NewMail => ({
  ...{ kind: "invoice", intent: ["INV-1", "2"], actor: "p1", to: { email: "Jeanne@Société.fr", name: "Jeanne" } },
  ...{ subject: "Votre facture", text: "Bonjour", html: "<p>Bonjour</p>", object: { kind: "invoice", id: "INV-1" } },
  ...changes,
});

export async function queue(changes: Partial<NewMail> = {}): Promise<string> {
  const { id, row } = await mailRow(db, aMail(changes));
  await row.run();
  return id;
}

export const houseWith = (mailer: Mailer): House => aHouse({ mailer });
export const audit = async () =>
  (await db.prepare("SELECT actor, action, object_id AS id, outcome, code FROM audit ORDER BY id").all()).results;
export const error = (code: ConstructorParameters<typeof PasserelleError>[0], retryAfterSeconds?: number) =>
  new PasserelleError(code, retryAfterSeconds ? { retryAfterSeconds } : {});

/** A document of ours; answers its id. */
export async function keep(id: string, body: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const kept = {
    id,
    class: "invoice",
    owner: { kind: "invoice", id: "INV-1" },
    name: "Facture été.pdf",
    mediaType: "application/pdf",
  } as const;
  return (await putDocument({ db, files: worker.FILES }, { ...kept, body, createdBy: "p1" })).id;
}
