/** Tout ce que le bot dit en français. Du texte, sans balisage : la mise en forme est l’affaire de forms.ts. */
import type { Kind } from "../../edge/clients/client.ts";
import type { Role } from "../../edge/people/person.ts";
import { alertsFr } from "./alerts-fr.ts";
import { auditFr } from "./audit-fr.ts";
import { clientFr } from "./client-fr.ts";
import { errorsFr } from "./errors-fr.ts";
import { formatsOf } from "./formats.ts";
import { healthFr } from "./health-fr.ts";
import { helpFr, runKindsFr } from "./help-fr.ts";
import { homeFr } from "./home-fr.ts";
import { importFr } from "./import-fr.ts";
import { mailFr } from "./mail-fr.ts";
import { mailInFr } from "./mail-in-fr.ts";
import { mergeFr } from "./merge-fr.ts";
import { privacyFr } from "./privacy-fr.ts";
import { proposalFr } from "./proposal-fr.ts";

const plural = (count: number, one: string, several: string) => (count < 2 ? one : several);
const formats = formatsOf("fr", "fr");

const kinds: Record<Kind, string> = { client: "Client", supplier: "Fournisseur", contractor: "Prestataire" };
const roles: Record<Role, string> = {
  admin: "administration",
  director: "direction",
  accounting: "comptabilité",
  sales: "commercial",
  hr: "RH",
  manager: "encadrement",
  employee: "collaborateur",
};

