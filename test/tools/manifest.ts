/** `npm run manifest -- https://…`: the Slack app manifest of the deployment at that address, to paste at api.slack.com/apps. */
import { manifestFor } from "../../bot/manifest.ts";
import { Trouble } from "../sandbox/set-up.mjs";

export async function main([address, ...more]: string[]): Promise<number> {
  if (!address || more.length > 0 || !URL.canParse(address) || new URL(address).protocol !== "https:") {
    throw new Trouble("Which address does the Worker have? For example: npm run manifest -- https://passerelle.example.workers.dev");
  }
  console.log(JSON.stringify(manifestFor(address), null, 2));
  return 0;
}
