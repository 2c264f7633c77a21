/** Mail domains that anybody may have an address at: two addresses there say nothing about the company. */
const FREE_MAIL = new Set(
  (
    "gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr ymail.com " +
    "icloud.com me.com mac.com orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr aol.com gmx.com gmx.fr gmx.de web.de " +
    "proton.me protonmail.com protonmail.ch pm.me tutanota.com mail.com zoho.com yandex.com t-online.de libero.it skynet.be telenet.be bluewin.ch"
  ).split(" "),
);

/** The company's domain of an address; null for a free-mail one. */
export function companyDomain(email: string): string | null {
  const domain = email.toLowerCase().split("@")[1]?.trim() ?? "";
  return domain && !FREE_MAIL.has(domain) ? domain : null;
}
