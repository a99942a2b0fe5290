import { z } from 'zod';

/** Documents that may be run, by the ids that clients know them under. */
export interface TrustedList {
  textOf(id: string): string | undefined;
  has(text: string): boolean;
  readonly texts: readonly string[];
}

/** What Apollo's tools write for their clients. */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
});

/** What GraphQL Code Generator's client preset writes: texts by hash. */
const textsByHash = z.record(z.string().min(1), z.string().min(1));

/**
 * Reads a manifest in either form. Throws an error that says what is wrong with it. An id that stands there twice with
 * different texts is one such thing.
 */
export function readManifest(json: string): TrustedList {
  const parsed: unknown = JSON.parse(json);
  const isApollo = typeof parsed === 'object' && parsed !== null && 'format' in parsed && 'operations' in parsed;
  const entries = isApollo
    ? check(apolloManifest, parsed).operations.map(({ id, body }) => [id, body] as const)
    : Object.entries(check(textsByHash, parsed));
  return trustedList(entries);
}

export function trustedList(entries: Iterable<readonly [id: string, text: string]>): TrustedList {
  const byId = new Map<string, string>();
  for (const [id, text] of entries) {
    if ((byId.get(id) ?? text) !== text) throw new Error(`The id "${id}" stands for two different documents.`);
    byId.set(id, text);
  }
  const texts = new Set(byId.values());
  return { textOf: (id) => byId.get(id), has: (text) => texts.has(text), texts: [...texts] };
}

function check<Shape extends z.ZodType>(shape: Shape, value: unknown): z.infer<Shape> {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`It is no manifest of documents: ${issue!.path.join('.') || 'it'}: ${issue!.message}`);
}
