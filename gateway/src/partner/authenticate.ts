import { AppError } from '@emporium/platform/errors';
import type { Viewer } from '@emporium/platform/identity';
import { callerOf, type Authenticate, type Caller } from '../identity/authenticate.ts';
import type { ApiKeyCaller, ApiKeys } from './api-keys.ts';

const API_KEY = /^ApiKey +(\S+)$/i;

/**
 * Who calls the partners' endpoint: a program, by `Authorization: ApiKey <key>` or `X-Api-Key: <key>`. Beside the
 * second one, `Authorization: Bearer <access token>` says for which shopper it acts: the operation sees what is the
 * shopper's, with no scope that the program lacks, and the program pays. Nobody comes in without a key.
 */
export function createPartnerAuthenticate(options: {
  apiKeys: ApiKeys;
  /** Whom an access token proves. */
  shoppers: Authenticate;
  identitySecret: string;
}): Authenticate {
  const { apiKeys, shoppers, identitySecret } = options;
  const together = new WeakMap<Caller, WeakMap<ApiKeyCaller, Caller>>();

  /** Both callers are remembered where they come from, so what they are together is too. */
  const actingFor = (shopper: Caller, program: ApiKeyCaller): Caller => {
    let programs = together.get(shopper);
    if (programs === undefined) together.set(shopper, (programs = new WeakMap()));
    let caller = programs.get(program);
    if (caller === undefined) {
      const viewer = withoutScopesBeyond(shopper.viewer, program.viewer.scopes);
      const identity = viewer.kind === 'anonymous' ? shopper.identity : callerOf(viewer, identitySecret).identity;
      const watch: Caller['watch'] = (onLapse) => {
        const watches = [shopper.watch?.(onLapse), program.watch(onLapse)];
        return () => watches.forEach((callOff) => callOff?.());
      };
      programs.set(program, (caller = { viewer, identity, payer: program.payer, watch }));
    }
    return caller;
  };

  return (headers) => {
    const { authorization } = headers;
    const header = headers['x-api-key'];
    if (typeof header !== 'string') {
      const key = API_KEY.exec(authorization ?? '')?.[1];
      return key === undefined ? Promise.reject(noKey()) : apiKeys.identify(key);
    }
    const program = apiKeys.identify(header);
    if (!authorization) return program;
    const shopper = shoppers(headers);
    return program instanceof Promise || shopper instanceof Promise
      ? Promise.all([program, shopper]).then(([known, whom]) => actingFor(whom, known))
      : actingFor(shopper, program);
  };
}

const withoutScopesBeyond = (viewer: Viewer, allowed: readonly string[]): Viewer =>
  viewer.kind === 'anonymous'
    ? viewer
    : { ...viewer, scopes: viewer.scopes.filter((scope) => allowed.includes(scope)) };

const noKey = (): AppError =>
  new AppError(
    'UNAUTHENTICATED',
    'Partners call with a key: send "Authorization: ApiKey <key>" or "X-Api-Key: <key>". The key is made with apiClientCreate.',
    { reason: 'API_KEY_MISSING' },
  );
