/** Every connector there is, one line each. connect.ts picks by id (`CRM=dolibarr`). */
import brevo from "./brevo/index.ts";
import builtin from "./builtin/index.ts";
import cloudflare from "./cloudflare/index.ts";
import type { Connector } from "./define-connector.ts";
import dolibarr from "./dolibarr/index.ts";
import hubspot from "./hubspot/index.ts";
import insee from "./insee/index.ts";
import odoo from "./odoo/index.ts";
import sirene from "./sirene/index.ts";
import smtp from "./smtp/index.ts";
import vies from "./vies/index.ts";

export const connectors: readonly Connector[] = [brevo, builtin, cloudflare, dolibarr, hubspot, insee, odoo, sirene, smtp, vies];
