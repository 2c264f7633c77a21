/** A stand-in as the `fetch` that connectors are handed: same process, same manners (a caller who gives up is let go). */
interface Answering {
  fetch(request: Request): Response | Promise<Response>;
}

export function asFetch(standIn: Answering): typeof fetch {
  return async (input, init) => {
    const request = new Request(input as Request, init as RequestInit);
    const { signal } = request;
    const gaveUp = new Promise<never>((_, reject) => {
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    return await Promise.race([standIn.fetch(request), gaveUp]);
  };
}
