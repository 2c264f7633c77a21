/** The ports of the house: what the use cases need from the outside world. connect.ts says who fills them. */

import type { Crm } from "./clients/crm.ts";
import type { CompanyRegister } from "./companies/company-register.ts";
import type { VatRegister } from "./companies/vat-register.ts";
import type { Invoicing } from "./invoices/invoicing.ts";
import type { Mailer } from "./mail/mailer.ts";

export interface Ports {
  crm: Crm;
  register: CompanyRegister;
  vat: VatRegister;
  mailer: Mailer;
  invoicing: Invoicing;
}
