/** What is said of a history once it is over, whatever was played in it. */
export interface Verdict<Played> {
  played: Played;
  /** What was due and is not there, or another end than the one that was due. */
  lost: string[];
  doubled: string[];
  /** Not at its end, or its person does not see so, within two minutes of the last fault. */
  dark: string[];
  /** How its runs stand. */
  rows: string[];
}

type Sentence = Pick<Verdict<unknown>, "lost" | "doubled" | "dark" | "rows">;

export const isSound = ({ lost, doubled, dark }: Sentence) => lost.length + doubled.length + dark.length === 0;

/** For a reader of a report. @param told what was played, in words */
export const findingOf = (told: string, { lost, doubled, dark, rows }: Sentence) =>
  `${told}\n    ${[...lost, ...doubled, ...dark].join("; ")}\n    ${rows.join("\n    ")}`;
