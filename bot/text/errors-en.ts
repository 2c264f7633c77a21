/** The English of errors-fr.ts. */
import type { ErrorCode } from "../../edge/errors.ts";

export const errorsEn: Record<ErrorCode, { what: string; todo: string }> = {
  invalid_input: { what: "The request contains a value we do not understand.", todo: "Check what you typed, then try again." },
  unauthorized: { what: "This request could not be authenticated.", todo: "Try again from Slack." },
  forbidden: { what: "Your role does not allow this.", todo: "Ask a Passerelle administrator whether you should have this right." },
  not_found: { what: "This does not exist, or no longer does.", todo: "Search again to find the right one." },
  conflict: { what: "Somebody changed it in the meantime.", todo: "Open the record again and make your change on the current version." },
  too_large: { what: "This is too large to be handled.", todo: "Shorten it, then try again." },
  expired: { what: "This button or window is no longer valid.", todo: "Run the command again." },
  kept_by_law: {
    what: "The law requires this document to be kept.",
    todo: "It will be deleted automatically once the legal term is over.",
  },
  guest: { what: "Guests of the workspace have no access to Passerelle.", todo: "Ask a colleague to do it for you." },
  other_team: {
    what: "Passerelle only answers members of the workspace it is installed in.",
    todo: "Ask your contact to do it on their side.",
  },
  unknown_person: { what: "Slack does not know this person, or no longer does.", todo: "Check their Slack account, then try again." },
  blocked: { what: "Your access to Passerelle is suspended.", todo: "Please speak to whoever administers Passerelle at your company." },
  bad_siren: {
    what: "This SIREN number is mistyped: its check digit is wrong.",
    todo: "Compare its 9 digits with a document of the company.",
  },
  bad_siret: {
    what: "This SIRET number is mistyped: its check digit is wrong.",
    todo: "Compare its 14 digits with a document of the company.",
  },
  bad_vat_number: {
    what: "This VAT number is mistyped: its format or its key is wrong.",
    todo: "Compare it with an invoice of the company, country prefix included.",
  },
  unknown_company: { what: "The register knows no company under this number.", todo: "Search for it by name, or check the number." },
  unknown_vat_number: {
    what: "VIES, the European VAT register, does not know this number.",
    todo: "Check it with the company; if it is not registered yet for trade within the Union, create it without a VAT number.",
  },
  closed_company: {
    what: "The register says that this company is closed.",
    todo: "If it must be created all the same, management, accounting or an administrator picks it in “New client” and gives a reason.",
  },
  different_companies: {
    what: "Their numbers say that they are two different companies.",
    todo: "If a number is wrong, correct it in the management software first.",
  },
  seller_incomplete: {
    what: "Your company’s details are incomplete: something the law wants on quotes and invoices is missing.",
    todo: "An administrator completes them in the invoicing settings.",
  },
  unlawful: {
    what: "As it stands, this document would not be compliant.",
    todo: "Correct the field shown, then try again.",
  },
  issued: {
    what: "This invoice has been issued: it can no longer be changed or deleted.",
    todo: "To cancel it, issue a credit note, then make a new invoice.",
  },
  earlier_day: {
    what: "A later invoice already has a number in this series: numbers must follow the order of dates.",
    todo: "Choose the date of the last invoice, or a later one.",
  },
  discount_limit: {
    what: "This discount is more than your role may grant.",
    todo: "Lower the discount, or ask a director.",
  },
  second_person: {
    what: "From this amount on, your company wants a director’s agreement.",
    todo: "Pass the draft on to a director, who can issue it.",
  },
  numbers_begun: {
    what: "This series has already given out numbers: their format cannot change within the year.",
    todo: "Keep the current format; it can change with the first number of next year.",
  },
  not_open: {
    what: "The quote is not in a state that allows this.",
    todo: "Open it again to see where it stands.",
  },
  vendor_refused: {
    what: "The business software refused the record.",
    todo: "Check the fields; otherwise pass the reference on to an administrator.",
  },
  rate_limited: { what: "The service we called gets too many requests right now.", todo: "Try again in a minute." },
  vendor_unavailable: { what: "The service we called does not answer.", todo: "Try again in a few minutes." },
  bad_answer: {
    what: "The service we called gave an answer we cannot read.",
    todo: "Try again later; if it lasts, pass the reference on to an administrator.",
  },
  maybe_written: {
    what: "The answer got lost on its way: we are checking what was recorded.",
    todo: "Wait for the result before you try again.",
  },
  taken: { what: "Another request about the same thing is under way.", todo: "Wait for its result." },
  misconfigured: {
    what: "Passerelle is not, or no longer, properly connected to this service.",
    todo: "Tell an administrator: the command “npm run doctor” says what is missing.",
  },
  unexpected: {
    what: "An unexpected error happened on our side.",
    todo: "Try again; if it happens again, pass the reference on to an administrator.",
  },
};
