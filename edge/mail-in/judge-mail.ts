/** Is there somebody to be asked about? What our own people forwarded is about whose mail it was; everything else about who sent it. */
import { companyDomain } from "../clients/free-mail.ts";
import { intentId } from "../runs/intent.ts";
import type { Reason, Sender } from "./mail.ts";
import { domainOf, isWithin, looksAlike } from "./message/mailbox.ts";
import { type Author, isNoReply, type ReadMail } from "./read-mail.ts";

type Judged = { reason: Reason } | { reading: Sender };

interface Ours {
  id: string;
  name: string;
  member: boolean;
}

/** @param to whom the mail was sent to: that domain is ours too */
export async function judgeMail(db: D1Database, mail: ReadMail, to: string): Promise<Judged> {
  if (mail.refused || !mail.author) return { reason: mail.refused ?? "unreadable" };
  const people = await ourPeople(db, [mail.author, ...mail.forwarded], to);
  const isOurs = ({ sender }: Author) => people.has(sender.address);
  if (!isOurs(mail.author)) return { reading: await sentBy(mail.author, null) };
  if (!mail.forward) return { reason: "own" };
  const stranger = mail.forwarded.find((author) => !isOurs(author));
  if (!stranger) return { reason: mail.forwarded.length > 0 ? "own" : "forward_unreadable" };
  if (isNoReply(stranger.sender.address)) return { reason: "no_reply" };
  return { reading: await sentBy(stranger, people.get(mail.author.sender.address) ?? null) };
}

/** Address → the person of ours that it belongs to; null when only its domain is ours. */
async function ourPeople(db: D1Database, authors: Author[], to: string): Promise<Map<string, Ours | null>> {
  const addresses = [...new Set(authors.map(({ sender }) => sender.address))];
  const here = domainOf(to.toLowerCase());
  const [people, domains] = await db.batch<Record<string, string>>([
    db.prepare(`SELECT id, name, email, standing FROM people WHERE email IN (${addresses.map(() => "?").join(", ")})`).bind(...addresses),
    db
      .prepare(
        `SELECT value AS domain FROM json_each(?1) WHERE EXISTS (SELECT 1 FROM people WHERE email IS NOT NULL AND substr(email, instr(email, '@') + 1) = value)`,
      )
      .bind(JSON.stringify(addresses.map((address) => companyDomain(address)).filter(Boolean))),
  ]);
  const own = new Set((domains?.results ?? []).map(({ domain }) => domain));
  // A sub-domain of the firm's may receive: who writes from the domain above is ours as well.
  const isOwn = (domain: string) => own.has(domain) || isWithin(domain, here) || isWithin(here, domain);
  const found = new Map<string, Ours | null>();
  for (const address of addresses) if (companyDomain(address) && isOwn(domainOf(address))) found.set(address, null);
  for (const { id = "", name = "", email = "", standing } of people?.results ?? [])
    found.set(email, { id, name, member: standing === "member" });
  return found;
}

async function sentBy({ sender, subject, signature: { words, ...signature }, proof }: Author, forwarder: Ours | null): Promise<Sender> {
  return {
    key: await intentId("mail sender", sender.address),
    address: sender.address,
    ...signature,
    name: signature.name.slice(0, 120),
    company: signature.company.slice(0, 200),
    subject: subject.slice(0, 200),
    excerpt: words.replace(/\n{2,}/g, "\n").slice(0, 400),
    proof,
    lookalike: looksAlike(sender),
    forwardedBy: forwarder?.name.slice(0, 120) ?? "",
    forwarder: forwarder?.member ? forwarder.id : "",
  };
}
