/**
 * Official descriptions of the systems we stand in for, where a developer has them beside the project (../shared). They
 * are their owners' and are not copied here; a clone without them skips what needs them, saying so.
 */
declare global {
  interface ImportMeta {
    /** Vite's, which runs the tests. */
    glob(pattern: string, options: { query: string; import: string; eager: true }): Record<string, unknown>;
  }
}

const files = import.meta.glob("../../../shared/contracts/{sirene,dolibarr,odoo,hubspot}/*.{yml,json}", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The text of `dolibarr/swagger.json` or `sirene/open-api.yml`; undefined where it is absent. */
export function officialText(path: string): string | undefined {
  const text = Object.entries(files).find(([name]) => name.endsWith(`/contracts/${path}`))?.[1];
  return typeof text === "string" ? text : undefined;
}
