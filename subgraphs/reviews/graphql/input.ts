import type { InputReader } from '@emporium/platform/graphql';

/** A review's parts as anybody may write them; the platform's text refuses control characters. */
export const STARS = { min: 1, max: 5 };
export const TITLE = { max: 120 };
export const BODY = { min: 10, max: 5_000, multiline: true };

/** Why somebody reports or decides. */
export const readReason = (p: InputReader): string => p.text('reason', { max: 500, multiline: true });
