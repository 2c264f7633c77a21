/** The invented company of the sandbox: one person per role, one who reads English, one guest. */

export type SlackRole = "owner" | "admin" | "member" | "guest";

export interface SlackPerson {
  id: string;
  name: string;
  email: string;
  /** BCP 47, as users.info gives it. */
  locale: string;
  slackRole: SlackRole;
  /** What the person does, shown under the name. */
  title?: string;
  /** IANA time zone; default Europe/Paris. */
  tz?: string;
  /** An account that was deactivated. */
  deleted?: boolean;
}

export interface SandboxPerson extends SlackPerson {
  title: string;
  /** Roles in Passerelle itself, seeded into its table `people`. */
  passerelleRoles: string[];
  /** Slack id of the person's manager. */
  manager: string | null;
}

export const sandboxTeam = { id: "T0ATELIER", name: "Atelier Lumière", domain: "atelier-lumiere" };

const email = (local: string) => `${local}@atelier-lumiere.example`;

export const sandboxPeople: SandboxPerson[] = [
  {
    id: "U0AMELIE",
    name: "Amélie Laurent",
    email: email("amelie.laurent"),
    locale: "fr-FR",
    slackRole: "owner",
    title: "Administratrice",
    passerelleRoles: ["admin"],
    manager: "U0HENRI",
  },
  {
    id: "U0HENRI",
    name: "Henri Delacroix",
    email: email("henri.delacroix"),
    locale: "fr-FR",
    slackRole: "member",
    title: "Directeur",
    passerelleRoles: ["director"],
    manager: null,
  },
  {
    id: "U0CLAIRE",
    name: "Claire Fontaine",
    email: email("claire.fontaine"),
    locale: "fr-FR",
    slackRole: "member",
    title: "Comptable",
    passerelleRoles: ["accounting"],
    manager: "U0HENRI",
  },
  {
    id: "U0MALIK",
    name: "Malik Benali",
    email: email("malik.benali"),
    locale: "fr-FR",
    slackRole: "member",
    title: "Commercial",
    passerelleRoles: ["sales"],
    manager: "U0SOPHIE",
  },
  {
    id: "U0NADEGE",
    name: "Nadège Morel",
    email: email("nadege.morel"),
    locale: "fr-FR",
    slackRole: "member",
    title: "Ressources humaines",
    passerelleRoles: ["hr"],
    manager: "U0HENRI",
  },
  {
    id: "U0SOPHIE",
    name: "Sophie Marchand",
    email: email("sophie.marchand"),
    locale: "fr-FR",
    slackRole: "member",
    title: "Responsable des ventes",
    passerelleRoles: ["manager"],
    manager: "U0HENRI",
  },
  {
    id: "U0TOM",
    name: "Tom Girard",
    email: email("tom.girard"),
    locale: "fr-FR",
    slackRole: "member",
    title: "Atelier",
    passerelleRoles: ["employee"],
    manager: "U0SOPHIE",
  },
  {
    id: "U0JAMES",
    name: "James Carter",
    email: email("james.carter"),
    locale: "en-GB",
    slackRole: "member",
    title: "Sales, in English",
    tz: "Europe/London",
    passerelleRoles: ["sales"],
    manager: "U0SOPHIE",
  },
  {
    id: "U0GUEST",
    name: "Gaël Vidal",
    email: "gael.vidal@prestataire.example",
    locale: "fr-FR",
    slackRole: "guest",
    title: "Invité",
    passerelleRoles: [],
    manager: null,
  },
];
