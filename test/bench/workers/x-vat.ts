import { checkVatNumber } from "../../../edge/clients/company-numbers.ts"; export default { fetch() { return new Response(String(checkVatNumber), {status:404}); } };
