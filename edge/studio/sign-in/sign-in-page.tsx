/** The door of the studio: what it is for, one button, and why somebody was not let in. */
import { type Frame, page } from "../look/page.tsx";
import { type SaidAtTheDoor, signInWords } from "./words.ts";

interface Door {
  frame: Frame;
  /** Where they wanted to go. */
  to: string;
  said?: SaidAtTheDoor;
  /** What was typed is in this page's request: they sign in elsewhere and send it again. */
  keepsWhatWasTyped?: boolean;
}

export function signInPage({ frame, to, said, keepsWhatWasTyped = false }: Door): string {
  const words = signInWords[frame.locale];
  const href = `/studio/sign-in${to === "/studio" ? "" : `?to=${encodeURIComponent(to)}`}`;
  const calm = said === "signedOut" || said === "cancelled";
  return page(
    frame,
    words.title,
    <div class="card enter">
      <h1>{words.title}</h1>
      {said && (
        <p class={`note ${calm ? "" : "warn"}`} role={calm ? "status" : "alert"}>
          {words[said]}
        </p>
      )}
      <p class="quiet">{words.intro}</p>
      {said !== "closed" && (
        <a
          class="button strong"
          href={keepsWhatWasTyped ? "/studio/sign-in" : href}
          target={keepsWhatWasTyped ? "_blank" : undefined}
          rel="noopener"
        >
          {keepsWhatWasTyped ? words.otherTab : words.button}
        </a>
      )}
      <p class="quiet small">{words.who}</p>
    </div>,
  );
}