export const fr = {
  locale: "fr" as "fr" | "en",
  errors: errorsFr,
  nothingCreated: "Rien n’a été créé.",
  nothingChanged: "Rien n’a été modifié.",
  alreadyCreated: "La fiche, elle, existe : elle reste en place.",
  reference: (short: string) => `Référence : ${short}`,
  ...formats,
  kinds,
  kindsOf: (chosen: Kind[]) => chosen.map((kind) => kinds[kind]).join(" · "),
  roles,

  close: "Fermer",
  cancel: "Annuler",
  oneMoment: "Un instant…",
  loading: "Passerelle prépare votre fenêtre.",
  refusedTitle: "Ce n’est pas possible",

  unknownCommand: (typed: string, nearest: string) => `Passerelle ne connaît pas la commande ${typed}. La plus proche : ${nearest}`,

  client: clientFr,
  audit: auditFr,
  health: healthFr,
  home: homeFr,
  import: importFr,
  mail: mailFr,
  mailIn: mailInFr,
  proposal: proposalFr,
  privacy: privacyFr,
  merge: mergeFr,

  documents: {
    title: "Votre lien est prêt. Il est valable 5 minutes, et la demande figure au journal d’audit.",
    download: (name: string) => `Télécharger ${name}`,
  },
  alerts: alertsFr,

  run: {
    creating: (name: string) => `Création de la fiche ${name}`,
    updating: (name: string) => `Modification de la fiche ${name}`,
    working: "Demande en cours",
    aClient: "client",
    queued: "C’est noté, cela commence.",
    steps: {
      "check the lines": { doing: "Vérification des lignes…", done: "Lignes vérifiées" },
      "wait for another import": { doing: "Attente d’un autre import…", done: "Autre import fini" },
      "create the clients": { doing: "Création des clients…", done: "Clients créés" },
      "take the clients back": { doing: "Retrait des clients…", done: "Clients retirés" },
      "look for an earlier attempt's client": { doing: "Vérification d’un essai précédent…", done: "Essai précédent vérifié" },
      "read the register": { doing: "Consultation du registre…", done: "Registre consulté" },
      "claim the number": { doing: "Réservation du numéro…", done: "Numéro réservé" },
      "look for twins": { doing: "Recherche de doublons…", done: "Doublons cherchés" },
      claim: { doing: "Réservation du nom…", done: "Nom réservé" },
      "create in the CRM": { doing: "Création de la fiche…", done: "Fiche créée" },
      "add the contact": { doing: "Ajout du contact…", done: "Contact ajouté" },
      link: { doing: "Enregistrement…", done: "Enregistrée" },
      "check the VAT number": { doing: "Vérification du numéro de TVA par VIES…", done: "Numéro de TVA vérifié" },
      "verify the VAT number": { doing: "Vérification par VIES…", done: "Vérifiée" },
      verify: { doing: "Vérification au registre…", done: "Vérifiée" },
      "use the existing one": { doing: "Reprise de la fiche existante…", done: "Fiche existante reprise" },
      "reserve the change": { doing: "Réservation de la modification…", done: "Modification réservée" },
      "change it in the CRM": { doing: "Modification de la fiche…", done: "Fiche modifiée" },
      "look for the client": { doing: "Recherche du client…" },
      "wait for the client": { doing: "Le client est en cours de création…" },
      "keep the draft": { doing: "Enregistrement du brouillon…", done: "Brouillon enregistré" },
      issue: { doing: "Vérification et émission…", done: "Émise" },
      credit: { doing: "Émission de l’avoir…", done: "Avoir émis" },
      "make the document": { doing: "Préparation du PDF…", done: "PDF prêt" },
      "look the company up": { doing: "Recherche de l’entreprise…", done: "Entreprise cherchée" },
      "ignore the sender": { doing: "Prise en note…", done: "Noté" },
      "look again": { doing: "Relecture de la fiche…", done: "Fiche relue" },
      "put aside": { doing: "Classement…", done: "Classée" },
      ignore: { doing: "Classement…", done: "Classée" },
      "read the alert": { doing: "Lecture de l’alerte…", done: "Alerte lue" },
      decide: { doing: "Décision…", done: "Décidé" },
      "ask them": { doing: "Question à la personne…", done: "Question posée" },
      "note the answer": { doing: "Réponse notée…", done: "Réponse notée" },
      "show the others": { doing: "Information des autres…", done: "Autres informés" },
      "reserve the merge": { doing: "Réservation des deux fiches…" },
      "merge in the CRM": { doing: "Fusion dans le fichier…" },
      "file the merge": { doing: "Enregistrement…" },
      "gather what is kept": { doing: "Rassemblement des données…" },
      "look for the person": { doing: "Recherche de la personne…" },
      "forget at the shops": { doing: "Effacement dans les boutiques…" },
      "forget what was typed": { doing: "Effacement des saisies…" },
      "erase in the CRM": { doing: "Effacement dans le fichier…" },
      "forget the person": { doing: "Derniers effacements…" },
      "read who asks": { doing: "C’est parti…", done: "Demande reçue" },
    } as Record<string, { doing: string; done?: string }>,
    doneMark: (done: string) => `✓ ${done}`,
    waits: (what: string) => `${what} Nous réessayons de nous-mêmes, rien n’est perdu.`,
    nextTry: (at: string) => `Prochain essai : ${at}`,
    checking: "Vérification en cours : une réponse s’est perdue, nous regardons ce qui a été enregistré avant d’écrire de nouveau.",
    register: "Le registre des entreprises",
    vies: "VIES, le fichier européen de la TVA,",
    doesNotAnswer: (who: string) => `${who} ne répond pas.`,
    limits: (who: string) => `${who} limite les demandes pour le moment.`,
    misconfigured: (who: string) => `${who} refuse nos identifiants : un administrateur doit les corriger.`,
    alreadyThere: {
      siren: "même SIREN",
      vat: "même numéro de TVA",
      email: "même e-mail",
      name: "nom très proche",
      claim: "un collègue vient de la créer",
    } as Record<string, string>,
    existing: (why: string) => `Déjà dans votre fichier (${why}) : la fiche existante est utilisée, rien n’a été créé en double.`,
    created: "Client créé.",
    updated: "Fiche mise à jour.",
    refused: "Demande refusée",
    failed: "Demande abandonnée",
    maybeCreated: (crm: string, reference: string) =>
      `Nous ne savons pas si la fiche a été créée : cherchez la référence ${reference} avant de recommencer (${crm}).`,
    createdNotLinked: (crm: string, reference: string) =>
      `La fiche a été créée sous la référence ${reference} (${crm}), mais elle n’est pas reliée à Passerelle.`,
    maybeChanged: (crm: string) => `Nous ne savons pas si la fiche a été modifiée : regardez-la avant de recommencer (${crm}).`,
    notAdded: "Ce que vous avez saisi n’a pas été ajouté à la fiche existante :",
    contactRefused: (crm: string) => `Le contact n’a pas pu être ajouté : ajoutez-le vous-même à la fiche (${crm}).`,
    giveReason: "Créer en indiquant un motif",
    twinTitle: (name: string) => `Est-ce le même client que ${name} ?`,
    twinHelp: (why: string) => `Cette fiche existe déjà (${why}). Sans réponse de votre part d’ici 7 jours, elle sera utilisée.`,
    useExisting: "Utiliser la fiche existante",
    createNew: "Créer une autre fiche",
    states: {
      queued: "notée",
      running: "en cours",
      waiting: "en attente",
      asking: "attend votre choix",
      done: "terminée",
      refused: "refusée",
      failed: "abandonnée",
    },
    kinds: runKindsFr,
    story: {
      asked: "demandée",
      began: (step: string) => `étape : ${step}`,
      waits: (step: string, why: string) => `en attente (${step}) : ${why}`,
      question: "question posée",
      answered: "réponse donnée",
      woken: "reprise",
      done: "terminée",
      refused: (why: string) => `refusée : ${why}`,
      failed: (why: string) => `abandonnée : ${why}`,
    },
  },

  passerelle: {
    helpTitle: "Ce que Passerelle fait pour vous",
    help: helpFr,
    helpFoot: "Copiez un exemple dans la zone de message. Les résultats arrivent dans vos messages avec Passerelle.",
    unknown: (typed: string, nearest: string) =>
      `« ${typed} » n’est pas une commande de Passerelle. La plus proche : /passerelle ${nearest}`,
    runUsage: "Indiquez la référence de la demande : /passerelle run 4k7m2x9q",
    runNotFound: "Aucune demande à vous sous cette référence.",
    runTitle: (kind: string, short: string) => `${kind}, référence ${short}`,
    claimed: "Vous êtes maintenant administrateur de Passerelle.",
    claimRefused:
      "Ce n’est pas possible : il faut être propriétaire de l’espace de travail, qu’aucun administrateur n’existe encore, et que ADMIN_EMAILS ne soit pas défini.",
    people: (count: number) => `${formats.number(count)} ${plural(count, "personne connue", "personnes connues")}`,
    helpPeople: "Personnes et rôles",
    peopleMore: "Suite",
    standing: { member: "", guest: "invité", gone: "parti", blocked: "bloqué" },
    roleUsage: (all: string) => `Écrivez par exemple : /passerelle role @amelie commercial, comptabilité. Rôles : ${all}.`,
    roleUnknown: (typed: string, nearest: string) => `« ${typed} » n’est pas un rôle. Le plus proche : ${nearest}.`,
    roleSet: (name: string, given: string) => `Rôles de ${name} : ${given}.`,
    managedBy: (name: string) => `responsable : ${name}`,
    managerUsage: "Écrivez par exemple : /passerelle manager @tom @claire, ou : /passerelle manager @tom personne",
    managerSet: (name: string, manager: string) => `Responsable de ${name} : ${manager}.`,
    managerNone: (name: string) => `${name} n’a plus de responsable.`,
    managerCircle: "Ce n’est pas possible : chacune serait la responsable de l’autre. Rien n’a été modifié.",
    managerNoMember: "Seul un membre de l’espace de travail peut être le responsable de quelqu’un. Rien n’a été modifié.",
    personAmbiguous: (name: string) => `Plusieurs personnes s’appellent ${name} : choisissez la bonne en tapant @, ou donnez son e-mail.`,
    lastAdmin: "C’est le dernier administrateur : nommez-en un autre d’abord. Rien n’a été modifié.",
    personUnknown: "Passerelle ne connaît pas encore cette personne : qu’elle ouvre une fois Passerelle, ou tape /passerelle.",
    noneYet: "Aucune demande pour l’instant.",
  },
};
