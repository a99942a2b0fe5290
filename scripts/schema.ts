import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { compose } from './compose.ts';
import { disturbances } from './contract-changes.ts';
import { contractOf } from './contract.ts';
import { emitSchemas } from './start/emit.ts';

// `npm run schema` writes schema/: what each subgraph's code emits, the supergraph and the API schema, and under
// partner/ both for partners, who see what is tagged `public`. A change of the partners' schema that would disturb
// them is refused, unless `--disturb-partners` says that it is meant.
// `npm run schema -- --check` fails when the committed files are not that.
const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, 'disturb-partners': { type: 'boolean', default: false } },
});
const folder = new URL('../schema/', import.meta.url);
const subgraphs = emitSchemas();
const { supergraph, api } = compose(subgraphs);
const partner = compose(contractOf(subgraphs, 'public'));
const files: Record<string, string> = { ...subgraphs, supergraph, api };
const partnerFiles: Record<string, string> = { 'partner/supergraph': partner.supergraph, 'partner/api': partner.api };

const read = (name: string): Promise<string> => readFile(new URL(`${name}.graphql`, folder), 'utf8').catch(() => '');
const fail = (message: string): void => {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
};

const disturbing = disturbances(await read('partner/api'), partner.api);
if (disturbing.length > 0 && !values['disturb-partners']) {
  fail(`Partners would be disturbed. If that is meant, say --disturb-partners.\n  ${disturbing.join('\n  ')}`);
} else {
  Object.assign(files, partnerFiles);
}

await mkdir(new URL('partner/', folder), { recursive: true });
for (const [name, sdl] of Object.entries(files)) {
  if ((await read(name)) === sdl) continue;
  if (values.check) {
    fail(`schema/${name}.graphql is not what the code emits; run "npm run schema" and commit it.`);
  } else {
    await writeFile(new URL(`${name}.graphql`, folder), sdl);
    process.stdout.write(`wrote schema/${name}.graphql\n`);
  }
}
