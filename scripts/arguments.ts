import { parseArgs, type ParseArgsConfig } from 'node:util';

type Flags = NonNullable<ParseArgsConfig['options']>;

/** `parseArgs` for `npm run <command>`; what is refused was mistyped, so the message says where the right words stand. */
export function readArguments<const T extends Flags>(command: string, argv: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}.\n"npm ${command} -- --help" says what there is.`, { cause: error });
  }
}

/** The flags of the command that this process is; with `--help`, or with a word that is not known, it ends here. */
export function commandLine<const T extends Flags>(command: string, help: string, options: T) {
  try {
    const flags = readArguments(command, process.argv.slice(2), { ...options, help: { type: 'boolean', short: 'h' } });
    if (!(flags as { help?: boolean }).help) return flags;
    process.stdout.write(help);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}
