/** Reviews as shoppers write them: short, long, angry, with accents, in two languages; the same ones on each start. */
import type { Review } from "../../../widgets/shapes.ts";

const VOICES: [number, string, string, string][] = [
  [5, "fr", "Élodie M.", "Très belle lumière, douce le soir. Le verre est impeccable et l’emballage entièrement en carton : bravo."],
  [
    4,
    "fr",
    "Jean-Noël B.",
    "Conforme à la photo. J’enlève une étoile parce que le câble est un peu court pour mon bureau (2 m, c’est vite atteint).",
  ],
  [5, "en", "Rosalind P.", "Bought it for my reading corner. Dims beautifully and there is no buzzing at all."],
  [
    2,
    "fr",
    "Karim",
    "Arrivée avec dix jours de retard. La lampe est jolie, mais personne n’a répondu à mes deux messages avant la livraison.",
  ],
  [5, "fr", "Maëlys", "Parfaite !"],
  [
    3,
    "fr",
    "Un client de Brest",
    "Je suis partagé. Côté finition, rien à dire : le chêne est superbe et le verre soufflé donne vraiment une lumière chaude.\n\nEn revanche le variateur tactile est capricieux : une fois sur trois il faut s’y reprendre. Le service après-vente m’a proposé un échange, que j’attends.",
  ],
  [5, "fr", "Bérénice L.", "Deuxième achat ici. Réparable, fabriquée à Nantes, et livrée à vélo dans le centre. On voit rarement ça."],
  [1, "fr", "D. Lefèvre", "Reçue cassée. Remboursée, mais quelle déception pour un cadeau."],
  [4, "fr", "Aurélien", "Bon rapport qualité-prix, montage en cinq minutes."],
  [5, "fr", "Nadège C.", "Elle éclaire ma table de couture depuis un mois, sans éblouir. Je recommande les yeux fermés."],
];

const DAY_MS = 86_400_000;
const NEWEST = Date.UTC(2026, 10, 20, 9, 30);

/** The `i`-th of a product, newest first. */
export function sampleReview(product: string, i: number): Review {
  const [rating, language, author, text] = VOICES[(i * 7 + product.length + 2) % VOICES.length] as (typeof VOICES)[number];
  const published = NEWEST - i * 4.3 * DAY_MS;
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return {
    id: `${product || "shop"}-${i}`,
    rating,
    text,
    author,
    language,
    verified: i % 4 !== 3,
    how: i % 4 === 3 ? null : i % 2 ? "order" : "invitation",
    experiencedOn: day(published - 12 * DAY_MS),
    publishedAt: new Date(published).toISOString(),
    editedAt: i % 9 === 4 ? new Date(published + DAY_MS).toISOString() : null,
    helpful: (i * 5) % 13,
    source: i % 11 === 10 ? "Avis repris de l’ancienne boutique" : null,
    reply:
      rating <= 2
        ? {
            text: "Bonjour, et pardon pour cette expérience. Votre lampe a été remplacée ce matin ; je reste joignable.\nLucie, atelier",
            at: new Date(published + 2 * DAY_MS).toISOString(),
          }
        : null,
    photos: i % 5 === 0 ? [0, 1].map((n) => ({ url: `../../photos/${(i + n) % 4}.svg`, width: 640, height: 480 })) : [],
  };
}
