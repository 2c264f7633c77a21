/** What a change asks for: nothing that was not changed. */
import { describe, expect, it } from "vitest";
import { ClientUpdate } from "../../../edge/clients/update-client.ts";

const read = (changes: object) => ClientUpdate.parse({ clientId: "c1", version: 1, changes }).changes;

describe("a change of a client", () => {
  it("leaves alone what it does not name", () => {
    expect(read({ phone: "+33 2 40 00 00 00" })).toEqual({ phone: "+33 2 40 00 00 00" });
    expect(read({ email: "jeanne@etoile.example" })).toEqual({ email: "jeanne@etoile.example" });
    expect(read({ kinds: ["supplier"] })).toEqual({ kinds: ["supplier"] });
  });

  it("empties what was emptied", () => {
    expect(read({ email: "", phone: "", note: "" })).toEqual({ email: "", phone: "", note: "" });
  });
});
