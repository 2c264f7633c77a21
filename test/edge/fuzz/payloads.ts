/**
 * What Slack really sends to us, one of each kind: the mutations start from these. Nobody in them is an admin who gives
 * roles, and no button answers an open question, so that the only change a request may ask for is a run.
 */
type Fields = Record<string, unknown>;

export const TEAM = "T0ATELIER";
/** Used up long ago. */
export const RESPONSE_URL = "http://slack.test/response/1/2";
const SALES = "U0MALIK";

const person = (id: string) => ({ id, username: "somebody", name: "somebody", team_id: TEAM });
const interaction = (type: string, user: string, more: Fields) => ({
  type,
  team: { id: TEAM, domain: "atelier-lumiere" },
  user: person(user),
  api_app_id: "A0PASSERELLE",
  token: "t",
  is_enterprise_install: false,
  enterprise: null,
  trigger_id: "1.2.3",
  ...more,
});

const text = (name: string, value: string) => ({ [name]: { [name]: { type: "plain_text_input", value } } });
const kinds = {
  kinds: { kinds: { type: "checkboxes", selected_options: [{ text: { type: "plain_text", text: "Client" }, value: "client" }] } },
};
const contact = {
  ...kinds,
  ...text("contactName", "Jeanne"),
  ...text("email", "j@example.org"),
  ...text("phone", "01 02"),
  ...text("note", "n"),
};
const company = (value: string) => ({ text: { type: "plain_text", text: "DANONE" }, value });
const inputBlock = (name: string, type: string, more: Fields = {}) => ({
  type: "input",
  block_id: name,
  label: { type: "plain_text", text: name },
  element: { type, action_id: name, ...more },
});

const view = (callback_id: string, memory: Fields, values: Fields, blocks: Fields[] = [inputBlock("name", "plain_text_input")]) => ({
  id: "V0FUZZ",
  team_id: TEAM,
  type: "modal",
  hash: "1.abc",
  callback_id,
  private_metadata: JSON.stringify(memory),
  blocks,
  state: { values },
});

const search = { company: { company: { type: "external_select", selected_option: company("siren:552032534:A:DANONE") } } };
const windows = [
  view("create_client", { mode: "search" }, { ...search, ...contact }, [inputBlock("company", "external_select")]),
  view("create_client", { mode: "hand", more: true }, { ...text("name", "Danone"), ...text("siren", "552 032 534"), ...contact }),
  view("create_client", { mode: "person" }, { ...text("name", "Jeanne Durand"), ...contact }),
  view(
    "create_client",
    { mode: "foreign" },
    {
      ...text("name", "Muster GmbH"),
      ...text("vatNumber", "DE136695976"),
      country: { country: { type: "static_select", selected_option: { value: "DE" } } },
      ...contact,
    },
  ),
  view("edit_client", { clientId: "c-nothing", version: 1 }, contact, [
    inputBlock("kinds", "checkboxes", { initial_options: [{ value: "client" }] }),
    inputBlock("email", "email_text_input", { initial_value: "old@example.org" }),
    inputBlock("phone", "plain_text_input"),
    inputBlock("note", "plain_text_input"),
  ]),
];

/** Of a file that Slack does not know, and of an import that is gone. */
const importing = [
  view(
    "import_file",
    {},
    { file: { file: { type: "file_input", files: [{ id: "F0NOTHING", name: "clients.csv", size: 10 }] } }, ...kinds },
  ),
  view(
    "import_columns",
    { importId: "i-nothing" },
    {
      column_0: { column_0: { type: "static_select", selected_option: { value: "name" } } },
      titled: { titled: { type: "checkboxes", selected_options: [{ value: "titled" }] } },
    },
  ),
];

const press = (action_id: string, value: string, more: Fields = {}) =>
  interaction("block_actions", SALES, {
    container: { type: "message", message_ts: "1.2", channel_id: "D1" },
    channel: { id: "D1", name: "directmessage" },
    response_url: RESPONSE_URL,
    actions: [{ type: "button", block_id: "b", action_id, value, action_ts: "1.2" }],
    ...more,
  });
