/**
 * Does the mail come from whom it says? Only what our own receiving server wrote on top is believed, never a header that
 * the sender may have brought along.
 *
 * Wire    Authentication-Results of mx.cloudflare.net, the topmost of all; ARC sets of relays that we were told to trust
 * Source  RFC 8601, RFC 8617, https://developers.cloudflare.com/email-routing/postmaster/ (read 2026-11)
 */
import { domainOf, isWithin } from "./mailbox.ts";
import { headersOf, type Message } from "./read-message.ts";

const RECEIVER = "mx.cloudflare.net";

/** `relay`: proven to a relay of ours that forwarded it. `unknown`: the receiver wrote nothing that we can rely on. */
export type Proof = "dmarc" | "relay" | "fail" | "none" | "unknown";

interface Results {
  server: string;
  methods: { method: string; result: string; from: string }[];
}

/** @param relays domains that seal what they forward to us: "google.com" */
export function proofOf(message: Message, address: string, relays: string[]): Proof {
  const [top] = headersOf(message, "authentication-results");
  const ours = top ? readResults(top) : null;
  if (!ours || ours.server !== RECEIVER) return "unknown";
  const dmarc = ours.methods.find(({ method }) => method === "dmarc");
  if (dmarc?.result === "pass" && speaksOf(dmarc.from, address)) return "dmarc";
  if (ours.methods.some(({ method, result }) => method === "arc" && result === "pass") && sealedBy(message, address, relays))
    return "relay";
  return dmarc?.result === "fail" ? "fail" : dmarc ? "none" : "unknown";
}

/** Of a mail that a colleague attached whole: what their own mail server had written on top when it came. */
export function provenToRelay(attached: Message, address: string, relays: string[]): boolean {
  const [top] = headersOf(attached, "authentication-results");
  const results = top ? readResults(top) : null;
  return results !== null && relays.some((relay) => isWithin(results.server, relay)) && passes(results, address);
}

/**
 * The receiver has checked the chain of seals; what counts is who put the last seal before its own, for whoever seals can
 * write what they like.
 */
function sealedBy(message: Message, address: string, relays: string[]): boolean {
  const seals = headersOf(message, "arc-seal")
    .map((value) => ({ instance: instanceOf(value), domain: tag(value, "d") }))
    .filter(({ domain }) => !isWithin(domain, "cloudflare.net"));
  const last = seals.reduce((latest, seal) => (seal.instance > latest.instance ? seal : latest), { instance: 0, domain: "" });
  if (!relays.some((relay) => isWithin(last.domain, relay))) return false;
  const said = headersOf(message, "arc-authentication-results").filter((value) => instanceOf(value) === last.instance);
  // Two sets under one number are no chain.
  return said.length === 1 && passes(readResults((said[0] as string).replace(/^\s*i\s*=\s*\d+\s*;/i, "")), address);
}

const passes = ({ methods }: Results, address: string): boolean =>
  methods.some(({ method, result, from }) => method === "dmarc" && result === "pass" && speaksOf(from, address));

/** The verdict is about the domain of this very address. */
const speaksOf = (from: string, address: string): boolean => from !== "" && isWithin(domainOf(address), from);

const tag = (value: string, name: string): string =>
  (new RegExp(`(?:^|;)\\s*${name}\\s*=\\s*([^;\\s]+)`, "i").exec(value)?.[1] ?? "").toLowerCase();
const instanceOf = (value: string): number => Number(tag(value, "i")) || 0;

function readResults(value: string): Results {
  const [server = "", ...results] = bare(value.slice(0, 10_000)).split(";");
  return {
    server: (server.trim().split(/\s+/)[0] ?? "").toLowerCase(),
    methods: results.map((one) => {
      // The verdict stands first; what the sender may choose (smtp.mailfrom=dmarc=pass@…) comes behind it.
      const [, method = "", result = ""] = /^\s*([a-z-]+)(?:\/\d+)?\s*=\s*([a-z]+)/i.exec(one) ?? [];
      const from = /\sheader\.from\s*=\s*([^\s;]+)/i.exec(one)?.[1] ?? "";
      return { method: method.toLowerCase(), result: result.toLowerCase(), from: from.toLowerCase().replace(/^.*@/, "") };
    }),
  };
}

/** Without comments and quoted texts, in which anything may stand. */
function bare(value: string): string {
  let [out, quoted, depth] = ["", false, 0];
  for (let i = 0; i < value.length; i++) {
    const character = value[i] as string;
    if (character === "\\") i++;
    else if (character === '"' && depth === 0) quoted = !quoted;
    else if (!quoted && character === "(") depth++;
    else if (!quoted && character === ")") depth = Math.max(0, depth - 1);
    else if (!quoted && depth === 0) out += character;
  }
  return out;
}
