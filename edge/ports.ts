/** The ports of the house: what the use cases need from the outside world. connect.ts says who fills them. */
import type { CompanyRegister } from "./clients/company-register.ts";
import type { Crm } from "./clients/crm.ts";

export interface Ports {
  crm: Crm;
  register: CompanyRegister;
}