const inWindow = { view: windows[0] as Fields, container: { type: "view", view_id: "V0FUZZ" } };

/** Sent as a form with one field, `payload`. */
export const interactions: Fields[] = [
  ...windows.flatMap((view) => [SALES, "U0TOM"].map((user) => interaction("view_submission", user, { view, response_urls: [] }))),
  ...importing.flatMap((view) => ["U0AMELIE", SALES].map((user) => interaction("view_submission", user, { view, response_urls: [] }))),
  press("import_report", "i-nothing", { user: person("U0AMELIE") }),
  press("import_undo", "i-nothing", { user: person("U0AMELIE") }),
  interaction("view_closed", SALES, { view: windows[0], is_cleared: false }),
  interaction("shortcut", SALES, { callback_id: "new_client", action_ts: "1.2" }),
  interaction("message_action", SALES, { callback_id: "new_client", message_ts: "1.2", message: { text: "hello", user: "U0TOM" } }),
  interaction("block_suggestion", SALES, { action_id: "company", block_id: "company", value: "danone", view: windows[0] }),
  press("client_show:0", '{"clientId":"c-nothing","text":"danone"}'),
  press("client_create:1", "siren:552032534:A:DANONE"),
  press("client_search", "danone"),
  press("client_edit", "c-nothing"),
  press("answer:twin:new", "r-nothing"),
  press("client_mode:hand", "hand", inWindow),
  press("client_more", "more", inWindow),
  press("company", "", {
    ...inWindow,
    actions: [{ type: "external_select", action_id: "company", selected_option: company("known:c-nothing") }],
  }),
  press("people_more", '{"name":"A","id":"p1"}', { user: person("U0AMELIE") }),
  press("audit_older", "7", { user: person("U0AMELIE") }),
];

const command = (name: string, text: string, user = SALES) => ({
  token: "t",
  team_id: TEAM,
  team_domain: "atelier-lumiere",
  channel_id: "C0GENERAL",
  channel_name: "general",
  user_id: user,
  user_name: "somebody",
  command: name,
  text,
  api_app_id: "A0PASSERELLE",
  is_enterprise_install: "false",
  response_url: RESPONSE_URL,
  trigger_id: "1.2.3",
});

/** Sent as a form. */
export const commands: Fields[] = [
  command("/client", ""),
  command("/client", "danone"),
  command("/client", "552 032 534"),
  command("/passerelle", "help"),
  command("/passerelle", "run 0123abcd"),
  command("/passerelle", "import", "U0AMELIE"),
  command("/passerelle", "role @Tom sales", "U0TOM"),
  command("/passerelle", "manager @Tom @Sophie", "U0TOM"),
  command("/passerelle", "claim", "U0TOM"),
  command("/passerelle", "people", "U0AMELIE"),
  command("/passerelle", "audit", "U0AMELIE"),
  command("/clint", "danone"),
];

const event = (inner: Fields) => ({
  token: "t",
  team_id: TEAM,
  api_app_id: "A0PASSERELLE",
  event: { event_ts: "1.2", ...inner },
  type: "event_callback",
  event_id: "Ev1",
  event_time: 1,
  authorizations: [{ enterprise_id: null, team_id: TEAM, user_id: "U0BOT", is_bot: true }],
});
const profile = { email: "sophie.marchand@atelier-lumiere.example", real_name: "Sophie Marchand", display_name: "sophie" };

/** Sent as JSON. */
export const events: Fields[] = [
  event({ type: "app_home_opened", user: SALES, tab: "home", channel: "D1" }),
  event({ type: "user_change", user: { id: "U0SOPHIE", team_id: TEAM, deleted: false, locale: "fr-FR", name: "sophie", profile } }),
  event({ type: "message", user: SALES, channel: "D1", text: "hello", channel_type: "im" }),
  event({ type: "reaction_added", user: SALES, item: { type: "message", channel: "D1", ts: "1.2" } }),
  event({ type: "subteam_updated", subteam: { id: "S1", team_id: TEAM } }),
  { type: "url_verification", challenge: "c", token: "t" },
];
