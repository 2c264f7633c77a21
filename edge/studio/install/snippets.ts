/** What an owner pastes, for each platform: the tag once, elements where they should stand. Pure. */
import type { Locale } from "../../people/person.ts";
import type { PLATFORMS } from "../../sites/part.ts";
import { snippetWords } from "./words.ts";

export interface Tag {
  /** Address of the Worker. */
  edge: string;
  publicKey: string;
  siteId: string;
  /** Of the pinned version; null = the one that follows us. */
  pinned: { version: string; integrity: string } | null;
  /** `:root { … }`, or nothing. */
  css: string;
  locale: Locale;
}

export interface Snippet {
  title: string;
  where: string;
  code: string;
}

type Platform = (typeof PLATFORMS)[number];

export const snippetsOf = (platform: Platform, tag: Tag): Snippet[] => MAKERS[platform](tag);

const MAKERS: Record<Platform, (tag: Tag) => Snippet[]> = { html, react, woocommerce, prestashop, shopify };

function scriptOf({ edge, publicKey, pinned }: Tag): string {
  if (!pinned) return `<script type="module" async src="${edge}/v1/passerelle.js" data-site="${publicKey}"></script>`;
  return `<script type="module" async src="${edge}/v1/${pinned.version}/passerelle.js" data-site="${publicKey}"
  integrity="${pinned.integrity}" crossorigin="anonymous"></script>`;
}

/** The reviews keep their place, so that nothing moves when they come. */
const head = (tag: Tag) => `${scriptOf(tag)}
<style>
  passerelle-reviews { display: block; min-height: 100vh }${tag.css && `\n  ${tag.css}`}
</style>`;

const hosted = ({ edge, siteId }: Tag, sku: string) => `${edge}/r/${siteId}?product=${sku}`;

/** @param inUrl the SKU once more, as the platform writes it into an address */
const elements = (
  tag: Tag,
  sku: string,
  name: string,
  inUrl = sku,
) => `<passerelle-rating product="${sku}" href="#reviews">&nbsp;</passerelle-rating>

<passerelle-reviews id="reviews" product="${sku}" name="${name}">
  <a href="${hosted(tag, inUrl)}">${snippetWords[tag.locale].seeReviews}</a>
</passerelle-reviews>`;

function html(tag: Tag): Snippet[] {
  const words = snippetWords[tag.locale];
  return [
    { title: words.tag, where: words.html.head, code: head(tag) },
    { title: words.product, where: words.html.body, code: elements(tag, "SKU-1", "Lampe Brume") },
    { title: words.shop, where: words.html.shop, code: "<passerelle-reviews></passerelle-reviews>" },
  ];
}

function react(tag: Tag): Snippet[] {
  const words = snippetWords[tag.locale];
  const sku = ["$", "{encodeURIComponent(sku)}"].join(""); // theirs to fill, not ours
  const code = `export function Reviews({ sku, name }: { sku: string; name: string }) {
  return (
    <>
      <passerelle-rating product={sku} href="#reviews"></passerelle-rating>
      <passerelle-reviews id="reviews" product={sku} name={name}>
        <a href={\`${hosted(tag, sku)}\`}>${words.seeReviews}</a>
      </passerelle-reviews>
    </>
  );
}`;
  return [
    { title: words.tag, where: words.react.head, code: head(tag) },
    { title: words.product, where: words.react.body, code },
  ];
}

function woocommerce(tag: Tag): Snippet[] {
  const words = snippetWords[tag.locale];
  // What has no SKU is named as orders/hooks/woocommerce.ts does: nothing would mean the shop itself.
  const code = `add_action('wp_head', function () { ?>
${head(tag)}
<?php });

function passerelle_sku($product) {
  return $product->get_sku() ?: 'wc-' . $product->get_id();
}

add_action('woocommerce_single_product_summary', function () {
  global $product;
  printf('<passerelle-rating product="%s" href="#tab-passerelle"></passerelle-rating>', esc_attr(passerelle_sku($product)));
}, 6);

add_filter('woocommerce_product_tabs', function ($tabs) {
  unset($tabs['reviews']);
  $tabs['passerelle'] = ['title' => '${words.reviews}', 'priority' => 30, 'callback' => function () {
    global $product;
    printf('<passerelle-reviews product="%s" name="%s"></passerelle-reviews>', esc_attr(passerelle_sku($product)), esc_attr($product->get_name()));
  }];
  return $tabs;
});`;
  return [{ title: words.tag, where: words.woocommerce, code }];
}

function prestashop(tag: Tag): Snippet[] {
  const words = snippetWords[tag.locale];
  return [
    { title: words.tag, where: words.prestashop.head, code: `{literal}\n${head(tag)}\n{/literal}` },
    {
      title: words.product,
      where: words.prestashop.body,
      code: elements(tag, "{$product.reference}", "{$product.name}", "{$product.reference|escape:'url'}"),
    },
  ];
}

function shopify(tag: Tag): Snippet[] {
  const words = snippetWords[tag.locale];
  // As orders/hooks/ names what was bought, whichever variant it was.
  const code = `{%- assign unnamed = 'shopify-' | append: product.id -%}
{%- assign sku = product.variants.first.sku | default: unnamed -%}
${elements(tag, "{{ sku | escape }}", "{{ product.title | escape }}", "{{ sku | url_encode }}")}`;
  return [
    { title: words.tag, where: words.shopify.head, code: head(tag) },
    { title: words.product, where: words.shopify.body, code },
  ];
}
