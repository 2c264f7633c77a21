/** The sheet and the script of all pages, under addresses that change with what is in them. */
import script from "../browser/studio.ts?text";
import { style } from "./style.ts";

/** FNV-1a: only to tell one version from the next. */
function versionOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(36);
}

export const styleUrl = `/studio/style.css?v=${versionOf(style)}`;
export const scriptUrl = `/studio/studio.js?v=${versionOf(script)}`;

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="#2f2a4a"/><path d="M4 16.5h16M7 8v11M17 8v11M7 9c1 4.5 3.5 6 5 6s4-1.5 5-6" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>`;

const served = (text: string, type: string) =>
  new Response(text, { headers: { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "public, max-age=31536000, immutable" } });

export const styleFile = () => served(style, "text/css");
export const scriptFile = () => served(script, "text/javascript");
export const iconFile = () => served(icon, "image/svg+xml");
