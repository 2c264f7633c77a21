/**
 * What Slack is told about us: one list of commands, shortcuts, events and scopes, from which the listeners register and
 * the manifest is made. Pure: `npm run manifest` runs it in Node.
 * Source: https://docs.slack.dev/reference/app-manifest (read 2026-11).
 */
export const COMMANDS = {
  client: {
    name: "/client",
    description: "Chercher ou créer un client · Find or create a client",
    hint: "nom, SIREN, SIRET, TVA · name, number",
    // What is typed is a company's name: "@" and "#" in it are no mentions.
    mentions: false,
  },
  facture: { name: "/facture", description: "Facturer un client", hint: "ACME 3 x Conseil 800 € HT 30j", mentions: false },
  invoice: { name: "/invoice", description: "Invoice a client", hint: "ACME 3 x Consulting 800 € 30 days", mentions: false },
  devis: { name: "/devis", description: "Établir un devis", hint: "ACME 2j audit 1 200 €, 1 x déplacement 150 €", mentions: false },
  quote: { name: "/quote", description: "Make a quote", hint: "ACME 2 days audit 1,200 €", mentions: false },
  avoir: { name: "/avoir", description: "Annuler une facture par un avoir", hint: "F-2026-0012", mentions: false },
  credit: { name: "/credit", description: "Credit an invoice", hint: "F-2026-0012", mentions: false },
  passerelle: {
    name: "/passerelle",
    description: "Aide, demandes, rôles · Help, requests, roles",
    hint: "run · review · reviews · import · invoicing · prices · people · role · manager · audit · health · retry · mail · mail-in · settings · duplicates · export-person · erase-person · claim",
    // "role @somebody" must arrive as an id.
    mentions: true,
  },
} as const;

export const SHORTCUTS = {
  newClient: {
    type: "global",
    callback: "new_client",
    name: "Nouveau client",
    description: "Créer un client vérifié · Create a verified client",
  },
  /** In the menu of a message. */
  fromMessage: {
    type: "message",
    callback: "client_from_message",
    name: "Créer un client",
    description: "Créer le client dont parle ce message · Create the client this message is about",
  },
} as const;

export const EVENTS = ["app_home_opened", "app_uninstalled", "tokens_revoked", "user_change"] as const;

/** The fewest that serve: `im:history` reads our own DMs only, to find a card whose posting got lost; `files:read` the file of an import. */
export const SCOPES = ["chat:write", "commands", "files:read", "im:history", "im:write", "users:read", "users:read.email"] as const;

/** Commands that Slack keeps for itself: one of them, and the whole manifest is refused. */
export const RESERVED = new Set(
  (
    "/active /apps /archive /away /call /collapse /dm /dnd /expand /feed /feedback /gif /help /huddle /invite /invite_people /join /keys /leave /list-huddles " +
    "/me /msg /mute /open /part /people /prefs /remind /remove /rename /search /shortcuts /shrug /star /status /tableflip /todo /topic /trigger /unarchive /who"
  ).split(" "),
);

/** @param url the Worker's address, https; a path is ignored */
export function manifestFor(url: string) {
  const door = new URL("/slack/events", url).href;
  return {
    _metadata: { major_version: 2, minor_version: 0 },
    display_information: {
      name: "Passerelle",
      description: "Clients vérifiés au registre, créés depuis Slack · Verified clients, created from Slack",
      background_color: "#2f2a4a",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: "Passerelle", always_online: true },
      shortcuts: Object.values(SHORTCUTS).map(({ type, callback, name, description }) => ({
        name,
        type,
        callback_id: callback,
        description,
      })),
      slash_commands: Object.values(COMMANDS).map(({ name, description, hint, mentions }) => ({
        command: name,
        url: door,
        description,
        usage_hint: hint,
        should_escape: mentions,
      })),
    },
    // The user's scope: who signs in to the studio.
    oauth_config: { redirect_urls: [new URL("/studio/signed-in", url).href], scopes: { bot: [...SCOPES], user: ["openid"] } },
    settings: {
      event_subscriptions: { request_url: door, bot_events: [...EVENTS] },
      interactivity: { is_enabled: true, request_url: door, message_menu_options_url: door },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
}
