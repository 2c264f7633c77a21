/** Submissions of the window of a new client, as Slack signs and sends them: a real window, opened once through the Worker, filled in anew each time. */
import { sandboxTeam } from "../sandbox/slack/people.ts";
import type { View } from "../sandbox/slack/workspace.ts";
import type { BenchHouse } from "./bench-house.ts";
import { interaction, type SlackRequest } from "./slack-requests.ts";
import { openWindow } from "./world/person-driver.ts";

export const aWindow = async ({ slack }: BenchHouse, userId: string, siren: string): Promise<View> =>
  (await openWindow(slack, sandboxTeam.id, { userId, siren })).view;

export interface Filled {
  viewId: string;
  userId: string;
  company: { siren: string; name: string };
}

export function submission(window: View, { viewId, userId, company }: Filled): SlackRequest {
  const view = structuredClone(window);
  view.id = view.root_view_id = viewId;
  const option = { text: { type: "plain_text", text: company.name }, value: `siren:${company.siren}:A:${company.name}` };
  answer(view, "company", { type: "external_select", selected_option: option });
  answer(view, "contactName", { type: "plain_text_input", value: "Camille Essai" });
  answer(view, "email", { type: "email_text_input", value: `camille@${viewId.toLowerCase()}.example` });
  return interaction({
    type: "view_submission",
    team: { id: sandboxTeam.id, domain: sandboxTeam.domain },
    user: { id: userId, username: userId, name: userId, team_id: sandboxTeam.id },
    api_app_id: "A0PASSERELLE",
    token: "bench",
    trigger_id: "1.2.3",
    view,
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  });
}

/** Under the action that the block has, whatever its name. */
function answer(view: View, block: string, given: Record<string, unknown>) {
  const actions = view.state.values[block];
  const [action] = Object.keys(actions ?? {});
  if (!actions || !action) throw new Error(`the window has no field ${block}`);
  actions[action] = given;
}
