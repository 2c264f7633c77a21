/** The demo shop before a stand-in of the API, for the figures that a browser measures. */
import { shopRoutes } from "../../sandbox/shop/routes.ts";
import { buildWidgets } from "../../tools/build-widgets.mjs";
import { SITE } from "../../widgets/api/stand-in.ts";
import { openStage, type Stage } from "../../widgets/stage.ts";

export async function inTheShop<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  await buildWidgets();
  const stage = await openStage((edge) => {
    const shop = shopRoutes({ edge, site: SITE, id: "demo", root: "" });
    return (request) => shop.fetch(request);
  });
  try {
    return await work(stage);
  } finally {
    await stage.close();
  }
}
