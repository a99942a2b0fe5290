import type { IncomingMessage } from 'node:http';

/**
 * Collects a body of at most `limitBytes` and hands it over as text, or null when it is larger: what follows is not
 * kept. Nothing happens when the client leaves before the end.
 */
export function readBody(request: IncomingMessage, limitBytes: number, done: (text: string | null) => void): void {
  if (Number(request.headers['content-length']) > limitBytes) return done(null);
  let first: Buffer | null = null;
  let more: Buffer[] | null = null;
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > limitBytes) {
      if (length - chunk.length <= limitBytes) done(null); // once
    } else if (first === null) first = chunk;
    else (more ??= [first]).push(chunk);
  });
  request.on('end', () => {
    if (length > limitBytes) return;
    done(more === null ? (first?.toString() ?? '') : Buffer.concat(more, length).toString());
  });
}
