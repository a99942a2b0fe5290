import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { compose } from './compose.ts';
import { emitSchemas } from './start/emit.ts';

// `npm run schema` writes schema/: what each subgraph's code emits, the supergraph and the API schema.
// `npm run schema -- --check` fails when the committed files are not that.
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const folder = new URL('../schema/', import.meta.url);
const subgraphs = emitSchemas();
const { supergraph, api } = compose(subgraphs);
const files: Record<string, string> = { ...subgraphs, supergraph, api };

await mkdir(folder, { recursive: true });
for (const [name, sdl] of Object.entries(files)) {
  const file = new URL(`${name}.graphql`, folder);
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed === sdl) continue;
  if (values.check) {
    process.stderr.write(`schema/${name}.graphql is not what the code emits; run "npm run schema" and commit it.\n`);
    process.exitCode = 1;
  } else {
    await writeFile(file, sdl);
    process.stdout.write(`wrote schema/${name}.graphql\n`);
  }
}
