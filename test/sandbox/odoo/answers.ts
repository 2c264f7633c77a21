/** What the stand-in answers when it refuses: Odoo's exceptions as JSON, traceback included. */

/** An exception of the server, with the status that Odoo 19 gives it. Whatever the call did is undone. */
export class Exception extends Error {
  override readonly name = "Exception";
  readonly status: number;
  /** "odoo.exceptions.ValidationError" */
  readonly python: string;
  constructor(status: number, python: string, message: string) {
    super(message);
    this.status = status;
    this.python = python;
  }
}

export const validationError = (message: string) => new Exception(422, "odoo.exceptions.ValidationError", message);
export const missingError = (id: number) =>
  new Exception(404, "odoo.exceptions.MissingError", `Record does not exist or has been deleted.\n(Record: res.partner(${id},), User: 2)`);
export const notFound = (message: string) => new Exception(404, "werkzeug.exceptions.NotFound", message);
export const unprocessable = (message: string) => new Exception(422, "werkzeug.exceptions.UnprocessableEntity", message);
/** Anything that is no refusal of Odoo's is a server error. */
export const valueError = (message: string) => new Exception(500, "builtins.ValueError", message);

/** `asked` is in the traceback, as values are in a real one: nothing of it may get into a log. */
export function failed({ status, python, message }: Exception, asked = ""): Response {
  const byHttp = python.startsWith("werkzeug.");
  const debug = `Traceback (most recent call last):\n  File "/opt/odoo/odoo/http.py", line 2212, in _transactioning\n    ${asked}\n${python}: ${message}\n`;
  return Response.json({ name: python, message, arguments: byHttp ? [message, status] : [message], context: {}, debug }, { status });
}

/** Odoo has no rate limit of its own: a 429 is a page of what stands before it. */
export function refuse(status: 429 | 500, retryAfterSeconds: number): Response {
  if (status === 500) return failed(new Exception(500, "builtins.RuntimeError", "the worker ran out of memory"));
  const headers: Record<string, string> = { "Content-Type": "text/html" };
  if (retryAfterSeconds > 0) headers["Retry-After"] = String(retryAfterSeconds);
  return new Response("<html><body><h1>429 Too Many Requests</h1></body></html>", { status, headers });
}
