/** What <passerelle-review-form> shows of what it knows. */
import { html, nothing } from "lit/html.js";
import type { FormOffer } from "../shapes.ts";
import type { Draft } from "./draft.ts";
import type { words } from "./form-fr.ts";
import type { Photo } from "./photos.ts";

export type Field = "rating" | "text" | "pseudonym" | "experiencedOn" | "photos" | "email" | "proof" | "all";

export interface Typed {
  say: typeof words | undefined;
  offer: FormOffer | undefined;
  wrong: Partial<Record<Field, string>>;
  photos: Photo[];
  state: "" | "failed" | "sending" | "sent";
  closable: boolean;
  token: string | undefined;
  draft: Draft;
  open(): void;
  note(): void;
  close(): void;
  take(files: FileList): void;
  showPhotos(photos: Photo[]): void;
  send(event: Event): void;
}

export function formView(typed: Typed, lang: string) {
  const { say, offer, state, wrong, draft, token, closable } = typed;
  if (!say) return html`<slot></slot>`;
  if (state === "failed")
    return html`<p class="ground done" lang=${lang} role="alert">${say.unavailable} <button class="link" @click=${() => typed.open()}>${say.again}</button></p>`;
  if (!offer) return nothing;
  if (state === "sent") return html`<p class="ground done" lang=${lang} role="status" tabindex="-1">${say.sent}</p>`;
  const { invited, open, product, text, consent } = offer;
  const title = say.title(product?.name ?? "");
  return html`<form class="ground" part="form" lang=${lang} novalidate aria-label=${title} @submit=${(event: Event) => typed.send(event)}
      @input=${() => typed.note()} @change=${() => typed.note()}>
    <b class="title">${title}</b>
    ${invited ? html`<p class="good">${say.invited}</p>` : token ? html`<p role="status">${say.used}</p>` : nothing}
    <div class="field"><b>${say.rating}</b
      ><passerelle-rating-input name="rating" label=${say.rating} required value=${draft.rating ?? ""} .problem=${wrong.rating}></passerelle-rating-input
      >${blame("rating")}</div>
    <label class="field"><b>${say.text}</b
      ><textarea name="text" rows="5" maxlength=${text.max} aria-invalid=${Boolean(wrong.text)} aria-describedby="h-text text" .value=${draft.text ?? ""}></textarea
      >${hint("text", say.textHint(text.min))}${blame("text")}</label>
    <div class="two">
      ${line(
        "pseudonym",
        say.pseudonym,
        html`<input name="pseudonym" maxlength="40" autocomplete="nickname" aria-invalid=${Boolean(wrong.pseudonym)}
        aria-describedby="h-pseudonym pseudonym" .value=${draft.pseudonym ?? ""} />${hint("pseudonym", say.pseudonymHint)}`,
      )}
      ${line(
        "experiencedOn",
        say.experiencedOn,
        html`<input type="date" name="experiencedOn" max=${today()} aria-invalid=${Boolean(wrong.experiencedOn)}
        aria-describedby="experiencedOn" .value=${draft.experiencedOn ?? ""} />`,
      )}
    </div>
    ${offer.photos.most ? photoField(typed, say, offer, blame("photos")) : nothing}
    ${invited ? nothing : proof(open)}
    <p class="quiet">${consent}</p>
    ${wrong.all ? html`<p class="wrong" role="alert">${wrong.all}</p>` : nothing}
    <div class="acts"><button class="button strong" part="button" aria-disabled=${state === "sending"}>${state === "sending" ? say.sending : say.send}</button
      >${closable ? html`<button type="button" class="link" @click=${() => typed.close()}>${say.close}</button>` : nothing}</div>
  </form>`;

  function proof(open: boolean) {
    return html`<fieldset class="field"><legend>${say?.proof}</legend
      ><div class="two">
        ${line("email", say?.email, html`<input type="email" name="email" maxlength="254" autocomplete="email" aria-invalid=${Boolean(wrong.email)} aria-describedby="email" />`)}
        ${line("", `${say?.order}${open ? say?.optional : ""}`, html`<input name="order" maxlength="64" autocomplete="off" aria-invalid=${Boolean(wrong.proof)} aria-describedby="h-proof proof" />`)}
      </div>${hint("proof", offer?.orderHint)}${blame("proof")}</fieldset>`;
  }

  function line(field: Field | "", label: unknown, control: unknown) {
    return html`<label class="field"><b>${label}</b>${control}${field && blame(field)}</label>`;
  }

  function blame(field: Field) {
    return wrong[field] ? html`<span class="wrong" id=${field}>${wrong[field]}</span>` : nothing;
  }
}

const hint = (field: string, words: unknown) => html`<span class="quiet" id="h-${field}">${words}</span>`;

function photoField(typed: Typed, say: typeof words, { photos: { most, types }, photos }: FormOffer, blame: unknown) {
  const take = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    if (input.files) typed.take(input.files);
    input.value = "";
  };
  const without = (photo: Photo) => typed.showPhotos(typed.photos.filter((one) => one !== photo));
  return html`<div class="field"><b>${say.photos}</b>
    <ul class="files">${typed.photos.map(
      (photo) => html`<li><span>${photo.name}${photo.id ? "" : ` · ${say.sending}`}</span
        ><button type="button" aria-label=${say.remove(photo.name)} @click=${() => without(photo)}>✕</button></li>`,
    )}</ul>
    <label class="button file">${say.addPhotos}<input type="file" multiple accept=${types.join()} aria-describedby="h-photos photos" @change=${take} /></label>
    ${hint("photos", say.photosHint(most, String(photos.maxBytes / 1e6)))}${blame}</div>`;
}

/** Where the reader is: there, tomorrow has not begun. */
export const today = () => new Date().toLocaleDateString("sv"); // the Swedes write YYYY-MM-DD
