/**
 * What a connector answered while it kept a promise, in words that all connectors share: their own ids, links and cursors
 * left out, numbers and references counted. It goes into the test's report, where `npm run bench contract` holds those of
 * all connectors against each other: each being green is not yet being the same.
 */
import { beforeEach } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    transcript?: string[];
  }
}

type Call = (...args: unknown[]) => Promise<unknown>;

/** Of a `describe`: whatever its tests ask of a port is written down. */
export function transcript() {
  let lines: string[] = [];
  let names = new Names();
  beforeEach(({ task }) => {
    lines = [];
    names = new Names();
    task.meta.transcript = lines;
  });

  const written =
    (method: string, call: Call) =>
    (...args: unknown[]) => {
      const at = method === "list" ? -1 : lines.push(method) - 1;
      names.learn(args);
      const say = (text: string) => {
        if (at >= 0) lines[at] = `${method}: ${text}`;
      };
      return call(...args).then(
        (answer) => {
          // Under which id the party goes on is the vendor's own: HubSpot makes a third record of two.
          if (method === "merge") names.same(args[0] as string, (answer as { externalId: string }).externalId);
          if (method === "list") listed(answer as Page, lines, names);
          else say(names.plain(answer, /Contact$/.test(method) ? "contact" : "party"));
          return answer;
        },
        (error) => {
          const { code, field, retryAfterSeconds } = error as Record<string, unknown>;
          say(`throws ${JSON.stringify({ code, field, retryAfterSeconds })}`);
          throw error;
        },
      );
    };
  return {
    of<P extends object>(port: P): P {
      return new Proxy(port, {
        get(target, name, receiver) {
          const value = Reflect.get(target, name, receiver) as unknown;
          return typeof value === "function" ? written(String(name), value.bind(target) as Call) : value;
        },
      });
    },
  };
}

interface Page {
  records: { reference: string }[];
}

/** Pages differ in size, and a CRM may hold other parties: what counts is which of ours came, in which order, and how they read. */
function listed({ records }: Page, lines: string[], names: Names): void {
  for (const record of records) {
    if (!names.knows(record.reference)) continue;
    const line = `listed: ${names.plain(record)}`;
    if (!lines.includes(line)) lines.push(line);
  }
}

/** SIREN, SIRET, VAT number, our references, the counted e-mail addresses: every run of the suite has others. */
const OWN = /C[LO]-\d{12}(-[A-Z])?|contact-\d+@|FR\d{11}|\b\d{14}\b|\b\d{9}\b|@(contact-)?\d+\.example|WAPI\w+/gi;
/** Ids, links, cursors, instants and how a phone number is written are the connector's own. */
const LEFT_OUT = ["url", "next", "checkedAt"];
const LONG = 200;

class Names {
  readonly #given = new Map<string, string>();

  /** A reference that a test gives. */
  learn(args: unknown[]): void {
    for (const arg of args) if (typeof arg === "string" && /^CL-/.test(arg)) this.#name(arg);
  }

  /** Two ids of one party. */
  same(id: string, other: string): void {
    this.#given.set(`party ${other}`, this.#name(`party ${id}`));
  }

  knows(reference: string): boolean {
    return this.#given.has(reference);
  }

  plain(answer: unknown, what: "party" | "contact" = "party"): string {
    return JSON.stringify(answer ?? null, (key, value: unknown) => {
      if (LEFT_OUT.includes(key)) return undefined;
      if (typeof value !== "string") return ordered(value);
      if (key === "externalId") return this.#name(`${what} ${value}`);
      if (key === "phone") return value.replace(/\D/g, "").replace(/^33(?=\d{9}$)/, "0");
      const text = value.replace(OWN, (own) => this.#name(own.toUpperCase()));
      return text.length > LONG ? `${text.slice(0, LONG)}… (${text.length})` : text;
    });
  }

  #name(own: string): string {
    const given = this.#given.get(own) ?? `‹${new Set(this.#given.values()).size + 1}›`;
    this.#given.set(own, given);
    return given;
  }
}

/** Keys in one order. */
const ordered = (value: unknown) =>
  value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => one.localeCompare(other)))
    : value;
