/**
 * A directory of 100,000 clients with names as French companies have them: a third say « SARL », a sixth « SOCIÉTÉ »,
 * a tenth « FRANCE ». The same ones every time.
 */
import { randomUUID } from "node:crypto";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { insertClient, type NewRow } from "../../edge/clients/client-store.ts";

const FORMS: [string, number][] = [
  ["SARL", 34],
  ["SOCIÉTÉ", 16],
  ["SAS", 20],
  ["EURL", 8],
  ["", 22],
];
const TRADES =
  "Garage Boulangerie Pâtisserie Cabinet Menuiserie Plomberie Électricité Transports Maçonnerie Charpente Imprimerie Pharmacie Ambulances Taxi Conseil Ingénierie Informatique Distribution Négoce Bâtiment Construction Rénovation Peinture Couverture Paysages Nettoyage Sécurité Formation Restauration Hôtel Café Brasserie Traiteur Fleurs Optique Assurances Immobilier Gestion Holding Participations Développement Services Équipement Industrie Mécanique Chaudronnerie Logistique Textile Élevage Vignobles".split(
    " ",
  );
const SURNAMES =
  "Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Müller Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre Aubert Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland Leclercq Guillaume Lecomte Lopez Jean Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin Louis Deschamps Huet Vasseur Perez Boucher Fleury Royer Klein Jacquet Adam Paris Poirier Marty Aubry Guyot Carré Charles Renault Charpentier Ménard Maillard Baron Bertin Bailly Hervé Schneider Fernandez Le Gall Collet Léger Bouvier Julien Prévost Millet Perrot Daniel".split(
    " ",
  );
const PLACES =
  "Paris Lyon Marseille Toulouse Nice Nantes Montpellier Strasbourg Bordeaux Lille Rennes Reims Toulon Grenoble Dijon Angers Nîmes Villeurbanne Clermont Aix Brest Tours Amiens Limoges Annecy Perpignan Metz Besançon Orléans Rouen Mulhouse Caen Nancy Avignon Poitiers Versailles Pau Rochelle Antibes Calais Cannes Colmar Bourges Quimper Valence Troyes Lorient Chambéry Niort Béziers".split(
    " ",
  );
const TAILS: [string, number][] = [
  ["FRANCE", 10],
  ["et Fils", 8],
  ["Associés", 6],
  ["Groupe", 4],
  ["Services", 6],
  ["", 66],
];

/** mulberry32: the same directory on every machine. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function* names(count: number): Generator<string> {
  const roll = dice(1);
  const one = (list: string[]) => list[Math.floor(roll() * list.length)] as string;
  const weighted = (list: [string, number][]) => {
    let left = roll() * 100;
    for (const [word, share] of list) {
      left -= share;
      if (left < 0) return word;
    }
    return "";
  };
  for (let i = 0; i < count; i++) {
    // One in three carries an invented word of its own, as brands do.
    const brand = roll() < 0.34 ? invented(roll) : "";
    const middle = [one(TRADES), roll() < 0.6 ? one(SURNAMES) : "", brand, roll() < 0.4 ? one(PLACES) : ""];
    yield [weighted(FORMS), ...middle, weighted(TAILS)].filter(Boolean).join(" ");
  }
}

function invented(roll: () => number): string {
  const syllables =
    "ba be bi bo ca co da de di do fa fi ga go la le li lo ma me mi mo na ne no pa pi po ra re ri ro sa se so ta te ti to va vi xa zo".split(
      " ",
    );
  const length = 3 + Math.floor(roll() * 2);
  const word = Array.from({ length }, () => syllables[Math.floor(roll() * syllables.length)]).join("");
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Adds clients by the directory's own statements, straight into D1's file: 100,000 of them through Miniflare's proxy take minutes. */
export function addClients(file: string, from: number, to: number): void {
  const database = new DatabaseSync(file);
  const db = recorder as unknown as D1Database;
  const prepared = new Map<string, StatementSync>();
  database.exec("BEGIN");
  let i = 0;
  for (const name of names(to)) {
    if (++i <= from) continue;
    for (const { sql, values } of insertClient(db, row(name, i)) as unknown as Recorded[]) {
      const statement = prepared.get(sql) ?? database.prepare(sql);
      prepared.set(sql, statement);
      statement.run(...values);
    }
  }
  database.exec("COMMIT");
  database.close();
}

interface Recorded {
  sql: string;
  values: SQLInputValue[];
}

/** Keeps what a statement would be, for node:sqlite to run. */
const recorder = { prepare: (sql: string) => ({ bind: (...values: SQLInputValue[]): Recorded => ({ sql, values }) }) };

const row = (name: string, i: number): NewRow => ({
  id: randomUUID(),
  reference: `BENCH-${i}`,
  connector: "builtin",
  externalId: String(i),
  name,
  kinds: ["client"],
  company: true,
  siren: String(300_000_000 + i),
  siret: null,
  vatNumber: null,
  email: `contact@bench-${i}.example`,
  postcode: "75001",
  city: "Paris",
  country: "FR",
  state: "active",
  verification: "verified",
  verifiedAt: 0,
  facts: null,
  createdBy: null,
});
