/** What Slack itself tells a person when an app fails, in their language. */
import type { FieldProblem } from "./block-kit/answers.ts";
import type { SlackPerson } from "./people.ts";

export type Language = "fr" | "en";

export const languageOf = (person: Pick<SlackPerson, "locale">): Language => (person.locale.startsWith("fr") ? "fr" : "en");

const fields: Record<Language, Record<FieldProblem["problem"], string>> = {
  en: {
    required: "Please complete this required field.",
    email: "Please enter a valid email address.",
    url: "Please enter a valid URL.",
    number: "Please enter a valid number.",
    too_short: "This text is too short.",
    too_long: "This text is too long.",
    too_small: "This number is too small.",
    too_big: "This number is too big.",
  },
  fr: {
    required: "Veuillez remplir ce champ obligatoire.",
    email: "Veuillez saisir une adresse e-mail valide.",
    url: "Veuillez saisir une URL valide.",
    number: "Veuillez saisir un nombre valide.",
    too_short: "Ce texte est trop court.",
    too_long: "Ce texte est trop long.",
    too_small: "Ce nombre est trop petit.",
    too_big: "Ce nombre est trop grand.",
  },
};

export const notices = {
  en: {
    commandFailed: (command: string, error: string) => `${command} failed with the error "${error}"`,
    notACommand: (command: string) =>
      `\`${command}\` is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`,
    modalFailed: "We had some trouble connecting. Try again?",
    actionFailed: "Something went wrong: the app did not respond.",
    optionsFailed: "Something went wrong while loading the options. Try again?",
    invited: (app: string) => `${app} was added to the channel.`,
    field: fields.en,
  },
  fr: {
    commandFailed: (command: string, error: string) => `Échec de ${command} avec l’erreur « ${error} »`,
    notACommand: (command: string) =>
      `\`${command}\` n’est pas une commande valide. Dans Slack, tout message qui commence par « / » est lu comme une commande.`,
    modalFailed: "Nous avons eu un problème de connexion. Voulez-vous réessayer ?",
    actionFailed: "Un problème est survenu : l’application n’a pas répondu.",
    optionsFailed: "Un problème est survenu au chargement des options. Voulez-vous réessayer ?",
    invited: (app: string) => `${app} a rejoint le canal.`,
    field: fields.fr,
  },
} satisfies Record<Language, unknown>;
