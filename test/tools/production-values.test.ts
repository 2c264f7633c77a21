import { describe, expect, it } from "vitest";
import { neededValues, problemsOf } from "./production-values.ts";

describe("values to deploy", () => {
  it("accepts real ones", () => {
    expect(
      problemsOf({ CRM: "dolibarr", SLACK_BOT_TOKEN: "xoxb-1-2-abc", DOLIBARR_URL: "https://erp.example.com/dolibarr", LANGUAGE: "fr" }),
    ).toEqual([]);
  });

  it.each([
    ["SLACK_BOT_TOKEN", "xoxb-sandbox-0123"],
    ["SLACK_SIGNING_SECRET", "sandbox-0123"],
    ["LINK_SECRET", "too-short"],
    ["SLACK_API_URL", "http://127.0.0.1:8788/api/"],
    ["SIRENE_URL", "http://localhost:8788/register"],
    ["DOLIBARR_URL", "https://192.168.1.10/dolibarr"],
    ["DOLIBARR_URL", "https://[::1]/dolibarr"],
    ["DOLIBARR_URL", "http://erp.example.com"],
    ["DOLIBARR_URL", "https://"],
    ["CRM", "salesforce"],
    ["MAILER", "pigeon"],
    ["MAILER", "dolibarr"],
    ["SMTP_HOST", "127.0.0.1"],
    ["BREVO_API_KEY", "sandbox-0123"],
  ])("refuses %s=%s, naming it", (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringContaining(name)]);
  });

  it("asks for the secrets of the connectors in use only", () => {
    expect(neededValues("builtin")).toEqual(["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN", "LINK_SECRET"]);
    expect(neededValues("dolibarr")).toEqual(expect.arrayContaining(["DOLIBARR_URL", "DOLIBARR_API_KEY"]));
    expect(neededValues("builtin", "smtp")).toEqual(["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN", "LINK_SECRET", "MAIL_FROM", "SMTP_HOST"]);
    expect(neededValues("builtin", "brevo")).toEqual(expect.arrayContaining(["MAIL_FROM", "BREVO_API_KEY"]));
  });
});
