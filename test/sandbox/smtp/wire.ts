/** The SMTP stand-in in the same process, as the `dial` that the connector is handed. */
import type { Dial, Wire } from "../../../edge/protocols/smtp-talk.ts";
import { ConnectionLost } from "../faults.ts";
import { type Connection, type SmtpOptions, serveSmtp } from "./session.ts";

export function dialStandIn(options: SmtpOptions): Dial {
  return (_address, { secureTransport }) => {
    const toServer = new TransformStream<Uint8Array, Uint8Array>();
    const toClient = new TransformStream<Uint8Array, Uint8Array>();
    const reader = toServer.readable.getReader();
    const writer = toClient.writable.getWriter();
    const connection: Connection = {
      secure: secureTransport === "on",
      read: async () => (await reader.read().catch(() => ({ value: undefined }))).value ?? null,
      write: (text) => writer.write(new TextEncoder().encode(text)),
      async upgrade() {
        connection.secure = true;
      },
      destroy() {
        void writer.abort(new ConnectionLost()).catch(() => undefined);
        void reader.cancel().catch(() => undefined);
      },
      end: () => void writer.close().catch(() => undefined),
    };
    void serveSmtp(connection, options);
    const wire: Wire = {
      readable: toClient.readable,
      writable: toServer.writable,
      startTls: () => wire,
      close: async () => undefined,
    };
    return wire;
  };
}
