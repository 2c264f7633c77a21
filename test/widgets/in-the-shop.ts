/** The demo shop on a stage of its own for all tests of a file; `/?body=…` there is a page of one's own. */
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { shopRoutes } from "../sandbox/shop/routes.ts";
import { SITE } from "./api/stand-in.ts";
import { openStage, pageOf, type Stage, type Visit } from "./stage.ts";

/** To be called where tests are declared. @param visit the last one, left when its test is over */
export function inTheShop(began: (stage: Stage) => void, visit: () => Visit | undefined): void {
  let stage: Stage | undefined;
  beforeAll(async () => {
    stage = await openStage((edge) => {
      const shop = shopRoutes({ edge, site: SITE, id: "demo", root: "" });
      return (request) => {
        const body = new URL(request.url).searchParams.get("body");
        return body ? pageOf(edge, body) : shop.fetch(request);
      };
    });
    began(stage);
  });
  afterAll(() => stage?.close());
  beforeEach(() => {
    if (stage) stage.api.requests.length = stage.api.posted.length = stage.api.faults.length = 0;
  });
  afterEach(() => visit()?.leave());
}
