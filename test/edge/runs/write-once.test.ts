import { beforeEach, describe, expect, it } from "vitest";
import { PasserelleError } from "../../../edge/errors.ts";
import { writeOnce, writesOf } from "../../../edge/runs/write-once.ts";
import { worker } from "../carry.ts";

const db = worker.DB;
let vendor: string[];
const find = async () => (vendor.length > 0 ? { externalId: vendor[0] as string } : null);
const later = () => db.prepare("UPDATE vendor_writes SET begun_at = begun_at - 60000").run();
const once = (write: () => Promise<{ externalId: string }>) => writeOnce(db, "run", { reference: "R-1", find, write });
const applied = async () => {
  vendor.push(`V${vendor.length + 1}`);
  return { externalId: vendor.at(-1) as string };
};

beforeEach(async () => {
  vendor = [];
  await db.prepare("DELETE FROM vendor_writes").run();
});

describe("writeOnce", () => {
  it("writes once and remembers", async () => {
    expect(await once(applied)).toBe("V1");
    expect(await once(applied)).toBe("V1");
    expect(vendor).toEqual(["V1"]);
    expect(await writesOf(db, "run")).toBe("written");
  });

  it("waits out a lost reply, then finds what was written", async () => {
    await expect(
      once(async () => {
        await applied();
        throw new PasserelleError("maybe_written");
      }),
    ).rejects.toMatchObject({ code: "maybe_written" });
    await expect(once(applied)).rejects.toMatchObject({ code: "maybe_written" });
    expect(await writesOf(db, "run")).toBe("open");
    await later();
    expect(await once(applied)).toBe("V1");
    expect(vendor).toEqual(["V1"]);
  });

  it("writes again when the vendor knows nothing of it", async () => {
    await expect(
      once(async () => {
        throw new PasserelleError("maybe_written");
      }),
    ).rejects.toMatchObject({ code: "maybe_written" });
    await later();
    expect(await once(applied)).toBe("V1");
  });

  it.each(["rate_limited", "vendor_unavailable", "vendor_refused", "not_found", "forbidden", "too_large"] as const)(
    "tries again at once after %s: nothing was done",
    async (code) => {
      await expect(
        once(async () => {
          throw new PasserelleError(code);
        }),
      ).rejects.toMatchObject({ code });
      expect(await writesOf(db, "run")).toBe("none");
      expect(await once(applied)).toBe("V1");
    },
  );

  it("takes a conflict for its own earlier write, or for somebody else's", async () => {
    vendor = ["V9"];
    expect(
      await once(async () => {
        throw new PasserelleError("conflict");
      }),
    ).toBe("V9");
    await db.prepare("DELETE FROM vendor_writes").run();
    vendor = [];
    await expect(
      once(async () => {
        throw new PasserelleError("conflict");
      }),
    ).rejects.toMatchObject({ code: "vendor_refused" });
  });

  it("lets one of two attempts write, at the start and after a lost reply", async () => {
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return applied();
    };
    await Promise.allSettled([once(slow), once(slow)]);
    expect(vendor).toHaveLength(1);
    vendor = [];
    await db.prepare("UPDATE vendor_writes SET external_id = NULL").run();
    await later();
    await Promise.allSettled([once(slow), once(slow)]);
    expect(vendor).toHaveLength(1);
  });
});
