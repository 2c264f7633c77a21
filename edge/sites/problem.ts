/** An error as a page reads it (RFC 9457): a code that never changes, the field at fault, and calm words in the visitor's language. */
import { type ErrorCode, type PasserelleError, statusOf } from "../errors.ts";
import type { Locale } from "../people/person.ts";
import { problemsEn } from "./words/problems-en.ts";
import { problemsFr } from "./words/problems-fr.ts";

const WORDS = { fr: problemsFr, en: problemsEn };

export function problem({ code, field, retryAfterSeconds }: PasserelleError, locale: Locale): Response {
  const body = {
    type: `https://passerelle.dev/problems/${code}`,
    title: code,
    status: statusOf(code),
    ...(field && { field }),
    detail: detailOf(code, field, locale),
  };
  return Response.json(body, {
    status: body.status,
    headers: {
      "Content-Type": "application/problem+json",
      "Content-Language": locale,
      "Cache-Control": "no-store",
      ...(retryAfterSeconds && { "Retry-After": String(Math.ceil(retryAfterSeconds)) }),
    },
  });
}

export function detailOf(code: ErrorCode, field: string | undefined, locale: Locale): string {
  const { byField, byCode, otherwise } = WORDS[locale];
  return byField[`${code} ${field}`] ?? byCode[code] ?? otherwise;
}
