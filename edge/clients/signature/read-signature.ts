/**
 * Who a message is about: the company, its numbers, the person to talk to, as people write them in messages and under
 * them, in French and in English. A guess to be checked by a person: it fills a form, nothing else. Pure.
 */
import { fold } from "../../companies/names.ts";
import { companyDomain } from "../free-mail.ts";
import { companyIn, countryIn } from "./read-company.ts";
import { type NumbersInText, readNumbers } from "./read-numbers.ts";

/** "" = not found. `country` may be known without a VAT number: from the legal form, the telephone or the address. */
export interface Signature extends NumbersInText {
  company: string;
  contactName: string;
  email: string;
}

const MOST_TEXT = 8_000;
const MOST_LINES = 200;
const EMAIL = /[a-z0-9._%+'-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/gi;
const NOBODY = /^(?:no-?reply|ne-?pas-?repondre|mailer-daemon|postmaster|notifications?)\b/i;
/** An address of several people. */
const SHARED = /^(?:contact|info|accueil|bonjour|hello|commercial|sales|compta\w*|factur\w*|accounts?|office|support|admin|devis|service)$/;
const CALLED = /(?:^|[^\p{L}-])(?:de|from|contact|interlocut\w+|nom(?: et prénom)?|prénom et nom|(?:your )?name|votre nom)\s*:\s*(.+)$/iu;
const CLOSING =
  /^(?:(?:bien |très )?cordialement|cdlt|cdt|bien à vous|(?:sincères )?salutations|(?:bonne|belle) journée|merci(?: d.avance)?|à bientôt|(?:best|kind|warm) regards|regards|(?:yours )?sincerely|cheers|(?:many )?thanks|--)\W*$/i;
/** Begins a line like a name does, and is none: greetings, and what people are. */
const NO_NAME =
  /^(?:bonjour|bonsoir|salut|hello|hi|dear|merci|thanks|cordialement|best|kind|tél\w*|port\w*|mobile|direct\w*|responsable\w*|chargée?|chef\w*|gérante?|président\w*|assistante?|manager|sales|head|chief|ceo|cto|cfo|account|service|société|sarl|sas|sa|eurl|rue|avenue|place)$/i;

/** @param own the reader's address: what is of their own company is not the client's */
export function readSignature(text: string, own: string): Signature {
  const clean = text.normalize("NFKC").slice(0, MOST_TEXT);
  const lines = clean
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .slice(0, MOST_LINES);
  const kept = lines.join("\n");
  const numbers = readNumbers(kept);
  const email = emailIn(kept, own.toLowerCase());
  const contactName = contactIn(lines, email);
  const company = companyIn(lines, { email, contactName });
  const country = numbers.country || (numbers.siren ? "" : countryIn({ company, email, phone: numbers.phone }));
  return { ...numbers, country, company, contactName, email };
}

function emailIn(text: string, own: string): string {
  const ownDomain = companyDomain(own);
  const isTheirs = (address: string) => address.toLowerCase() !== own && (!ownDomain || companyDomain(address) !== ownDomain);
  const addresses = (text.match(EMAIL) ?? []).map((address) => address.replace(/^['.]+|['.-]+$/g, ""));
  return addresses.find((address) => !NOBODY.test(address) && isTheirs(address)) ?? "";
}

function contactIn(lines: string[], email: string): string {
  const said = lines.map((line) => nameIn(CALLED.exec(line)?.[1] ?? "")).find(Boolean);
  if (said) return said;
  const beside = email && lines.map((line) => (line.includes(email) ? nameIn(line.slice(0, line.indexOf(email))) : "")).find(Boolean);
  if (beside) return beside;
  const local = email.split("@")[0] ?? "";
  const pieces = lines.flatMap((line) => line.split(/\s*[|•·–—,;]\s*|\s-\s/));
  const theirs = local && pieces.map((piece) => (fitsAddress(piece, local) ? nameIn(piece) : "")).find(Boolean);
  if (theirs) return theirs;
  const end = lines.findIndex((line) => CLOSING.test(line));
  const signed = end < 0 ? [] : lines.slice(end + 1, end + 3).map(nameIn);
  return signed.find(Boolean) || namedBy(local);
}

/** The name that the text begins with, when it can be one: two to five words, the first and the last with a capital. */
function nameIn(text: string): string {
  const before = text.split(/[<([|:;,•·–—]|\s-(?:\s|$)|\s\d/)[0] ?? "";
  const words = before
    .trim()
    .replace(/^(?:M|MM|Mr|Mme|Mlle|Mrs|Ms|Dr|Madame|Monsieur)\.?\s+/, "")
    .split(/\s+/);
  const isWord = (word: string) => /^[\p{L}][\p{L}'’.-]*$/u.test(word) && !NO_NAME.test(word);
  const hasCapital = (word = "") => /^(?:d['’])?\p{Lu}/u.test(word);
  const fits = words.length >= 2 && words.length <= 5 && words.every(isWord) && hasCapital(words[0]) && hasCapital(words.at(-1));
  return fits ? words.join(" ").slice(0, 120) : "";
}

/** "Jeanne Perret" and jeanne.perret, jperret, perret.j or j.perret. */
const fitsAddress = (piece: string, local: string) =>
  fits(piece, local) ||
  fits(
    piece.replace(/[äöü]/g, (vowel) => `${vowel}e`),
    local,
  );

function fits(piece: string, local: string): boolean {
  const words = fold(piece).split(" ");
  const [first = "", last = ""] = [words[0], words.at(-1)];
  if (words.length < 2 || words.length > 5 || last.length < 2) return false;
  const parts = fold(local.replace(/[._+-]/g, " ")).split(" ");
  if (parts.length === 1) return [first + last, `${first[0]}${last}`, last + first].includes(parts[0] as string);
  return parts.every((part) => words.some((word) => word === part || (part.length === 1 && word.startsWith(part)))) && parts.includes(last);
}

/** jeanne.perret@… says enough; contact.dijon@… does not. */
function namedBy(local: string): string {
  const parts = local.toLowerCase().split(".");
  if (parts.length !== 2 || parts.some((part) => !/^[\p{L}-]{2,}$/u.test(part) || SHARED.test(part))) return "";
  return parts.map((part) => part.replace(/(^|-)\p{L}/gu, (letter) => letter.toUpperCase())).join(" ");
}
