/**
 * Shopify's side of a shop, as far as it sends: an order that was paid, and what it asks for its customers, signed as Shopify signs.
 * A stand-in: its pages and payloads are ours, made after its documentation (edge/orders/hooks/shopify.ts, shopify-privacy.ts).
 */
import { createHmac, randomUUID } from "node:crypto";
import { Hono } from "hono";
import { type Embedding, frame, type Language } from "./pages.ts";

const TOPICS = ["orders/paid", "customers/data_request", "customers/redact", "shop/redact"] as const;
type Topic = (typeof TOPICS)[number];

interface Sent {
  site: string;
  secret: string;
  topic: Topic;
  email: string;
  order: string;
}

const WORDS = {
  fr: {
    title: "Shopify envoie",
    lead: "Choisissez ce que Shopify envoie à Passerelle, avec le secret que vous avez collé dans le studio.",
    site: "Identifiant du site",
    secret: "Secret de signature",
    topic: "Sujet",
    email: "E-mail du client",
    order: "Numéro de commande",
    go: "Envoyer",
    answer: (status: string) => `Réponse de Passerelle : ${status}`,
  },
  en: {
    title: "Shopify sends",
    lead: "Choose what Shopify sends to Passerelle, with the secret that you pasted in the studio.",
    site: "Site id",
    secret: "Signing secret",
    topic: "Topic",
    email: "Customer’s e-mail",
    order: "Order number",
    go: "Send",
    answer: (status: string) => `Passerelle answered: ${status}`,
  },
};

const shop = { shop_id: 954889, shop_domain: "atelier-lumiere.myshopify.com" };

function payloadOf({ topic, email, order }: Sent): object {
  const customer = { id: 191167, email, phone: null };
  if (topic === "customers/data_request") return { ...shop, customer, orders_requested: [299938], data_request: { id: Date.now() } };
  if (topic === "customers/redact") return { ...shop, customer, orders_to_redact: [299938] };
  if (topic === "shop/redact") return shop;
  const line = { title: "Lampe Opaline", sku: "LAMPE-OPALINE", product_id: 632910392 };
  const paid = { created_at: new Date().toISOString(), updated_at: new Date().toISOString(), cancelled_at: null, financial_status: "paid" };
  return {
    id: 820982911946154,
    name: order,
    email,
    ...paid,
    customer_locale: "fr",
    customer: { first_name: "Camille", last_name: "Moreau" },
    line_items: [line],
  };
}

/** The status of the answer, with the code of what was wrong. */
async function send(edge: string, sent: Sent): Promise<string> {
  const body = JSON.stringify(payloadOf(sent));
  const headers = {
    "Content-Type": "application/json",
    "X-Shopify-Topic": sent.topic,
    "X-Shopify-Hmac-Sha256": createHmac("sha256", sent.secret).update(body).digest("base64"),
    "X-Shopify-Webhook-Id": randomUUID(),
  };
  const answer = await fetch(`${edge}/v1/hooks/shopify/${encodeURIComponent(sent.site)}`, { method: "POST", headers, body });
  const problem = answer.ok ? {} : ((await answer.json().catch(() => ({}))) as { title?: string });
  return [answer.status, problem.title].filter(Boolean).join(" ");
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function page(embedding: Embedding, lang: Language, { site, secret, topic, email, order }: Sent, answer = ""): string {
  const words = WORDS[lang];
  const field = (name: string, label: string, value: string, type = "text") =>
    `<p><label for="${name}">${label}</label><br><input id="${name}" name="${name}" type="${type}" value="${escaped(value)}" style="font:inherit;width:min(30rem,100%);padding:.4rem"></p>`;
  const topics = TOPICS.map((one) => `<option${one === topic ? " selected" : ""}>${one}</option>`).join("");
  return frame(
    embedding,
    lang,
    words.title,
    `<h1>${words.title}</h1><p class="lead">${words.lead}</p>${answer && `<p role="status"><strong>${escaped(words.answer(answer))}</strong></p>`}
<form method="post">${field("site", words.site, site)}${field("secret", words.secret, secret)}
<p><label for="topic">${words.topic}</label><br><select id="topic" name="topic" style="font:inherit;padding:.4rem">${topics}</select></p>
${field("email", words.email, email, "email")}${field("order", words.order, order)}<p><button class="buy">${words.go}</button></p></form>`,
    "/shopify",
  );
}

export function shopifyPages(embedding: Embedding) {
  const app = new Hono();
  const first: Sent = { site: embedding.id, secret: "", topic: "orders/paid", email: "camille@example.com", order: "#1001" };
  for (const [path, lang] of [
    ["/shopify", "fr"],
    ["/en/shopify", "en"],
  ] as const) {
    app.get(path, (c) => c.html(page(embedding, lang, first)));
    app.post(path, async (c) => {
      if (c.req.header("Sec-Fetch-Site") !== "same-origin") return c.text("From the shop's own page only", 403);
      const typed = Object.fromEntries(new URLSearchParams(await c.req.text()));
      const sent = { ...first, ...typed, topic: TOPICS.find((one) => one === typed.topic) ?? "orders/paid" };
      return c.html(page(embedding, lang, sent, await send(embedding.edge, sent)));
    });
  }
  return app;
}
