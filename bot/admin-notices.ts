/** What admins are told without having asked, in their DM with us and in their language. */
import { asPasserelleError } from "../edge/errors.ts";
import type { House } from "../edge/house.ts";
import type { AdminDesk, AdminNotice, AuditHeadNotice, RecoveryNotice } from "../edge/people/admin-desk.ts";
import type { CardDesk } from "../edge/runs/progress.ts";
import { slackProblem } from "./door/slack-api.ts";
import { slackClient } from "./door/slack-client.ts";
import { context, header, section } from "./forms.ts";
import { connectorName } from "./passerelle/health-message.ts";
import { type Answer, answerOf } from "./passerelle/passerelle-messages.ts";
import { type Texts, textsOf } from "./text/text.ts";

/** @param cards opens the DM */
export function adminDesk(house: House, cards: CardDesk): AdminDesk {
  const slack = slackClient(house.settings);
  const post = async (channel: string, answer: Answer) => {
    try {
      await slack.chat.postMessage({ channel, ...answer, unfurl_links: false, unfurl_media: false });
    } catch (error) {
      throw slackProblem(error, { write: true });
    }
  };
  return {
    async notify(person, notice) {
      const answer = noticeMessage(textsOf(person.locale), house, notice);
      try {
        await post(await cards.openDm(person.id), answer);
      } catch (error) {
        // The channel that we knew is no more.
        if (asPasserelleError(error).code !== "not_found") throw error;
        await post(await cards.openDm(person.id, true), answer);
      }
    },
  };
}

const noticeMessage = (say: Texts, house: House, notice: AdminNotice): Answer =>
  notice.about === "recovery" ? recoveryMessage(say, house, notice) : headMessage(say, notice);

function recoveryMessage(say: Texts, house: House, { port, since, at }: RecoveryNotice): Answer {
  const title = say.health.recoveredTitle(connectorName(say, house, port));
  return answerOf(title, [header(title), section(say.health.recovered(say.instant(since), say.instant(at)))]);
}

function headMessage(say: Texts, { day, position, hash }: AuditHeadNotice): Answer {
  const { audit } = say;
  const title = audit.headTitle(say.day(day));
  return answerOf(title, [header(title), section(audit.head(say.number(position), `${position}:${hash}`)), context(audit.headWhy)]);
}
