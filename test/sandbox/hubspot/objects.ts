/**
 * HubSpot's companies and contacts: which properties there are and which values they take, what must be unique, and a
 * search that sees new values some time after they were written.
 */
export type ObjectType = "companies" | "contacts";

export interface HubRow {
  id: string;
  type: ObjectType;
  properties: Record<string, string>;
  createdAt: string;
  updatedAt: string;
  /** What the search knows of it, and from when on (ms) it will know what stands in `properties`. */
  indexed: Record<string, string> | null;
  indexedFrom: number;
  /** Ids of the companies of a contact, the primary one first. */
  companies: string[];
  /** Ids of the records that were merged into it. */
  formerly?: string[];
}

export interface PropertyDefinition {
  name: string;
  label: string;
  groupName: string;
  type: string;
  fieldType: string;
  hasUniqueValue?: boolean;
  options?: { value: string; label: string }[];
}

export interface Invalid {
  error: string;
  name: string;
  message: string;
}

const STANDARD: Record<ObjectType, string[]> = {
  companies: ["name", "domain", "phone", "address", "address2", "zip", "city", "country", "lifecyclestage", "hs_object_id", "createdate"],
  contacts: [
    ...["firstname", "lastname", "email", "phone", "address", "address2", "zip", "city", "country", "lifecyclestage"],
    ...["associatedcompanyid", "hs_object_id", "createdate"],
  ],
};
const READ_ONLY = ["hs_object_id", "createdate"];
export const MAX_LENGTH = 65_536;

export const isStandard = (type: ObjectType, name: string): boolean => STANDARD[type].includes(name);

/** Every value that this account would not take. */
export function invalidValues(type: ObjectType, values: Record<string, unknown>, custom: PropertyDefinition[]): Invalid[] {
  return Object.entries(values).flatMap(([name, raw]) => {
    const value = String(raw ?? "");
    const own = custom.find((property) => property.name === name);
    if (!own && !isStandard(type, name)) return [{ error: "PROPERTY_DOESNT_EXIST", name, message: `Property "${name}" does not exist` }];
    if (READ_ONLY.includes(name)) return [{ error: "READ_ONLY_VALUE", name, message: `"${name}" is a read only property` }];
    if (value.length > MAX_LENGTH) return [{ error: "VALUE_TOO_LONG", name, message: `${name} is too long` }];
    if (name === "email" && value && !/^[^\s@"()<>,;]+@[^\s@]+\.[^\s@.]{2,}$/.test(value))
      return [{ error: "INVALID_EMAIL", name, message: `Email address ${value} is invalid` }];
    const wrong =
      own?.type === "enumeration" && value.split(";").find((one) => one && !own.options?.some((option) => option.value === one));
    return wrong ? [{ error: "INVALID_OPTION", name, message: `${wrong} was not one of the allowed options` }] : [];
  });
}

/** Another record that has a value which must be unique, and which one. */
export function holderOf(rows: HubRow[], row: HubRow, values: Record<string, string>, custom: PropertyDefinition[]) {
  for (const [name, value] of Object.entries(values)) {
    const unique = custom.find((property) => property.name === name)?.hasUniqueValue || (row.type === "contacts" && name === "email");
    const holder = unique && value && rows.find((other) => other !== row && other.type === row.type && other.properties[name] === value);
    if (holder) return { holder, name, value };
  }
  return undefined;
}

/** An empty value is no value; e-mail addresses are kept in small letters. */
export function write(row: HubRow, values: Record<string, string>, now: number, lagMs: number): void {
  if (row.indexedFrom <= now) row.indexed = { ...row.properties };
  for (const [name, value] of Object.entries(values)) {
    if (value === "") delete row.properties[name];
    else row.properties[name] = name === "email" ? value.toLowerCase() : value;
  }
  row.updatedAt = new Date(now).toISOString();
  row.indexedFrom = now + lagMs;
}

interface Filter {
  propertyName: string;
  operator: string;
  value?: string;
}

/** What the search finds now: groups are alternatives, the filters of one all hold, letters are compared small. */
export function found(rows: HubRow[], groups: { filters: Filter[] }[], now: number): HubRow[] {
  const holds = (known: Record<string, string>, { propertyName, operator, value = "" }: Filter) => {
    const has = known[propertyName];
    if (operator === "HAS_PROPERTY") return has !== undefined;
    if (operator === "NOT_HAS_PROPERTY") return has === undefined;
    return operator === "EQ" && has?.toLowerCase() === value.toLowerCase();
  };
  return rows.filter((row) => {
    const known = row.indexedFrom <= now ? row.properties : row.indexed;
    return known && groups.some(({ filters }) => filters.every((filter) => holds(known, filter)));
  });
}
