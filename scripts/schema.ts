import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { commandLine } from './arguments.ts';
import { compose } from './compose.ts';
import { disturbances } from './contract-changes.ts';
import { contractOf } from './contract.ts';
import { emitSchemas } from './start/emit.ts';

const HELP = `Writes schema/: what each subgraph's code emits, the supergraph and the API schema, and under partner/ both
for partners, who see what is tagged "public".

  npm run schema
  npm run schema -- --check              ends with 1 when the committed files are not that, and writes nothing
  npm run schema -- --disturb-partners   a change of the partners' schema that would disturb them is meant
`;

const flags = commandLine('run schema', HELP, { check: { type: 'boolean' }, 'disturb-partners': { type: 'boolean' } });
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
if (disturbing.length > 0 && !flags['disturb-partners']) {
  fail(`Partners would be disturbed. If that is meant, say --disturb-partners.\n  ${disturbing.join('\n  ')}`);
} else {
  Object.assign(files, partnerFiles);
}

await mkdir(new URL('partner/', folder), { recursive: true });
for (const [name, sdl] of Object.entries(files)) {
  if ((await read(name)) === sdl) continue;
  if (flags.check) {
    fail(`schema/${name}.graphql is not what the code emits; run "npm run schema" and commit it.`);
  } else {
    await writeFile(new URL(`${name}.graphql`, folder), sdl);
    process.stdout.write(`wrote schema/${name}.graphql\n`);
  }
}
