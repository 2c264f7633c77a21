/** The audit trail in English. */
import type { auditFr } from "./audit-fr.ts";

export const auditEn: typeof auditFr = {
  title: "Audit trail",
  empty: "The trail is empty for now.",
  older: "Older",
  sealed: (count, hash) => `Rows sealed: ${count}. Latest seal: ${hash}`,
  notSealed: "Nothing is sealed yet: the next minute sees to it.",
  refused: (why) => `refused: ${why}`,
  run: (short) => `request ${short}`,
  formerPerson: "somebody no longer known",
  actors: { cron: "Passerelle, background task", slack: "Slack" },
  actions: {
    "client.search": "Searching for clients",
    "client.read": "Reading a client’s record",
    "client.create": "Creating a client",
    "client.create/closed": "Creating a client that has closed down",
    "client.update": "Changing a client",
    "client.verify": "Verifying a client in the register",
    "client.gone": "Client removed: deleted in the CRM",
    "create-client": "Request to create a client",
    "update-client": "Request to change a client",
    "run.read": "Reading a request",
    "run.answer": "Answering a question",
    "person.meet": "First meeting",
    "person.read": "Reading the people",
    "person.roles": "Giving roles",
    "person.claim": "Place of the first administrator",
    "person.manager": "Naming a manager",
    "audit.read": "Reading the audit trail",
    "slack.tokens_revoked": "Slack token revoked",
    "slack.app_uninstalled": "App removed from Slack",
  },
  headTitle: (day) => `Seal of the audit trail, ${day}`,
  head: (count, head) => `Rows sealed: ${count}. Seal:\n${head}`,
  headWhy:
    "Keep this message: it will prove that nothing before it was changed. To verify: npm run audit:verify -- --head followed by the seal.",
};
