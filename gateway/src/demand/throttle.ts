import { createHmac, randomBytes } from 'node:crypto';
import type { Taken, TokenBucket } from '@emporium/platform/kv';
import { valueFromASTUntyped, type FieldNode, type OperationTypeNode } from 'graphql';
import type { Variables } from '../engine/engine-types.ts';
import type { RequestContext } from '../request-context.ts';
import { fragmentsOf } from '../operations/fragments.ts';
import { collectFields, type Condition } from './collect-fields.ts';
import type { Throttle, ThrottleOutcome } from './demand.ts';
import { networkOf, payerOf } from './network.ts';
import type { FieldLimit, ThrottledFields } from './throttled-fields.ts';
import { createTokenBuckets } from './token-buckets.ts';

/** What counts the uses: token buckets in this process, or the platform's `RateLimiter` for several gateways. */
export interface UseCounter {
  take(key: string, bucket: TokenBucket): Taken | Promise<Taken>;
}

export interface ThrottleOptions {
  readonly fields: ThrottledFields;
  readonly counter?: UseCounter;
  /** Keeps the values of arguments out of the counter's keys; shared by gateways that share a counter. */
  readonly secret?: Buffer;
}

const ROOT_NAMES: Readonly<Record<OperationTypeNode, string>> = {
  query: 'Query',
  mutation: 'Mutation',
  subscription: 'Subscription',
};

/** One use of a throttled field. */
interface Use {
  readonly node: FieldNode;
  readonly conditions: readonly Condition[] | null;
}

interface Check {
  readonly keyPrefix: string;
  readonly bucket: TokenBucket;
  /** Who or what is counted: a key for each use that happens. */
  readonly keys: (variables: Variables, context: RequestContext) => readonly string[];
  readonly longestWaitMs: number;
}

const ALLOWED: ThrottleOutcome = { allowed: true };

/**
 * Counts uses of single root fields, each alias as one, fragments and all. Limits are looked at in the order in which
 * they are written, and the first that is used up ends it: who may not try from an address uses up no account's tries.
 */
export function createThrottle({
  fields,
  counter = createTokenBuckets(),
  secret = randomBytes(32),
}: ThrottleOptions): Throttle {
  return {
    compile(document, operation) {
      const selected = collectFields([operation.selectionSet], fragmentsOf(document), () => true);
      const uses = Map.groupBy(selected.values(), ({ nodes }) => nodes[0].name.value);
      const checks = [...uses].flatMap(([name, found]) => {
        const field = `${ROOT_NAMES[operation.operation]}.${name}`;
        const limits = Object.hasOwn(fields, field) ? fields[field as keyof ThrottledFields] : undefined;
        if (limits === undefined) return [];
        const each = found.map(({ nodes, conditions }) => ({ node: nodes[0], conditions }));
        return limits.map((limit) => compileCheck(field, limit, each, secret));
      });
      if (checks.length === 0) return null;

      return async (variables, context) => {
        for (const { keyPrefix, bucket, keys, longestWaitMs } of checks) {
          for (const [key, cost] of tally(keys(variables, context))) {
            const taken = await counter.take(`${keyPrefix}${key}`, { ...bucket, cost });
            if (!taken.allowed) return { allowed: false, retryAfterMs: Math.min(taken.retryAfterMs, longestWaitMs) };
          }
        }
        return ALLOWED;
      };
    },
  };
}

function compileCheck(field: string, limit: FieldLimit, uses: readonly Use[], secret: Buffer): Check {
  const bucket = { capacity: limit.uses, refillPerSecond: limit.uses / limit.withinSeconds };
  const happening = (variables: Variables): readonly Use[] =>
    uses.filter(({ conditions }) => conditions === null || conditions.some((holds) => holds(variables)));
  const keyOf = keyReader(limit.per, secret);
  return {
    keyPrefix: `${field} ${limit.per} `,
    bucket,
    keys: (variables, context) => happening(variables).map(({ node }) => keyOf(node, variables, context)),
    longestWaitMs: limit.withinSeconds * 1000,
  };
}

function keyReader(
  per: FieldLimit['per'],
  secret: Buffer,
): (node: FieldNode, variables: Variables, context: RequestContext) => string {
  if (per === 'address') return (_node, _variables, { clientIp }) => networkOf(clientIp);
  if (per === 'account') return (_node, _variables, { clientKey }) => payerOf(clientKey);
  const [argument, ...path] = per.slice('argument '.length).split('.');
  return (node, variables) => {
    const given = node.arguments?.find(({ name }) => name.value === argument)?.value;
    let value: unknown = given && valueFromASTUntyped(given, variables);
    for (const name of path) value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
    return createHmac('sha256', secret).update(sameText(value)).digest('base64url');
  };
}

/** One text for what means the same: people write their address in many ways. */
const sameText = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).trim().normalize('NFKC').toLowerCase();

function tally(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
