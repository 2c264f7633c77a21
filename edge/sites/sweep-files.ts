/** A job of the cron: files of sites that nobody needs any more. */
import type { House } from "../house.ts";
import { sweepPhotos } from "../reviews/photos/keep-photo.ts";
import { sweepShopFiles } from "./imports/take-shop-file.ts";

export async function sweepFiles(house: Pick<House, "db" | "env">): Promise<void> {
  await sweepPhotos(house);
  await sweepShopFiles(house);
}
