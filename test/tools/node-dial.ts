/** `connect` of cloudflare:sockets, for tools that run in Node: TCP, TLS from the start, or later (STARTTLS). */
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import type { Dial, Wire } from "../../edge/protocols/smtp-talk.ts";

/** @param ca certificates to trust beside the system's: a test's own */
export const dialWith =
  (ca?: string): Dial =>
  ({ hostname, port }, { secureTransport }) => {
    const trust = { servername: hostname, ...(ca && { ca }) };
    const socket = secureTransport === "on" ? connectTls({ host: hostname, port, ...trust }) : connectTcp({ host: hostname, port });
    return wireOf(socket, () => connectTls({ socket, ...trust }));
  };

export const nodeDial = dialWith();

function wireOf(socket: Socket | TLSSocket, encrypt: () => TLSSocket): Wire {
  socket.on("error", () => undefined); // whoever reads or writes is told
  return {
    // Reads only when asked: once the socket is handed to TLS, what comes is not ours.
    readable: new ReadableStream<Uint8Array>({ pull: (controller) => readOne(socket, controller) }, { highWaterMark: 0 }),
    writable: new WritableStream<Uint8Array>({
      write: (chunk) => new Promise((resolve, reject) => socket.write(chunk, (error) => (error ? reject(error) : resolve()))),
    }),
    startTls: () =>
      wireOf(encrypt(), () => {
        throw new Error("it is encrypted already");
      }),
    close: async () => void socket.destroy(),
  };
}

async function readOne(socket: Socket, controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
  for (;;) {
    const chunk: Uint8Array | null = socket.read();
    if (chunk) return controller.enqueue(new Uint8Array(chunk));
    if (socket.errored) throw socket.errored;
    if (socket.readableEnded || socket.destroyed) return controller.close();
    await somethingOn(socket);
  }
}

function somethingOn(socket: Socket): Promise<void> {
  const events = ["readable", "end", "close"];
  return new Promise((resolve) => {
    const done = () => {
      for (const event of events) socket.off(event, done);
      resolve();
    };
    for (const event of events) socket.on(event, done);
  });
}
