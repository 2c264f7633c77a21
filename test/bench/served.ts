/** A fetch handler on a port of 127.0.0.1. A connection that the handler says is lost is broken, as a network would. */
import { type HttpBindings, serve } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { ConnectionLost } from "../sandbox/faults.ts";

export interface Served {
  url: string;
  close(): Promise<void>;
}

export async function served(handle: (request: Request) => Promise<Response>): Promise<Served> {
  const fetch = async (request: Request, { incoming }: HttpBindings) => {
    try {
      return await handle(request);
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
      incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
  };
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>((resolve) => {
    const server = serve({ fetch: fetch as never, port: 0, hostname: "127.0.0.1" }, (info) => resolve({ server, port: info.port }));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
