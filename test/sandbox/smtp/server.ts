/** The SMTP stand-in on a port of this machine, without encryption: the Worker beside it is the only one who comes. */
import { type AddressInfo, createServer, type Socket } from "node:net";
import { type Connection, type SmtpOptions, serveSmtp } from "./session.ts";

/** @returns the port, and how to close it */
export async function openSmtp(options: SmtpOptions): Promise<{ port: number; close(): void }> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    void serveSmtp(connectionOf(socket), options);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

function connectionOf(socket: Socket): Connection {
  const chunks = socket.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]();
  socket.on("error", () => undefined); // the other side broke it: reading ends
  return {
    secure: false,
    read: async () => {
      const { done, value } = await chunks.next().catch(() => ({ done: true, value: undefined }));
      return done ? null : (value as Uint8Array);
    },
    write: (text) => new Promise((resolve) => socket.write(text, () => resolve())),
    upgrade: async () => undefined,
    destroy: () => socket.destroy(),
    end: () => void socket.end(),
  };
}
