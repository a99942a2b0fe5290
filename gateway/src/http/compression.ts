import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip';

/** Of Brotli's eleven, the last level that costs less than gzip's default. */
const BROTLI_QUALITY = 4;

const zipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** What a client accepts of what is offered here; null for neither. An encoding with `q=0` is refused. */
export function acceptedEncoding(acceptEncoding: string | undefined): Encoding | null {
  if (acceptEncoding === undefined) return null;
  const accepted = new Set(
    acceptEncoding
      .split(',')
      .map((part) => part.replaceAll(' ', '').toLowerCase())
      .filter((part) => !/;q=0(?:\.0*)?$/.test(part))
      .map((part) => part.split(';')[0]),
  );
  return accepted.has('br') ? 'br' : accepted.has('gzip') ? 'gzip' : null;
}

/** Takes a thread of libuv's pool, not the event loop. */
export const compress = (body: string | Buffer, encoding: Encoding): Promise<Buffer> =>
  encoding === 'gzip'
    ? zipped(body)
    : brotlied(body, {
        params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
      });
