/** Where the reviews of a site arrive in Slack, who is told of the bad ones, whether orders are announced. Slack is asked once the window waits. */
import type { BlockAction, SlackViewAction } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import { asPasserelleError, PasserelleError } from "../../../edge/errors.ts";
import { may } from "../../../edge/people/may.ts";
import { findPerson, readPerson } from "../../../edge/people/people-store.ts";
import { readSiteDesk, type SiteDesk, setSiteDesk, tryAgain } from "../../../edge/reviews/tell/site-desk.ts";
import { changeSite } from "../../../edge/sites/set-site.ts";
import type { Site } from "../../../edge/sites/site.ts";
import { readSite } from "../../../edge/sites/site-store.ts";
import { chosenConversation, chosenPerson, memoryOf, ticked } from "../../answers.ts";
import type { Desk, Reader } from "../../desk.ts";
import { fitView } from "../../door/limits.ts";
import { button, buttons, checkboxes, input, markup, modal, option, personSelect, section } from "../../forms.ts";
import { answerOf } from "../../passerelle/passerelle-messages.ts";
import { mrkdwnText } from "../../text/words.ts";
import type { Respond, Submitted, Tools } from "../part.ts";
import { reviewTexts } from "../text/texts.ts";

export const SETTINGS = "shop_settings";
export const SETTINGS_FORM = "shop_settings_form";
export const RETRY = "shop_retry";
const AGAIN_MS = 1_500;

export async function openSettings(desk: Desk, body: BlockAction, id: string): Promise<void> {
  await desk.open(body, async (reader) => {
    await desk.allow(reader, "site.set", { kind: "site", id });
    const { db } = desk.house;
    const site = await readSiteDesk(db, { id });
    if (!site) throw new PasserelleError("not_found");
    const owner = await readPerson(db, site.owner ?? site.createdBy);
    return settingsForm(reader, site, owner?.slackUser);
  });
}

function settingsForm({ say }: Reader, site: SiteDesk, owner: string | undefined): ModalView {
  const t = reviewTexts(say.locale);
  const channel = {
    type: "conversations_select" as const,
    action_id: "channel",
    placeholder: { type: "plain_text" as const, text: t.settingsChannelNone, emoji: false },
    // Nobody of another company reads along.
    filter: { include: ["public" as const, "private" as const], exclude_external_shared_channels: true, exclude_bot_users: true },
    ...(site.channel && { initial_conversation: site.channel }),
  };
  return modal({
    callback: SETTINGS_FORM,
    title: t.settingsTitle,
    submit: say.client.edit.submit,
    close: say.cancel,
    blocks: [
      section(site.name),
      input("channel", t.settingsChannel, channel, { optional: true, hint: t.settingsChannelHint }),
      input("owner", t.settingsOwner, personSelect("owner", t.settingsOwnerNone, owner), { optional: true, hint: t.settingsOwnerHint }),
      input("orders", t.settingsOrders, checkboxes("orders", [option(t.tellOrders, "on")], site.orders ? ["on"] : []), { optional: true }),
    ],
    memory: { id: site.id, version: site.version },
  });
}

export async function submitSettings(desk: Desk, body: SlackViewAction, tools: Tools): Promise<Submitted> {
  const { view } = body;
  const { id = "", version } = memoryOf<{ id: string; version: number }>(view);
  const reader = await desk.known(body);
  await desk.allow(reader, "site.set", { kind: "site", id });
  const { db } = desk.house;
  const t = reviewTexts(reader.say.locale);
  const problem = (field: string, sentence: string) => ({ answer: { response_action: "errors", errors: { [field]: sentence } } });
  const slackUser = chosenPerson(view, "owner");
  const [site, owner] = await Promise.all([
    readSite(db, id),
    slackUser ? findPerson(desk.house.reads, reader.person.team, slackUser) : null,
  ]);
  if (!site) throw new PasserelleError("not_found");
  if (slackUser && !owner) return problem("owner", reader.say.passerelle.personUnknown);
  if (owner && !may(owner, "site.moderate")) return problem("owner", t.ownerMayNot);
  const channel = chosenConversation(view, "channel") || null;
  const orders = ticked(view, "orders").includes("on");
  if (orders && !channel) return problem("channel", t.ordersNeedChannel);
  if (!(await chooseChannel(desk, reader, { ...site, version: version ?? 0 }, channel)))
    return problem("channel", `${reader.say.errors.conflict.what} ${reader.say.nothingChanged}`);
  await setSiteDesk(db, reader.person, site, { owner: owner && owner.id !== site.createdBy ? owner.id : null, orders });
  const isNew = channel !== null && channel !== site.channel;
  const next = noticeView(reader, [section(isNew ? t.trying : t.settingsSaved(site.name))]);
  const answer = { response_action: "update", view: fitView(next) };
  return isNew ? { answer, after: () => introduce(desk, reader, { ...site, channel }, view.id, tools) } : { answer };
}

