/** HubSpot's property definitions, as far as a connector makes its own. */
import { Hono } from "hono";
import { failed } from "./answers.ts";
import { isStandard, type ObjectType, type PropertyDefinition } from "./objects.ts";
import type { Account } from "./stand-in.ts";

const REQUIRED = ["name", "label", "groupName", "type", "fieldType"] as const;

export function properties({ state }: Account) {
  const definition = (type: string, name: string) => state.properties[type as ObjectType].find((one) => one.name === name);
  return new Hono()
    .post("/:type{companies|contacts}/groups", async (c) => {
      const groups = state.groups[c.req.param("type") as ObjectType];
      const { name = "", label } = await c.req.json<{ name?: string; label?: string }>();
      if (!name || !label) return failed(c, 400, "VALIDATION_ERROR", "Invalid input JSON: name and label are required");
      if (groups.includes(name)) return failed(c, 409, "CONFLICT", `A property group named ${name} already exists.`);
      groups.push(name);
      return c.json({ name, label, displayOrder: -1, archived: false }, 201);
    })
    .post("/:type{companies|contacts}", async (c) => {
      const type = c.req.param("type") as ObjectType;
      const body = await c.req.json<PropertyDefinition>();
      const lacking = REQUIRED.find((name) => !body[name]);
      if (lacking) return failed(c, 400, "VALIDATION_ERROR", `Invalid input JSON: ${lacking} is required`);
      if (!/^[a-z][a-z0-9_]{0,99}$/.test(body.name)) return failed(c, 400, "VALIDATION_ERROR", `${body.name} is no valid property name`);
      if (definition(type, body.name) || isStandard(type, body.name))
        return failed(c, 409, "OBJECT_ALREADY_EXISTS", `A property named '${body.name}' already exists.`);
      if (!state.groups[type].includes(body.groupName))
        return failed(c, 400, "VALIDATION_ERROR", `Property group ${body.groupName} does not exist`);
      if (body.type === "enumeration" && !body.options?.length) return failed(c, 400, "VALIDATION_ERROR", "Enumerations need options");
      state.properties[type].push(body);
      return c.json({ hasUniqueValue: false, options: [], ...body, calculated: false, archived: false }, 201);
    })
    .get("/:type{companies|contacts}/:name", (c) => {
      const found = definition(c.req.param("type"), c.req.param("name"));
      if (!found) return failed(c, 404, "OBJECT_NOT_FOUND", `Property ${c.req.param("name")} not found`);
      return c.json({ hasUniqueValue: false, ...found });
    });
}
