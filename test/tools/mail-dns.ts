/**
 * What a domain's DNS says about mail in its name, and what to do about it. Pure: records in, findings out.
 * Source: RFC 7208 (SPF), 6376 (DKIM), 7489 (DMARC) and each provider's own pages (read 2026-11).
 */
import { type Finding, note, ok, todo } from "./finding.ts";

/** TXT records of one name, each as one text; `trouble` = DNS itself did not answer. */
export type Answer = { records: string[] } | { trouble: string };

interface Carrier {
  /** Where its SPF record stands, seen from the domain; "" = on the domain itself. */
  spfAt: string;
  /** What it must include; null = the provider vouches with a domain of its own, or nobody knows. */
  spfIncludes: string | null;
  /** Whether a domain without SPF can do without. */
  spfNeeded: boolean;
  /** Each set is enough. */
  selectors: string[][];
  /** Whether that is all there can be: else another selector may hold the key. */
  selectorsKnown: boolean;
  where: string;
}

const USUAL = ["default", "mail", "dkim", "selector1", "selector2", "google", "k1", "s1", "s2", "ovhmo1-selector1", "gm1", "sig1"];

/** @param selector MAIL_DKIM_SELECTOR */
export function carrierOf(mailer: string, selector = ""): Carrier {
  if (mailer === "brevo") {
    const where = "Brevo → Settings → Senders, domains → Domains → Authenticate";
    return { spfAt: "", spfIncludes: null, spfNeeded: false, selectors: [["brevo1", "brevo2"], ["mail"]], selectorsKnown: true, where };
  }
  if (mailer === "cloudflare") {
    const where = "Cloudflare → Compute → Email Service → Email Sending → Onboard Domain";
    return {
      spfAt: "cf-bounce",
      spfIncludes: "_spf.mx.cloudflare.net",
      spfNeeded: true,
      selectors: [["cf-bounce"]],
      selectorsKnown: true,
      where,
    };
  }
  const selectors = selector ? [[selector]] : USUAL.map((one) => [one]);
  const where = "your mail provider's help on SPF and DKIM";
  return { spfAt: "", spfIncludes: null, spfNeeded: true, selectors, selectorsKnown: selector !== "", where };
}

export function spfFinding(name: string, { records }: { records: string[] }, { spfIncludes, spfNeeded, where }: Carrier): Finding {
  const found = records.filter((record) => /^v=spf1(\s|$)/i.test(record));
  const [record] = found;
  if (!record) {
    if (!spfNeeded) return note("SPF", `${name} has none. Mail sent here does without; for your other mail, publish one`);
    const wanted = spfIncludes ? `TXT ${name} "v=spf1 include:${spfIncludes} ~all"` : `a TXT record "v=spf1 include:… ~all" on ${name}`;
    return todo("SPF", `${name} has none. Publish ${wanted} (${where})`);
  }
  if (found.length > 1) return todo("SPF", `${name} has ${found.length} records, which counts as none: make one of them`);
  const terms = record.toLowerCase().split(/\s+/).slice(1);
  const lookups = terms.filter((term) => /^[+~?-]?(include:|a\b|mx\b|ptr\b|exists:)|^redirect=/.test(term)).length;
  if (terms.some((term) => term === "+all" || term === "all"))
    return todo("SPF", `${name} lets everybody send in its name (+all): end it with ~all or -all`);
  if (lookups > 10) return todo("SPF", `${name} needs ${lookups} look-ups, more than the 10 that receivers do: take out what is not used`);
  if (spfIncludes && !terms.some((term) => term.replace(/^[+]/, "") === `include:${spfIncludes}`))
    return todo("SPF", `${name} does not include ${spfIncludes}: add include:${spfIncludes} (${where})`);
  if (!terms.some((term) => /^[~?-]all$|^redirect=/.test(term)))
    return note("SPF", `${name} does not say what to think of others: end it with ~all`);
  return ok("SPF", `${name}: ${record}`);
}

export type Keys = Record<string, string[]>;

/** @param keys selector → the TXT records under it */
export function dkimFinding(domain: string, keys: Keys, { selectors, selectorsKnown, where }: Carrier): Finding {
  const has = (selector: string) => (keys[selector] ?? []).some((record) => /(^|;)\s*p=/i.test(record));
  const set = selectors.find((all) => all.every(has));
  if (!set) {
    const names = selectors.map((all) => all.map((selector) => `${selector}._domainkey.${domain}`).join(" and "));
    if (!selectorsKnown)
      return note(
        "DKIM",
        `no key under the usual selectors of ${domain}. MAIL_DKIM_SELECTOR in .dev.vars names yours (${where}); without DKIM, mail lands in spam`,
      );
    return todo("DKIM", `no key at ${names.join(", or ")}. ${where}`);
  }
  const weak = set.map((selector) => weaknessOf(selector, keys[selector] ?? [])).find(Boolean);
  return weak ?? ok("DKIM", `${set.map((selector) => `${selector}._domainkey.${domain}`).join(" and ")}: a key is there`);
}

function weaknessOf(selector: string, records: string[]): Finding | undefined {
  const tags = tagsOf(records.find((record) => /(^|;)\s*p=/i.test(record)) ?? "");
  const key = (tags.get("p") ?? "").replace(/\s/g, "");
  if (!key) return todo("DKIM", `the key of ${selector} is revoked (p= is empty): make a new one`);
  if (tags.get("k") !== "ed25519" && key.length < 300)
    return note("DKIM", `the key of ${selector} has 1024 bits or fewer: ask for one of 2048`);
  if (tags.get("t")?.split(":").includes("y")) return note("DKIM", `${selector} says it is a test (t=y): receivers may ignore it`);
  return undefined;
}

/** @param found of `_dmarc.` on the domain, or on the first one above it that has any; `at` = which */
export function dmarcFinding(domain: string, found: { at: string; records: string[] } | null): Finding {
  const advice = `TXT _dmarc.${domain} "v=DMARC1; p=none; rua=mailto:dmarc@${domain}"`;
  const records = (found?.records ?? []).filter((record) => /^v=DMARC1\s*(;|$)/i.test(record));
  const [record] = records;
  if (!found || !record) return todo("DMARC", `${domain} has none, which Gmail, Yahoo and Outlook ask for. Publish ${advice}`);
  if (records.length > 1) return todo("DMARC", `_dmarc.${found.at} has ${records.length} records, which counts as none: keep one`);
  const tags = tagsOf(record);
  const policy = (found.at === domain ? undefined : tags.get("sp")) ?? tags.get("p");
  if (!policy || !/^(none|quarantine|reject)$/i.test(policy))
    return todo("DMARC", `_dmarc.${found.at} has no valid policy (p=): publish ${advice}`);
  if (!tags.get("rua")) return note("DMARC", `_dmarc.${found.at} asks for no reports: add rua=mailto:… to see who sends in your name`);
  if (/^none$/i.test(policy))
    return note("DMARC", `_dmarc.${found.at} only watches (p=none). When the reports are clean, go on to p=quarantine`);
  return ok("DMARC", `_dmarc.${found.at}: ${record}`);
}

function tagsOf(record: string): Map<string, string> {
  return new Map(
    record
      .split(";")
      .map((part) => /^\s*(\w+)\s*=\s*([\s\S]*?)\s*$/.exec(part))
      .filter((found) => found !== null)
      .map(([, name = "", value = ""]) => [name.toLowerCase(), value]),
  );
}
