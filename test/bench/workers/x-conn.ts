import { connectors } from "../../../edge/connectors/index.ts"; export default { fetch() { return new Response(String(connectors.length), {status:404}); } };
