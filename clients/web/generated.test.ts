import { readFile } from 'node:fs/promises';
import { generate, loadContext } from '@graphql-codegen/cli';
import { expect, it } from 'vitest';
import { manifest } from './manifest.ts';

it('the generated operations are what schema/ and operations/ say; if not, run "npm run codegen" and commit', async () => {
  const context = await loadContext('codegen.yml');
  context.updateConfig({ silent: true });
  const [generated] = await generate(context, false);
  expect(generated).toBeDefined();
  expect(await readFile(generated!.filename, 'utf8')).toBe(generated!.content);
});

it('the manifest lists what the client sends; if not, run "npm run codegen" and commit', async () => {
  expect(await readFile('clients/web/persisted-documents.json', 'utf8')).toBe(manifest());
});
