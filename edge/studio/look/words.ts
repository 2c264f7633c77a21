/** What stands on every page of the studio, and what is said when something was not possible. */
import type { ErrorCode } from "../../errors.ts";

const fr = {
  studio: "Studio",
  skip: "Aller au contenu",
  sites: "Vos sites",
  signOut: "Se déconnecter",
  tabs: { install: "Installer", keys: "Clés", theme: "Apparence", imports: "Importer", settings: "Réglages" },
  site: "Site",
  retired: "Retiré",
  readOnly: "Vous pouvez consulter ce site. Pour le modifier, adressez-vous à un administrateur de Passerelle.",
  copy: "Copier",
  copied: "Copié",
  correct: "Rien n’est enregistré pour l’instant : corrigez ce qui est signalé ci-dessous.",
  back: "Retour",
  goneTitle: "Cette page n’existe pas",
  wrongTitle: "Cela n’a pas fonctionné",
  home: "Revenir à vos sites",
  said: {
    forbidden: "Votre rôle ne permet pas cette action. Adressez-vous à un administrateur de Passerelle.",
    not_found: "Ce site ou cette page n’existe pas, ou n’existe plus.",
    conflict: "Quelqu’un d’autre a modifié ce site entre-temps. Vérifiez, puis enregistrez de nouveau pour remplacer.",
    too_large: "C’est trop volumineux. Réduisez, puis recommencez.",
    rate_limited: "Beaucoup de demandes en peu de temps. Patientez une minute, puis recommencez.",
    misconfigured: "Il manque un réglage à ce Passerelle. La commande npm run doctor dit lequel.",
    vendor_unavailable: "Slack ne répond pas pour l’instant. Réessayez dans un moment.",
    invalid_input: "Une des valeurs n’est pas celle que nous attendons. Revenez en arrière et vérifiez-la.",
  } as Partial<Record<ErrorCode, string>>,
  otherwise: "Le service ne répond pas pour l’instant. Réessayez dans un moment.",
  otherPage: "Cette demande vient d’une autre page que celles du studio : rien n’a été fait.",
};

const en: typeof fr = {
  studio: "Studio",
  skip: "Skip to content",
  sites: "Your sites",
  signOut: "Sign out",
  tabs: { install: "Install", keys: "Keys", theme: "Appearance", imports: "Import", settings: "Settings" },
  site: "Site",
  retired: "Retired",
  readOnly: "You can view this site. To change it, ask a Passerelle admin.",
  copy: "Copy",
  copied: "Copied",
  correct: "Nothing is saved yet: correct what is marked below.",
  back: "Back",
  goneTitle: "There is no such page",
  wrongTitle: "That did not work",
  home: "Back to your sites",
  said: {
    forbidden: "Your role does not allow this. Ask a Passerelle admin.",
    not_found: "This site or page does not exist, or no longer does.",
    conflict: "Somebody else has changed this site in the meantime. Check, then save again to replace it.",
    too_large: "That is too large. Make it smaller, then try again.",
    rate_limited: "Many requests in a short time. Wait a minute, then try again.",
    misconfigured: "This Passerelle lacks a setting. The command npm run doctor says which.",
    vendor_unavailable: "Slack is not answering right now. Try again in a moment.",
    invalid_input: "One of the values is not what we expect. Go back and check it.",
  },
  otherwise: "The service is not answering right now. Try again in a moment.",
  otherPage: "This request comes from a page that is not the studio’s: nothing was done.",
};

export const lookWords = { fr, en };
