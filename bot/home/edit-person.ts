/** Roles and manager of a person, in a window: opened from an admin's Home. */
import type { SlackViewAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { asPasserelleError, PasserelleError } from "../../edge/errors.ts";
import { findPerson, readPerson } from "../../edge/people/people-store.ts";
import { type Person, ROLES, type Role } from "../../edge/people/person.ts";
import { checkManager, setManager } from "../../edge/people/set-manager.ts";
import { setRoles } from "../../edge/people/set-roles.ts";
import { chosenPerson, memoryOf, ticked } from "../answers.ts";
import type { Desk, Reader } from "../desk.ts";
import { checkboxes, context, header, input, modal, option, personSelect } from "../forms.ts";
import { type Pages, readPages } from "./home-parts.ts";
import { publishHome, refreshHome } from "./publish-home.ts";

export const SAVE_PERSON = "save_person";

/** Everybody is an employee: there is nothing to tick. */
const GIVEN = ROLES.filter((role) => role !== "employee");

/** What the window showed, so that only what was changed is written, and over nobody's change. */
interface Memory {
  personId: string;
  roles: Role[];
  manager: string | null;
  pages: Pages;
}

export async function openPerson(desk: Desk, body: object, personId: string, pages: Pages): Promise<void> {
  await desk.open(body, async (reader) => {
    await desk.allow(reader, "person.roles", { kind: "person", id: personId });
    const person = await readPerson(desk.house.db, personId);
    if (person?.standing !== "member") throw new PasserelleError("not_found");
    const manager = person.manager ? await readPerson(desk.house.db, person.manager) : null;
    return personForm(reader, person, manager, pages);
  });
}

function personForm({ say }: Reader, person: Person, manager: Person | null, pages: Pages): ModalView {
  const { home } = say;
  const options = GIVEN.map((role) => option(say.roles[role], role));
  const memory: Memory = { personId: person.id, roles: person.roles.filter((role) => role !== "employee"), manager: person.manager, pages };
  return modal({
    callback: SAVE_PERSON,
    title: home.person.title,
    submit: say.client.edit.submit,
    close: say.cancel,
    blocks: [
      header(person.name || person.slackUser),
      ...(person.email ? [context(person.email)] : []),
      input("roles", home.person.roles, checkboxes("roles", options, person.roles), { optional: true, hint: home.person.rolesHint }),
      input("manager", home.person.manager, personSelect("manager", home.person.nobody, manager?.slackUser), {
        optional: true,
        hint: home.person.managerHint,
      }),
    ],
    memory,
  });
}

/** What Slack is answered: undefined closes the window. The policy is asked again here, and once more where it is written. */
export async function savePerson(desk: Desk, body: SlackViewAction): Promise<object | undefined> {
  const reader = await desk.known(body);
  const { house } = desk;
  const memory = memoryOf<Memory>(body.view);
  const { personId = "", manager: shownManager = null } = memory;
  const shown = Array.isArray(memory.roles) ? memory.roles : [];
  await desk.allow(reader, "person.roles", { kind: "person", id: personId });
  const problem = (field: string, sentence: string) => ({ response_action: "errors", errors: { [field]: sentence } });
  const { passerelle, errors } = reader.say;
  const person = await readPerson(house.db, personId);
  if (!person) throw new PasserelleError("not_found");
  const wanted = GIVEN.filter((role) => ticked(body.view, "roles").includes(role));
  const slackUser = chosenPerson(body.view, "manager");
  const manager = slackUser ? await findPerson(house.db, person.team, slackUser) : null;
  if (slackUser && !manager) return problem("manager", passerelle.personUnknown);
  const changesRoles = !sameRoles(wanted, shown);
  const changesManager = (manager?.id ?? null) !== shownManager;
  if (changesRoles && !sameRoles(person.roles, shown)) return problem("roles", `${errors.conflict.what} ${reader.say.nothingChanged}`);
  try {
    if (changesManager) await checkManager(house.db, personId, manager?.id ?? null);
    if (changesRoles) await setRoles(house, reader.person, personId, wanted);
    if (changesManager) await setManager(house, reader.person, personId, manager?.id ?? null);
  } catch (error) {
    const { code } = asPasserelleError(error);
    if (code === "conflict") return problem("roles", passerelle.lastAdmin);
    if (code === "invalid_input") return problem("manager", passerelle.managerCircle);
    if (code === "not_found") return problem("manager", passerelle.managerNoMember);
    throw error;
  }
  house.later(showBoth(desk, reader, personId, readPages(memory.pages), changesRoles || changesManager));
  return undefined;
}

/** The admin's Home says what was saved; theirs shows what they may now. */
async function showBoth(desk: Desk, reader: Reader, personId: string, pages: Pages, changed: boolean): Promise<void> {
  const { house, slack } = desk;
  const [admin, person] = await Promise.all([readPerson(house.db, reader.person.id), readPerson(house.db, personId)]);
  if (!admin || !person || !changed) return;
  if (admin.id !== person.id) await refreshHome(house, slack, person);
  await publishHome(house, slack, { ...reader, person: admin }, pages, reader.say.home.person.saved(person.name || person.slackUser)).catch(
    () => console.warn("home not refreshed", admin.id),
  );
}

const sameRoles = (one: Role[], other: Role[]) => bare(one) === bare(other);
const bare = (roles: Role[]) => GIVEN.filter((role) => roles.includes(role)).join();