/**
 * Of the site as the window showed it. Sent again, because our first answer came too late, at the same moment, or after we died
 * behind it: what it asks for stands. @returns false = somebody has changed the site
 */
async function chooseChannel({ house: { db } }: Desk, { person }: Reader, site: Site, channel: string | null): Promise<boolean> {
  if (site.channel === channel) return true;
  try {
    await changeSite({ db, actor: person }, site, { channel });
    return true;
  } catch (error) {
    if (asPasserelleError(error).code !== "conflict") throw error;
    return (await readSite(db, site.id))?.channel === channel;
  }
}

const noticeView = ({ say }: Reader, blocks: KnownBlock[]): ModalView =>
  modal({ callback: "review_settings", title: reviewTexts(say.locale).settingsTitle, close: say.close, blocks });

interface Channelled {
  n: number;
  id: string;
  name: string;
  channel: string;
}

async function introduce(desk: Desk, reader: Reader, site: Channelled, viewId: string, tools: Tools): Promise<void> {
  const view = fitView(noticeView(reader, await sayHello(desk, reader, site, tools)));
  // Twice: our answer to the submission may still be on its way, and would stand last.
  for (const waitMs of [0, AGAIN_MS]) {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    await desk.slack.views.update({ view_id: viewId, view }).catch(() => undefined); // it was closed
  }
}

/** The only way to know whether a channel lets us in, without a right to read channels: to say something there. */
async function sayHello({ house, slack }: Desk, { say }: Reader, site: Channelled, tools: Tools): Promise<KnownBlock[]> {
  const t = reviewTexts(say.locale);
  const mention = `<#${site.channel}>`;
  const hello = reviewTexts(house.settings.language).hello(site.name);
  const said = await slack.chat
    .postMessage({ channel: site.channel, text: mrkdwnText(hello), blocks: [section(hello)] })
    .then(() => "")
    .catch((error: { error?: unknown }) => String(error.error ?? "no answer"));
  if (said === "") {
    await tryAgain(house.db, site.n);
    tools.tellSoon(house);
    return [{ type: "section", text: markup(`${mrkdwnText(t.settingsSaved(site.name))} ${t.channel(mention)}`) }];
  }
  const closed = ["not_in_channel", "channel_not_found", "is_archived"].includes(said);
  // It is said here: nobody needs to be told in their messages too.
  if (closed) await house.db.prepare("UPDATE site_desks SET shut_out = ?2 WHERE site = ?1").bind(site.n, site.channel).run();
  return [
    { type: "section", text: markup(closed ? t.shutOut(mention) : mrkdwnText(t.slackSilent)) },
    ...buttons(button(RETRY, t.retry, site.id, { style: "primary", spoken: `${t.retry} – ${site.name}` })),
  ];
}

/** Somebody says that we have been invited. */
export async function retryChannel(desk: Desk, body: BlockAction, id: string, respond: Respond, tools: Tools): Promise<void> {
  const reader = await desk.meet(body);
  await desk.allow(reader, "site.moderate", { kind: "site", id });
  const site = await readSiteDesk(desk.house.db, { id });
  if (!site?.channel) throw new PasserelleError("not_found");
  const blocks = await sayHello(desk, reader, { ...site, channel: site.channel }, tools);
  if (body.view) return void (await desk.slack.views.update({ view_id: String(body.view.id), view: fitView(noticeView(reader, blocks)) }));
  await respond({ response_type: "ephemeral", replace_original: true, ...answerOf(site.name, blocks) });
}
