/** Whom we depend on, and the harmless question that each is asked: a read, of nobody's data where that can be had. */
import type { Ports } from "../ports.ts";

export interface ConnectorInUse {
  port: keyof Ports;
  /** A CRM's as in `CRM=dolibarr`; else the port's name, for a register may have a spare behind it. */
  id: string;
  /** @throws PasserelleError of the port's reads */
  probe(): Promise<unknown>;
}

/** La Poste: a company that both registers have known for as long as they exist. */
const LA_POSTE = { siren: "356000000", vatNumber: "FR39356000000" };

export function connectorsInUse({ crm, register, vat, mailer }: Ports): ConnectorInUse[] {
  return [
    // The first page, one record long: it needs the key and the right to read, as all that we do there.
    { port: "crm", id: crm.id, probe: () => crm.list(null, 1) },
    { port: "register", id: "register", probe: () => register.find(LA_POSTE.siren) },
    // VIES passes the question on to France: what it answers tells of both.
    { port: "vat", id: "vat", probe: () => vat.check(LA_POSTE.vatNumber) },
    ...(mailer.id === "none" ? [] : [{ port: "mailer" as const, id: mailer.id, probe: () => mailer.probe() }]),
  ];
}
