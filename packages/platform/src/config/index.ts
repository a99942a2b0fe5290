import { z } from 'zod';

/** Thrown at start-up; its message names each wrong variable and what it should be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Parses the environment once, at start. The result is frozen and passed down; nothing else reads
 * `process.env`. An empty variable counts as absent, as container platforms set them.
 */
export function readConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<z.infer<z.ZodObject<Shape>>> {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = z.object(shape).safeParse(present);
  if (parsed.success) return Object.freeze(parsed.data);
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const found = name in present ? 'has a value that does not fit' : 'is not set';
    return `  ${name} ${found}: ${issue.message}`;
  });
  throw new ConfigError(`The configuration cannot be used:\n${lines.join('\n')}`);
}

/** Pieces that several processes' configurations share. */
export const variables = {
  port: (standard: number) => z.coerce.number().int().min(0).max(65_535).default(standard),
  url: () => z.url(),
  count: (standard: number, limits: { min?: number; max?: number } = {}) =>
    z.coerce
      .number()
      .int()
      .min(limits.min ?? 0)
      .max(limits.max ?? Number.MAX_SAFE_INTEGER)
      .default(standard),
  flag: (standard: boolean) =>
    z
      .enum(['true', 'false', '1', '0'])
      .default(standard ? 'true' : 'false')
      .transform((value) => value === 'true' || value === '1'),
  /** At least 32 characters; `whose` says who else has it. */
  secret: (whose: string) => {
    const message = `give at least 32 characters, ${whose}`;
    return z.string(message).min(32, message);
  },
  logLevel: () => z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
};
