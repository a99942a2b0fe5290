import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { manifest } from './manifest.ts';

it('the manifest lists what the client sends; if not, run "npm run codegen" and commit', async () => {
  expect(await readFile('clients/web/persisted-documents.json', 'utf8')).toBe(manifest());
});
