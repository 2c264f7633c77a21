/** Stands in for zod's JSON Schema (wrangler.toml, alias): a tenth of zod that is never asked for here. */
"use strict";

const refuse = () => {
  throw new Error("zod's JSON Schema is left out of this Worker");
};
module.exports = { toJSONSchema: refuse, createToJSONSchemaMethod: () => refuse, createStandardJSONSchemaMethod: () => refuse };
