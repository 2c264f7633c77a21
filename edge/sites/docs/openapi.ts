/** OpenAPI 3.1 of the public API. Source https://spec.openapis.org/oas/v3.1.1 (read 2026-11) */
import * as z from "zod/mini";
import { type ErrorCode, statusOf } from "../../errors.ts";
import { OPERATIONS, type Operation } from "./operations.ts";

const PROBLEM = {
  type: "object",
  required: ["type", "title", "status", "detail"],
  properties: {
    type: { type: "string", format: "uri" },
    title: { type: "string", description: "A code that never changes." },
    status: { type: "integer" },
    field: { type: "string", description: "What was at fault." },
    detail: { type: "string", description: "Calm words in the visitor's language." },
  },
};

const SCHEMES = {
  site: { type: "apiKey", in: "query", name: "site", description: "Public key `pk_…`; asked from one of the site's origins." },
  server: { type: "http", scheme: "bearer", description: "Secret key `sk_…`; from the shop's server, never from a page." },
  author: { type: "apiKey", in: "header", name: "X-Author", description: "Token of the link in the author's mail." },
};

/** What may happen to everybody who comes by a key. */
const ALWAYS: Record<Operation["by"], ErrorCode[]> = {
  site: ["unauthorized", "forbidden", "rate_limited"],
  server: ["unauthorized", "rate_limited"],
  author: ["forbidden"],
  signature: ["unauthorized"],
  anybody: [],
};

const schemaOf = (shape: z.ZodMiniType, io: "input" | "output") => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: "any" });
  return schema;
};

export interface OpenApi {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Described>>;
  components: object;
}

export interface Described {
  operationId: string;
  tags: string[];
  summary: string;
  security: object[];
  parameters?: object[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: object }> }>;
}

export function openApi(origin: string): OpenApi {
  const paths: OpenApi["paths"] = {};
  for (const operation of OPERATIONS) paths[operation.path] = { ...paths[operation.path], [operation.method]: described(operation) };
  return {
    openapi: "3.1.1",
    info: {
      title: "Passerelle",
      version: "1",
      description: "Reviews, orders and products of a site. Errors are problem details (RFC 9457).",
    },
    servers: [{ url: origin }],
    paths,
    components: { securitySchemes: SCHEMES, schemas: { Problem: PROBLEM } },
  };
}

function described({ id, tag, summary, by, parameters, body, answers, problems }: Operation): Described {
  const security = by in SCHEMES ? [{ [by]: [] }] : [];
  const content =
    body &&
    ("type" in body && typeof body.type === "string" && !("_zod" in body)
      ? { [body.type]: { schema: {} } }
      : { "application/json": { schema: schemaOf(body as z.ZodMiniType, "input") } });
  return {
    operationId: id,
    tags: [tag],
    summary,
    security,
    ...(parameters && {
      parameters: parameters.map(({ enum: values, ...parameter }) => ({
        ...parameter,
        schema: { type: "string", ...(values && { enum: values }) },
      })),
    }),
    ...(content && { requestBody: { content } }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answered(answer)])),
      ...refused([...problems, ...ALWAYS[by]] as ErrorCode[]),
    },
  };
}

function answered({ description, shape, type }: Operation["answers"][number]): Described["responses"][string] {
  if (shape) return { description, content: { "application/json": { schema: schemaOf(shape, "output") } } };
  return { description, ...(type && { content: { [type]: {} } }) };
}

/** Codes of one status together. */
function refused(codes: ErrorCode[]): Described["responses"] {
  const byStatus = new Map<number, Set<ErrorCode>>();
  for (const code of codes) byStatus.set(statusOf(code), (byStatus.get(statusOf(code)) ?? new Set()).add(code));
  const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  return Object.fromEntries([...byStatus].map(([status, same]) => [status, { description: [...same].join(", "), content }]));
}
