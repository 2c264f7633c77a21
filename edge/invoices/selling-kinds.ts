/** Runs of quotes, invoices, the price list and who sells: known by name without loading what they do (part.ts). */
export const sellingKinds = [
  ...["set-seller", "set-prices", "draft-invoice", "edit-draft", "delete-draft", "issue-invoice", "credit-invoice"],
  ...["draft-quote", "edit-quote", "delete-quote", "send-quote", "accept-quote", "refuse-quote", "invoice-quote"],
];
