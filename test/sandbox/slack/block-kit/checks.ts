/**
 * A few words to write Slack's JSON limits with. Each check looks at a value, knows where it stands (a JSON pointer),
 * and reports in Slack's own sentences: "must be less than 25 characters [json-pointer:/view/title/text]".
 */

export type Report = (message: string, pointer: string) => void;
export type Check = (value: unknown, pointer: string, report: Report) => void;
export type Shape = Record<string, Check>;

/** Lengths in characters as Slack counts them (UTF-16 units). */
export function string({ min = 0, max, pattern }: { min?: number; max?: number; pattern?: RegExp } = {}): Check {
  return (value, pointer, report) => {
    if (typeof value !== "string") return report("must provide a string", pointer);
    if (value.length < min) report(`must be more than ${min - 1} characters`, pointer);
    if (max !== undefined && value.length > max) report(`must be less than ${max + 1} characters`, pointer);
    if (pattern && !pattern.test(value)) report("failed to match the required format", pointer);
  };
}

export const boolean: Check = (value, pointer, report) => {
  if (typeof value !== "boolean") report("must provide a boolean", pointer);
};

export function integer(min: number, max: number): Check {
  return (value, pointer, report) => {
    if (!Number.isInteger(value)) return report("must provide an integer", pointer);
    if ((value as number) < min) report(`must be more than ${min - 1}`, pointer);
    if ((value as number) > max) report(`must be less than ${max + 1}`, pointer);
  };
}

export function oneOf(...values: string[]): Check {
  return (value, pointer, report) => {
    if (!values.includes(value as string)) report(`must be a valid enum value: ${values.join(", ")}`, pointer);
  };
}

export function list(item: Check, { min = 0, max }: { min?: number; max: number }): Check {
  return (value, pointer, report) => {
    if (!Array.isArray(value)) return report("must provide an array", pointer);
    if (value.length < min) report(`no less than ${min} items allowed`, pointer);
    if (value.length > max) report(`no more than ${max} items allowed`, pointer);
    for (const [index, one] of value.entries()) item(one, `${pointer}/${index}`, report);
  };
}

/** An object with these properties and no other; `type` is allowed everywhere. */
export function shape(required: Shape, optional: Shape = {}): Check {
  return (value, pointer, report) => {
    if (!isObject(value)) return report("must provide an object", pointer);
    for (const name of Object.keys(required)) if (value[name] === undefined) report(`missing required field: ${name}`, pointer);
    for (const [name, inner] of Object.entries(value)) {
      const check = required[name] ?? optional[name];
      if (check && inner !== undefined) check(inner, `${pointer}/${name}`, report);
      else if (!check && name !== "type") report(`invalid additional property: ${name}`, pointer);
    }
  };
}

/** A text object; Slack allows 3,000 characters unless the field says less. */
export function text(max = 3000, ...kinds: string[]): Check {
  const allowed = kinds.length > 0 ? kinds : ["plain_text", "mrkdwn"];
  const body = { text: string({ min: 1, max }) };
  const plain = shape(body, { emoji: boolean });
  const mrkdwn = shape(body, { verbatim: boolean });
  return (value, pointer, report) => {
    if (!isObject(value)) return report("must provide an object", pointer);
    if (!allowed.includes(value.type as string)) return report(`unsupported type: ${String(value.type)}`, `${pointer}/type`);
    (value.type === "mrkdwn" ? mrkdwn : plain)(value, pointer, report);
  };
}

export const plainText = (max = 3000): Check => text(max, "plain_text");

/** An object whose `type` chooses the check. */
export function byType(checks: Record<string, Check>, allowed = Object.keys(checks)): Check {
  return (value, pointer, report) => {
    if (!isObject(value)) return report("must provide an object", pointer);
    if (value.type === undefined) return report("missing required field: type", pointer);
    const check = allowed.includes(value.type as string) ? checks[value.type as string] : undefined;
    if (!check) return report(`unsupported type: ${String(value.type)}`, `${pointer}/type`);
    check(value, pointer, report);
  };
}

export const anything: Check = () => {};

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
