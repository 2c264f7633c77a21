/** The console's side of console-routes.ts: addresses are relative, so the console works under any path. */
import type { Act, ClientPerson, ClientState } from "../client-state.ts";

export interface Option {
  text: { type: "plain_text" | "mrkdwn"; text: string };
  value: string;
  description?: { text: string };
}

export interface Reply {
  notice?: string;
  errors?: Record<string, string>;
  options?: Option[];
  groups?: { label: { text: string }; options: Option[] }[];
  channel?: string;
}

/** Without a known person: only who there is to be. */
export async function readState(as: string): Promise<ClientState | { people: ClientPerson[] }> {
  const response = await fetch(`console/state?as=${encodeURIComponent(as)}`);
  if (!response.ok) throw new Error(`state: ${response.status}`);
  return response.json();
}

/** Does something as a person. Throws when the sandbox server itself fails. */
export async function perform(as: string, act: Act): Promise<Reply> {
  const response = await fetch("console/act", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ as, ...act }),
  });
  if (!response.ok) throw new Error(`act: ${response.status}`);
  return response.json();
}

/** Gives a file to Slack, as a person: what a form holds of it. */
export async function upload(as: string, file: File): Promise<Record<string, unknown>> {
  const response = await fetch(`console/files?${new URLSearchParams({ name: file.name, type: file.type })}`, {
    method: "POST",
    headers: { "X-Console-Person": as, "Content-Type": "application/octet-stream" },
    body: file,
  });
  if (!response.ok) throw new Error(`files: ${response.status}`);
  return response.json();
}

/** Calls `changed` with every new version; the browser reconnects by itself. */
export function follow(changed: () => void, online: (is: boolean) => void): void {
  const source = new EventSource("console/changes");
  source.onmessage = () => {
    online(true);
    changed();
  };
  source.onerror = () => online(false);
}

export interface Service {
  id: string;
  name: { fr: string; en: string };
}

export interface FaultList {
  services: Service[];
  faults: { id: number; kind: string; match: { service?: string }; times?: number | "always"; hits: number; delayMs?: number }[];
}

/** `undefined` where the server has no fault control. */
export async function readFaults(): Promise<FaultList | undefined> {
  const response = await fetch("faults").catch(() => undefined);
  return response?.ok ? response.json() : undefined;
}

export const addFault = (fault: { kind: string; match: { service: string }; times: number | "always"; delayMs?: number }) =>
  fetch("faults", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(fault) });

export const endFault = (id?: number) => fetch(id === undefined ? "faults" : `faults/${id}`, { method: "DELETE" });
