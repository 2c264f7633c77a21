/**
 * The form of a review: rating, text, photos, pseudonym, date; the order when nobody was invited. What is typed is kept in this tab.
 * Sent twice it is one review; what is wrong is said at its field.
 *
 *     <passerelle-review-form product="SKU-1"></passerelle-review-form>
 *
 * @summary The form to write a review of a product or of the shop
 * @fires passerelle-sent - The review has arrived and waits to be read; `detail` is `{id, state}`
 * @fires passerelle-error - It could not be sent; `detail` is the problem
 * @csspart form - The form
 * @csspart button - A button
 */
import { ask, type Problem } from "../api.ts";
import { define, PasserelleElement } from "../element.ts";
import type { FormOffer } from "../shapes.ts";
import { theme } from "../theme.ts";
import { type Draft, invitation, keep, kept } from "./draft.ts";
import { formView, type Typed } from "./form-view.ts";
import type { Photo } from "./photos.ts";
import "./rating-input.ts";
import type { words } from "./form-fr.ts";
import { style } from "./style.ts";
import { blameOf, proofOf, reviewOf, wrongOf } from "./typed.ts";

export class PasserelleReviewForm extends PasserelleElement implements Typed {
  static override states = ["say", "offer", "wrong", "photos", "state", "closable"];
  static override styles = [theme, style];
  declare say: typeof words | undefined;
  declare offer: FormOffer | undefined;
  declare wrong: Typed["wrong"];
  declare photos: Photo[];
  declare state: "" | "failed" | "sending" | "sent";
  /** Whether it can be put away: inside of <passerelle-reviews>. */
  declare closable: boolean;
  token: string | undefined;
  draft: Draft = {};
  /** Photos that are still on their way. */
  private taking: unknown;

  protected override willUpdate(changed: Set<string>) {
    if (!changed.has("product") && !changed.has("site")) return;
    this.draft = kept(this.place) ?? {};
    this.photos = this.draft.photos ?? [];
    this.wrong = {};
    this.token = invitation();
    void this.open();
  }

  private get place() {
    return `${this.key} ${this.product ?? ""}`;
  }

  async open() {
    const { product, words } = this;
    const { language } = words;
    this.offer = undefined;
    this.state = "";
    try {
      this.say = (await (language === "fr" ? import("./form-fr.ts") : import("./form-en.ts"))).words;
      const headers: HeadersInit = this.token ? { "X-Invitation": this.token } : {};
      const offer = await ask<FormOffer>("reviews/form", { site: this.key, product, lang: language }, { headers });
      if (product === this.product) this.offer = offer; // another one by now
    } catch (problem) {
      this.state = "failed";
      this.complain(problem);
    }
  }

  /** At each key: what is in the form now. */
  note() {
    const { rating, text, pseudonym, experiencedOn } = this.values();
    const photos = this.photos.flatMap(({ id, name }) => (id ? [{ id, name }] : []));
    this.draft = { ...this.draft, rating, text, pseudonym, experiencedOn, photos };
    keep(this.place, this.draft);
  }

  private values(): Record<string, string> {
    const form = this.ground.querySelector("form");
    return form ? Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()])) : {};
  }

  take(files: FileList) {
    this.taking = Promise.allSettled([this.taking, this.add([...files])]); // the list is emptied with its field
  }

  private async add(files: File[]) {
    const { offer, say, key, words } = this;
    if (!offer || !say) return;
    const show = (photos: Photo[], wrong?: string) => this.showPhotos(photos, wrong);
    const send = (file: File): Promise<{ id: string }> =>
      ask("photos", { site: key, lang: words.language }, { method: "POST", headers: { "Content-Type": file.type }, body: file });
    const { addPhotos } = await import("./photos.ts");
    await addPhotos({ files, offer: offer.photos, say, send, photos: () => this.photos, show });
  }

  showPhotos(photos: Photo[], wrong?: string) {
    this.photos = photos;
    this.wrong = { ...this.wrong, photos: wrong };
    this.note();
  }

  async send(event: Event) {
    event.preventDefault();
    const { offer, say, key, token, words } = this;
    if (this.state === "sending" || !offer || !say) return; // a double click
    this.note();
    const values = this.values();
    if (this.blame(wrongOf(values, offer, say))) return;
    this.state = "sending";
    await this.taking;
    this.note();
    if (this.wrong.photos) {
      this.state = "";
      return;
    }
    const review = reviewOf(values, this.draft, this.product, words.language);
    // The same again is the same review, whatever became of the answer; another one is another.
    const { sent } = this.draft;
    const same = sent?.review === JSON.stringify(review) ? sent : { review: JSON.stringify(review), key: crypto.randomUUID() };
    this.draft.sent = same;
    keep(this.place, this.draft);
    try {
      const body = JSON.stringify({ ...review, email: values.email, proof: proofOf(values, offer.invited ? token : undefined) });
      const headers = { "Content-Type": "application/json", "Idempotency-Key": same.key };
      const answer = await ask("reviews", { site: key, lang: words.language }, { method: "POST", headers, body });
      keep(this.place, undefined);
      keep("invitation", undefined);
      this.state = "sent";
      this.tell("sent", answer);
    } catch (thrown) {
      const problem = thrown as Problem;
      if (problem.status >= 400 && problem.status < 500) this.draft.sent = undefined;
      this.state = "";
      this.blame(blameOf(problem, say));
      this.complain(problem);
    }
  }

  /** @returns whether anything is wrong: then the first field that is has the focus. */
  private blame(wrong: Typed["wrong"]): boolean {
    this.wrong = wrong;
    return Object.keys(wrong).length > 0;
  }

  close() {
    this.tell("closed", undefined);
  }

  protected override updated(changed: Set<string>) {
    if (this.state === "sent" && changed.has("state")) this.ground.querySelector<HTMLElement>("[role=status]")?.focus();
    const wrong = this.ground.querySelector(".wrong");
    if (!changed.has("wrong") || !wrong) return;
    wrong.closest(".field")?.querySelector<HTMLElement>("passerelle-rating-input, textarea, input:not([type=file])")?.focus();
  }

  protected override render() {
    return formView(this, this.words.locale);
  }
}

define("passerelle-review-form", PasserelleReviewForm);

declare global {
  interface HTMLElementTagNameMap {
    "passerelle-review-form": PasserelleReviewForm;
  }
}
