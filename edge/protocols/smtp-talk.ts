/** One SMTP connection as a conversation: a line is said, a reply is heard, all within one time budget. */

/** What `connect` of cloudflare:sockets gives; a test or a tool brings its own. */
export interface Wire {
  readable: ReadableStream<Uint8Array>;
  writable: WritableStream<Uint8Array>;
  startTls(): Wire;
  close(): Promise<void>;
}

export type Dial = (
  address: { hostname: string; port: number },
  options: { secureTransport: "on" | "starttls"; allowHalfOpen: boolean },
) => Wire;

export interface Reply {
  code: number;
  /** Without their codes. */
  lines: string[];
}

/** More than any server has to say in one reply. */
const MOST_REPLIED = 16_000;
const GOODBYE_MS = 1_000;

export class Talk {
  /** The mail's last line may have arrived. */
  committed = false;
  #wire: Wire;
  #reader: ReadableStreamDefaultReader<Uint8Array>;
  #writer: WritableStreamDefaultWriter<Uint8Array>;
  #heard = "";
  #decoder = new TextDecoder();
  #timer: ReturnType<typeof setTimeout>;
  #late: Promise<never>;

  constructor(wire: Wire, timeoutMs: number) {
    this.#wire = wire;
    this.#reader = this.#wire.readable.getReader();
    this.#writer = this.#wire.writable.getWriter();
    let over: (error: Error) => void;
    this.#late = new Promise((_, reject) => {
      over = reject;
    });
    this.#late.catch(() => undefined);
    this.#timer = setTimeout(() => over(new Error("no answer in time")), timeoutMs);
  }

  async say(line: string): Promise<Reply> {
    await this.#inTime(this.#writer.write(new TextEncoder().encode(`${line}\r\n`)));
    return this.reply();
  }

  async reply(): Promise<Reply> {
    const lines: string[] = [];
    for (;;) {
      const [, code, more, text = ""] = /^(\d{3})([ -]?)(.*)$/.exec(await this.#line()) ?? [];
      if (!code) throw new Error("the answer is not SMTP");
      lines.push(text);
      if (more !== "-") return { code: Number(code), lines };
    }
  }

  /** What was heard before the encryption does not count after it: somebody on the way may have put it there. */
  encrypt(): void {
    if (this.#heard) throw new Error("the server spoke before encryption");
    this.#reader.releaseLock();
    this.#writer.releaseLock();
    this.#wire = this.#wire.startTls();
    this.#reader = this.#wire.readable.getReader();
    this.#writer = this.#wire.writable.getWriter();
  }

  /** Takes leave without waiting for an answer. */
  end(): void {
    clearTimeout(this.#timer);
    const bye = this.#writer.write(new TextEncoder().encode("QUIT\r\n"));
    // A server that hangs takes no goodbye: the connection is given back all the same.
    const patience = new Promise((resolve) => setTimeout(resolve, GOODBYE_MS));
    Promise.race([bye, patience])
      .catch(() => undefined)
      .then(() => this.#wire.close())
      .catch(() => undefined);
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#heard.indexOf("\n");
      if (end >= 0) {
        const line = this.#heard.slice(0, end).replace(/\r$/, "");
        this.#heard = this.#heard.slice(end + 1);
        return line;
      }
      if (this.#heard.length > MOST_REPLIED) throw new Error("the answer does not end");
      const { done, value } = await this.#inTime(this.#reader.read());
      if (done) throw new Error("the server hung up");
      this.#heard += this.#decoder.decode(value, { stream: true });
    }
  }

  #inTime<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#late]);
  }
}
