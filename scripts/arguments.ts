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
