/** A mail that came in: who it is from, and what became of it. The mail itself is read once and never kept. */
import * as z from "zod/mini";

/** Why nobody is asked about the sender. */
export const REASONS = [
  /** No sender that can be read, or several. */
  "unreadable",
  /** An empty return path, a report of a mail server. */
  "bounce",
  /** Written by a program: out of office, notifications. */
  "automatic",
  "list",
  "no_reply",
  /** The address is not the sender's (DMARC fail). */
  "dmarc_fail",
  /** The sender's domain has no DMARC policy, so that nothing is proven. */
  "dmarc_none",
  /** The receiving server said nothing about it. */
  "dmarc_unknown",
  /** One of ours wrote it, and forwarded nobody. */
  "own",
  /** One of ours forwarded it, and the first sender's address is not in it. */
  "forward_unreadable",
  "known_client",
  /** Another address at the domain of a known client. */
  "known_company",
  "asked_already",
  "sender_ignored",
  /** More strangers in a day than a person can look at. */
  "too_many",
  /** Nobody may create clients. */
  "nobody_to_ask",
] as const;
export type Reason = (typeof REASONS)[number];

/** `asked` = a person was asked about its sender, in the run `runId`. */
export type MailState = "new" | "asked" | "ignored";

/**
 * What a run is told of an unknown sender. "" = not known.
 * `proof`: DMARC; a relay that we trust; or `hand`: a colleague forwarded it and nothing proves the address.
 */
export const Sender = z.lazy(() =>
  z.object({
    key: z.string().check(z.minLength(1)),
    address: z.email().check(z.maxLength(254)),
    name: z.string().check(z.maxLength(120)),
    company: z.string().check(z.maxLength(200)),
    companyByDomain: z.boolean(),
    phone: z.string().check(z.maxLength(40)),
    siren: z.string().check(z.maxLength(9)),
    vatNumber: z.string().check(z.maxLength(16)),
    country: z.string().check(z.maxLength(2)),
    subject: z.string().check(z.maxLength(200)),
    excerpt: z.string().check(z.maxLength(400)),
    proof: z.enum(["dmarc", "relay", "hand"]),
    /** Letters that look like others in the name or the domain. */
    lookalike: z.boolean(),
    /** Name of the colleague who forwarded it. */
    forwardedBy: z.string().check(z.maxLength(120)),
    /** Their person id. */
    forwarder: z.string().check(z.maxLength(40)),
  }),
);
export type Sender = z.infer<typeof Sender>;

/** Kind of the run that asks about a sender. */
export const MEET_SENDER = "meet-sender";
export const SENDER_QUESTION = "sender";
export const COMPANY_QUESTION = "company";
/** The answer that it is none of those that the register proposes. */
export const NO_COMPANY = "other";
