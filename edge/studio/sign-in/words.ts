/** What is said at the studio's door. */
const fr = {
  title: "Se connecter au studio",
  intro:
    "Ici, vous installez les avis de Passerelle sur vos sites : une balise, vos clés, vos couleurs. Les avis eux-mêmes se lisent et se publient dans Slack.",
  button: "Se connecter avec Slack",
  who: "Réservé aux personnes de votre espace Slack dont le rôle le permet.",
  ended:
    "Votre session a pris fin. Connectez-vous dans un autre onglet, puis rechargez cette page : ce que vous avez saisi sera envoyé de nouveau.",
  otherTab: "Se connecter dans un autre onglet",
  cancelled: "Vous avez refusé la connexion. Rien n’a été fait.",
  expired: "Cette connexion n’est plus valable : elle a déjà servi, ou elle a trop attendu. Recommencez.",
  unauthorized: "Slack n’a pas pu confirmer qui vous êtes. Recommencez ; si cela se répète, prévenez un administrateur.",
  other_team: "Vous êtes connecté à un autre espace Slack que celui de cette entreprise. Choisissez le bon, puis recommencez.",
  unknown_person: "Passerelle ne vous connaît pas encore. Dans Slack, ouvrez l’application Passerelle une fois, puis revenez ici.",
  forbidden: "Votre rôle n’ouvre pas le studio. Demandez à un administrateur de Passerelle de vous le donner.",
  rate_limited: "Beaucoup d’essais en peu de temps. Patientez une minute, puis recommencez.",
  vendor_unavailable: "Slack ne répond pas pour l’instant. Réessayez dans un moment.",
  misconfigured: "La connexion avec Slack n’est pas bien réglée. La commande npm run doctor dit ce qui manque.",
  closed:
    "La connexion avec Slack n’est pas encore réglée : il manque SLACK_CLIENT_ID et SLACK_CLIENT_SECRET. Le README dit où les trouver.",
  signedOut: "Vous êtes déconnecté.",
};

const en: typeof fr = {
  title: "Sign in to the studio",
  intro:
    "Here you put Passerelle’s reviews on your websites: one tag, your keys, your colours. The reviews themselves are read and published in Slack.",
  button: "Sign in with Slack",
  who: "For people in your Slack workspace whose role allows it.",
  ended: "Your session has ended. Sign in using another tab, then reload this page: what you typed is sent again.",
  otherTab: "Sign in using another tab",
  cancelled: "You declined to sign in. Nothing was done.",
  expired: "This sign-in is no longer valid: it was already used, or it waited too long. Start again.",
  unauthorized: "Slack could not confirm who you are. Start again; if it happens again, tell an admin.",
  other_team: "You are signed in to another Slack workspace than this company’s. Choose the right one, then start again.",
  unknown_person: "Passerelle does not know you yet. In Slack, open the Passerelle app once, then come back here.",
  forbidden: "Your role does not open the studio. Ask a Passerelle admin to give you one that does.",
  rate_limited: "Many attempts in a short time. Wait a minute, then start again.",
  vendor_unavailable: "Slack is not answering right now. Try again in a moment.",
  misconfigured: "Signing in with Slack is not set up well. The command npm run doctor says what is missing.",
  closed:
    "Signing in with Slack is not set up yet: SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are missing. The README says where to find them.",
  signedOut: "You are signed out.",
};

export const signInWords = { fr, en };
export type SaidAtTheDoor = keyof typeof fr;
