import { pino, type DestinationStream, type Logger } from 'pino';

/** Structured logging: stable messages, facts as fields. Never bodies, tokens or addresses. */
export type Log = Logger;

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** One JSON object a line, to standard output unless a destination is given. */
export function createLog(options: { name: string; level?: LogLevel; destination?: DestinationStream }): Log {
  return pino(
    {
      name: options.name,
      level: options.level ?? 'info',
      base: {},
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), bindings: () => ({ service: options.name }) },
      redact: ['authorization', '*.authorization', 'password', '*.password', 'token', '*.token'],
    },
    ...(options.destination ? [options.destination] : []),
  );
}

/** Says nothing; for tests. */
export const silentLog: Log = pino({ level: 'silent' });
