/** The API described: OpenAPI 3.1 from the very shapes that the doors check with, and the same as a page, without a script or a third party. */
import { openApi } from "./openapi.ts";
import { referencePage } from "./reference-page.ts";

export function docsDoor(request: Request): Response {
  const { pathname, origin } = new URL(request.url);
  const api = openApi(origin);
  if (pathname.endsWith(".json"))
    return Response.json(api, { headers: { "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300" } });
  return referencePage(api);
}
