/** A closed loop over raw sockets: each connection sends its next request when the last is answered. Little work of its own, on a machine that is shared. */
import { connect } from "node:net";

export interface Loop {
  url: URL;
  connections: number;
  /** The next request's bytes; undefined = that was all. */
  next: () => Buffer | undefined;
}

/** Milliseconds to each answer. @throws when an answer is not 200 */
export async function runLoop({ url, connections, next }: Loop): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(Array.from({ length: connections }, () => oneConnection(url, next, times)));
  return times;
}

function oneConnection(url: URL, next: Loop["next"], times: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname);
    socket.setNoDelay(true);
    let sent = 0;
    let heard = "";
    const send = () => {
      const bytes = next();
      if (!bytes) return void socket.end(resolve);
      sent = performance.now();
      heard = "";
      socket.write(bytes);
    };
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
      if (!isWhole(heard)) return;
      if (!heard.startsWith("HTTP/1.1 200")) return void socket.destroy(new Error(`not 200: ${heard.slice(0, 200)}`));
      times.push(performance.now() - sent);
      send();
    });
  });
}

/** By Content-Length, or the last chunk; workerd sends one or the other. */
function isWhole(answer: string): boolean {
  const head = answer.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, head))?.[1];
  if (length !== undefined) return answer.length >= head + 4 + Number(length);
  return answer.endsWith("0\r\n\r\n");
}
