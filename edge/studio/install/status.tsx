/** "Is my tag working?": one answer, then what is known of each address, and what to do about it. */
import { pathOf } from "../look/page.tsx";
import { ago } from "../look/when.ts";
import type { InstallView } from "./install-page.tsx";
import type { Finding } from "./tag-status.ts";
import { installWords } from "./words.ts";

const TONE: Record<Finding["kind"], "good" | "wrong" | "warn"> = {
  seen: "good",
  retired: "wrong",
  noKey: "wrong",
  noOrigin: "wrong",
  stranger: "wrong",
  endedKey: "wrong",
  nothing: "warn",
  quiet: "warn",
  notSeen: "warn",
};

export const Status = ({ view }: { view: InstallView }) => {
  const { findings, frame, site } = view;
  const words = installWords[frame.locale];
  const tones = findings.map(({ kind }) => TONE[kind]);
  const tone = tones.includes("wrong") ? "wrong" : tones.includes("good") ? "good" : "warn";
  return (
    <section class="card" aria-labelledby="status">
      <div class="titles">
        <h2 id="status">{words.status}</h2>
        <span class={`tag ${tone}`}>{{ good: words.working, wrong: words.problem, warn: words.waiting }[tone]}</span>
      </div>
      <ul class="list">
        {findings.map((finding) => (
          <Told finding={finding} view={view} />
        ))}
      </ul>
      <div class="row">
        <a class="button small" href={pathOf(site)}>
          {words.check}
        </a>
      </div>
    </section>
  );
};

const Told = ({ finding, view }: { finding: Finding; view: InstallView }) => {
  const { frame, maySet, site } = view;
  const words = installWords[frame.locale];
  if (!("origin" in finding)) return <li>{words[finding.kind]}</li>;
  const { origin, kind } = finding;
  const said = kind === "notSeen" ? words.notSeen : words[kind](ago(finding.at, frame.locale));
  return (
    <li>
      <p class="stack">
        <span>
          <b>{origin}</b> {said}
        </span>
      </p>
      {kind === "stranger" && maySet && (
        <form method="post" action={`${pathOf(site)}/allow`}>
          <input type="hidden" name="origin" value={origin} />
          <button class="button small" type="submit">
            {words.allow(new URL(origin).host)}
          </button>
        </form>
      )}
    </li>
  );
};
