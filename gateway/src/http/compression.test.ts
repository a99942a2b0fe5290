import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { acceptedEncoding, compress } from './compression.ts';

it.each([
  [undefined, null],
  ['', null],
  ['identity', null],
  ['gzip', 'gzip'],
  ['gzip, deflate, br', 'br'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['BR; q=0.1', 'br'],
  ['gzip;q=0.0', null],
])('of %o takes %o', (accepted, encoding) => {
  expect(acceptedEncoding(accepted)).toBe(encoding);
});

it('loses nothing', async () => {
  const text = '{"data":"é"}'.repeat(100);
  expect(gunzipSync(await compress(text, 'gzip')).toString()).toBe(text);
  expect(brotliDecompressSync(await compress(text, 'br')).toString()).toBe(text);
});
