import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export interface Compressed {
  readonly encoding: 'br' | 'gzip';
  readonly body: Buffer;
}

/** Of Brotli's eleven, the last level that costs less than gzip's default. */
const BROTLI_QUALITY = 4;

const zipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** What a client accepts of what is offered here; null for neither. An encoding with `q=0` is refused. */
export function acceptedEncoding(acceptEncoding: string | undefined): Compressed['encoding'] | null {
  if (acceptEncoding === undefined) return null;
  const accepts = (name: string) =>
    new RegExp(`(?:^|,)\\s*${name}\\s*(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))(?:;|,|$)`).test(acceptEncoding);
  return accepts('br') ? 'br' : accepts('gzip') ? 'gzip' : null;
}

/** Takes a thread of libuv's pool, not the event loop. */
export async function compress(text: string, encoding: Compressed['encoding']): Promise<Compressed> {
  const body =
    encoding === 'br'
      ? await brotlied(text, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
          },
        })
      : await zipped(text);
  return { encoding, body };
}
