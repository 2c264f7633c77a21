/** The forms of a site: what it is, and by which rules its reviews live. */
import type { Locale } from "../../people/person.ts";
import { PLATFORMS } from "../../sites/part.ts";
import { Field, type Problems, Radios, Select, Tick, tied } from "../look/fields.tsx";
import type { TypedRules, TypedSite } from "./read-site-form.ts";
import { siteWords } from "./words.ts";

interface Given<T> {
  typed: T;
  problems: Problems;
  locale: Locale;
}

export const AboutSite = ({ typed, problems, locale }: Given<TypedSite>) => {
  const words = siteWords[locale];
  const about = (name: string, hint?: string) => ({ name, hint, problems });
  const [name, home, origins] = [about("name", words.nameHint), about("home", words.homeHint), about("origins", words.originsHint)];
  return (
    <>
      <Field {...name} label={words.name}>
        <input {...tied(name)} value={typed.name} maxlength={80} required autocomplete="off" />
      </Field>
      <Field {...home} label={words.home}>
        <input {...tied(home)} value={typed.home} inputmode="url" required autocomplete="url" placeholder="https://" spellcheck={false} />
      </Field>
      <Field {...origins} label={words.origins}>
        <textarea {...tied(origins)} rows={3} spellcheck={false} class="code">
          {typed.origins}
        </textarea>
      </Field>
      <Radios {...about("locale")} label={words.locale} value={typed.locale} options={Object.entries(words.locales)} />
      <Select
        {...about("platform", words.platformHint)}
        label={words.platform}
        value={typed.platform}
        options={PLATFORMS.map((one) => [one, words.platforms[one]])}
      />
    </>
  );
};

export const RulesOfSite = ({ typed, problems, locale }: Given<TypedRules>) => {
  const words = siteWords[locale];
  const about = (name: string, hint?: string) => ({ name, hint, problems });
  const [invite, publish] = [about("inviteAfterDays", words.inviteHint), about("publishWithinDays", words.publishHint)];
  const reward = about("reward", words.rewardHint);
  const days = (told: typeof invite, value: string) => (
    <div class="row">
      <input {...tied(told)} value={value} inputmode="numeric" type="number" />
      <span aria-hidden="true">{words.days}</span>
    </div>
  );
  return (
    <>
      <Field {...invite} label={words.inviteAfterDays}>
        {days(invite, typed.inviteAfterDays)}
      </Field>
      <Field {...publish} label={words.publishWithinDays}>
        {days(publish, typed.publishWithinDays)}
      </Field>
      <Field {...reward} label={words.reward}>
        <input {...tied(reward)} value={typed.reward} maxlength={300} />
      </Field>
      <div class="choices">
        <Tick name="openToAll" label={words.openToAll} checked={typed.openToAll !== ""} />
        <Tick name="photos" label={words.photos} checked={typed.photos !== ""} />
        <Tick name="makesClients" label={words.makesClients} checked={typed.makesClients !== ""} />
      </div>
    </>
  );
};
