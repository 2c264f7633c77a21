/** Titles of the columns, as shops, spreadsheets and the usual review services write them → our fields. */
import { fold } from "../../companies/names.ts";

export type ImportKind = "reviews" | "orders" | "products";

const TITLES: Record<ImportKind, Record<string, string>> = {
  // Trustpilot, Judge.me, Yotpo, Loox, Stamped, Avis Vérifiés / Skeepers, WooCommerce, and our own export.
  reviews: {
    id: "id",
    rating: "rating,note,stars,score,rate,review stars,review score,review rating,etoiles,product rating",
    text: "text,texte,avis,commentaire,comment,body,review,content,review content,review body,review text,message,comment content",
    title: "title,titre,review title,review heading",
    author:
      "author,auteur,pseudo,pseudonyme,name,nom,prenom,firstname,first name,display name,reviewer name,nickname,consumer display name,review user name,customer name,comment author",
    publishedOn:
      "publishedat,date de publication,published,published at,review date,date,created at,review created utc,review created,date created,created,date avis,comment date gmt",
    experiencedOn: "experiencedon,date de l experience,experience date,order date,date de commande,date commande,purchase date",
    product: "product,produit,sku,product sku,product id,product handle,reference,ref,productid,product reference,reference id,id produit",
    language: "language,langue,locale,review language",
    reply: "reply,reponse,company reply,reply content,merchant reply,comment reply",
  },
  orders: {
    number: "number,numero,commande,numero de commande,order,order number,order id,name,reference,n de commande",
    email: "email,e mail,mail,courriel,adresse e mail,customer email,billing email,email client",
    name: "client,customer,nom,customer name,billing name,nom du client",
    orderedOn: "date,date de commande,ordered on,order date,created at,date created,date commande",
    sku: "sku,reference produit,product sku,lineitem sku,item sku,produit sku,article",
    item: "produit,product,lineitem name,item,item name,designation,nom du produit",
    locale: "langue,language,locale",
  },
  products: {
    sku: "sku,reference,ref,variant sku,reference produit,ugs",
    name: "nom,name,title,titre,designation,produit,product name",
    url: "url,lien,link,adresse,permalink,product url",
    imageUrl: "image,image url,photo,images,image src,image link",
    gtin: "gtin,ean,ean13,barcode,code barre,variant barcode,gtin upc ean or isbn",
    brand: "marque,brand,vendor,fabricant",
  },
};

const NEEDED: Record<ImportKind, string[]> = {
  reviews: ["rating", "author", "publishedOn"],
  orders: ["number", "email", "orderedOn", "sku"],
  products: ["sku", "name"],
};

export type Columns = Record<string, number>;

/** Where each field stands; the names of those without which there is nothing to read. */
export function columnsOf(kind: ImportKind, header: string[]): { columns: Columns; missing: string[] } {
  const folded = header.map(fold);
  const columns: Columns = {};
  for (const [field, titles] of Object.entries(TITLES[kind])) {
    // The earlier a title stands in the list, the surer it is.
    const at = titles
      .split(",")
      .map((title) => folded.indexOf(title))
      .find((place) => place >= 0 && !Object.values(columns).includes(place));
    if (at !== undefined) columns[field] = at;
  }
  return { columns, missing: NEEDED[kind].filter((field) => columns[field] === undefined) };
}
