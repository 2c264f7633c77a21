/** A Chromium for the tests: the host's own when it has one, else one that is brought. Never skipped. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { root, say, Trouble, toolEnv } from "../sandbox/set-up.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];
/** A Chromium in an npm package (Linux x64): no apt, no download from elsewhere. */
const PACKAGED = "@sparticuz/chromium@153.0.0";

/** Keeps Chromium quiet on a machine without a network, and going as root in a container. */
export const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @throws Trouble when there is none and none can be had */
export async function findChromium(): Promise<string> {
  const found = process.env.CHROME_PATH || onThisMachine() || (await packaged()) || (await playwrightsOwn());
  if (found && existsSync(found)) return found;
  throw new Trouble(
    "The tests need a Chromium and none was found or could be installed.\n" +
      "Install one (Debian, Ubuntu: sudo apt-get install chromium) or name yours: CHROME_PATH=/path/to/chrome npm test",
  );
}

function onThisMachine(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const named = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...named, ...PLACES].find((path) => existsSync(path));
}

async function packaged(): Promise<string | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  say("No Chromium here: bringing one as an npm package (about 70 MB)…");
  const installed = await succeeds("npm", ["install", "--no-save", "--no-audit", "--no-fund", PACKAGED]);
  if (!installed) return undefined;
  const entry = createRequire(join(root, "package.json")).resolve("@sparticuz/chromium");
  const { default: chromium } = await import(entry);
  return chromium.executablePath();
}

async function playwrightsOwn(): Promise<string | undefined> {
  say("Asking Playwright for a Chromium…");
  const installed = await succeeds(process.execPath, [join(root, "node_modules/playwright-core/cli.js"), "install", "chromium"]);
  if (!installed) return undefined;
  const { chromium } = await import("playwright-core");
  return chromium.executablePath();
}

const succeeds = (command: string, args: string[]) =>
  promisify(execFile)(command, args, { cwd: root, env: toolEnv(), shell: process.platform === "win32" }).then(
    () => true,
    () => false,
  );
