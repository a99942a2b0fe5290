/** One HTTP/1.1 message as it came over a connection. */
export type OnMessage = (head: string, body: Buffer) => void;

const BODY_AFTER = Buffer.from('\r\n\r\n');
const LENGTH = /\r\ncontent-length: *(\d+)/i;

/**
 * Cuts a connection's bytes into messages with a `content-length`. It knows nothing else of HTTP, so it costs a few
 * microseconds, where a whole server or client would cost as much as the gateway that is measured.
 */
export function createMessageReader(onMessage: OnMessage): (chunk: Buffer) => void {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  /** Bytes below which it is not worth looking again. */
  let wantedBytes = 0;

  return (chunk) => {
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes < wantedBytes) return;
    let bytes = waiting.length === 1 ? chunk : Buffer.concat(waiting, waitingBytes);
    wantedBytes = 0;
    while (bytes.length > 0) {
      const headBytes = bytes.indexOf(BODY_AFTER);
      if (headBytes < 0) break;
      const head = bytes.toString('latin1', 0, headBytes);
      const bodyAt = headBytes + BODY_AFTER.length;
      const end = bodyAt + bodyLength(head);
      if (bytes.length < end) {
        wantedBytes = end;
        break;
      }
      onMessage(head, bytes.subarray(bodyAt, end));
      bytes = bytes.subarray(end);
    }
    waiting = bytes.length > 0 ? [bytes] : [];
    waitingBytes = bytes.length;
  };
}

function bodyLength(head: string): number {
  const length = LENGTH.exec(head)?.[1];
  if (length !== undefined) return Number(length);
  if (head.startsWith('GET ')) return 0;
  throw new Error(`a message without content-length cannot be read here:\n${head}`);
}
