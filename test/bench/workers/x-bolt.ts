import { App } from "@slack/bolt"; export default { fetch() { return new Response(typeof App, {status:404}); } };
