/** Types of the widgets for React 19 (JSX), made by test/tools/widget-manifest.mjs from their sources. */
import type { DetailedHTMLProps, HTMLAttributes } from "react";

type Plain = Omit<DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>, "onChange">;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "passerelle-rating": Plain & {
        /** The shop's own number of the product (SKU). */
        product?: string;
        /** Key of the site; otherwise that of the script's tag. */
        site?: string;
        /** Where the reviews are: the line becomes a link there. */
        href?: string;
        /** The rating could not be read; `detail` is the problem */
        "onpasserelle-error"?: (event: CustomEvent) => void;
      };
      "passerelle-reviews": Plain & {
        /** The shop's own number of the product (SKU). */
        product?: string;
        /** Key of the site; otherwise that of the script's tag. */
        site?: string;
        /** Of the product, as the shop writes it: with it the page also tells search engines (JSON-LD). */
        name?: string;
        /** The reviews could not be read; `detail` is the problem */
        "onpasserelle-error"?: (event: CustomEvent) => void;
      };
      "passerelle-review-form": Plain & {
        /** The shop's own number of the product (SKU). */
        product?: string;
        /** Key of the site; otherwise that of the script's tag. */
        site?: string;
        /** The review has arrived and waits to be read; `detail` is `{id, state}` */
        "onpasserelle-sent"?: (event: CustomEvent) => void;
        /** It could not be sent; `detail` is the problem */
        "onpasserelle-error"?: (event: CustomEvent) => void;
      };
      "passerelle-rating-input": Plain & {
        /** Of the field, in what the form sends. */
        name?: string;
        /** What is rated, for a screen reader. */
        label?: string;
        /** "1" to "5"; null or empty: none chosen. */
        value?: string;
        /** What is wrong, for a screen reader. */
        problem?: string;
        /** Another rating was chosen */
        "onchange"?: (event: CustomEvent) => void;
      };
    }
  }
}
