/** A person of the company, as a Slack user of its workspace. */
export const ROLES = ["admin", "director", "accounting", "sales", "hr", "manager", "employee"] as const;
export type Role = (typeof ROLES)[number];

export const LOCALES = ["fr", "en"] as const;
export type Locale = (typeof LOCALES)[number];

export interface Person {
  id: string;
  team: string;
  slackUser: string;
  email: string | null;
  name: string;
  locale: Locale;
  /** A guest of the workspace may do nothing; who has left is `gone`; `blocked` is whom an admin has shut out, whatever Slack says. */
  standing: "member" | "guest" | "gone" | "blocked";
  workspaceOwner: boolean;
  roles: Role[];
  manager: string | null;
  dmChannel: string | null;
  /** When Slack last told us who they are, UTC ms. */
  refreshedAt: number;
  /** When they last had their App Home before them, UTC ms; null = never. */
  homeAt: number | null;
}

/** Somebody not read yet: they may nothing. */
export const NOBODY: Person = {
  id: "",
  team: "",
  slackUser: "",
  email: null,
  name: "",
  locale: "fr",
  standing: "guest",
  workspaceOwner: false,
  roles: [],
  manager: null,
  dmChannel: null,
  refreshedAt: 0,
  homeAt: null,
};

/** Who acts, as the policy sees them. */
export type Actor = Pick<Person, "id" | "standing" | "roles" | "locale" | "workspaceOwner">;
