import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { HELP, readOptions } from './gateway/options.ts';
import { paint } from './start/progress.ts';

// `npm run gateway`: the gateway without the marketplace, for any supergraph of Federation 2.

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else {
    // What is compiled now need not be compiled at the next start, hence no import before this line.
    enableCompileCache(path.resolve(import.meta.dirname, '../node_modules/.cache/emporium'));
    const { serve } = await import('./gateway/serve.ts');
    await serve(options);
  }
} catch (error) {
  process.stderr.write(`\n${paint('red', describe(error))}\n`);
  process.exitCode = 1;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Give another with --port, or 0 for any that is free.`;
  return error.message;
}
