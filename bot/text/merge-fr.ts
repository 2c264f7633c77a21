/** Deux fiches qui n’en font qu’une : doublons, fusion. */
export const mergeFr = {
  button: "Fusionner avec…",
  buttonWhom: (name: string) => `Fusionner avec… ${name}`,
  title: "Fusionner deux fiches",
  pick: (name: string) => `Avec quelle fiche fusionner ${name} ?`,
  pickPlaceholder: "Chercher un client",
  pickHint: "L’étape suivante montre les deux fiches côte à côte : rien n’est fusionné avant.",
  nobody: "Aucun autre client trouvé",
  survivor: "Fiche conservée",
  both: "Les deux",
  submit: "Fusionner",
  two: (same: boolean): string =>
    same
      ? "C’est déjà la même fiche : il n’y a rien à fusionner."
      : "Ces fiches ne peuvent pas être fusionnées : leurs numéros (SIREN ou TVA) diffèrent, ou l’une est une entreprise et l’autre un particulier.",
  inCrm: (crm: string) =>
    `Types et numéros sont réunis. L’autre fiche disparaît, ici${crm && ` et dans le logiciel (${crm})`} ; ses liens mèneront à celle-ci. Sans retour possible.`,
  notInCrm: (crm: string) => `Fusionnées dans Passerelle seulement : ${crm} garde les deux fiches, à réunir là-bas.`,
  run: "Fusion de deux fiches client",
  done: "Les deux fiches n’en font plus qu’une.",
  begun: (crm: string) => `La fusion a commencé et n’est pas allée au bout (${crm}) : un administrateur peut la relancer sans risque.`,
  duplicates: "Doublons probables",
  noDuplicates: "Aucun doublon probable pour l’instant. Le fichier est relu en continu.",
  compare: "Comparer",
  distinct: "Ce sont deux clients",
  more: "Suite",
};
