import type { AddressInfo } from 'node:net';
import type { Log } from '@emporium/platform/log';
import type { Access } from './access/access.ts';
import { createAccess } from './access/create-access.ts';
import { neverPublic, UNENFORCED } from './access/unenforced.ts';
import { createBudget } from './demand/budget.ts';
import { createCostModel } from './demand/cost-model.ts';
import { createThrottle } from './demand/throttle.ts';
import { THROTTLED_FIELDS, type ThrottledFields } from './demand/throttled-fields.ts';
import { createDocuments, type Unlisted } from './documents/create-documents.ts';
import { trustedFrom, type TrustedDocuments } from './documents/trusted-source.ts';
import { createEndpoints } from './endpoints.ts';
import { createApolloEngine } from './engine/apollo-engine.ts';
import { createCompiledEngine } from './engine/compiled-engine.ts';
import type { Engine, LoadedSupergraph } from './engine/engine-types.ts';
import { createMask, type PassedErrors } from './errors/mask.ts';
import { createClientIp } from './http/client-ip.ts';
import type { PassOn } from './http/context-of.ts';
import { createCors } from './http/cors.ts';
import type { GraphiQLOptions } from './http/graphiql.ts';
import { createRespond } from './http/respond.ts';
import { createHttpServer } from './http/server.ts';
import { createAccessTokens, type TokenRules } from './identity/access-tokens.ts';
import { createAuthenticate } from './identity/authenticate.ts';
import { EMPORIUM_TOKENS } from './identity/emporium-tokens.ts';
import { FULL_STATE_FIELDS, type FullStateFields } from './live/full-state.ts';
import { createSubscribe } from './live/subscribe.ts';
import { LIMITS, type Limits } from './limits.ts';
import { expectShortLives } from './memory.ts';
import { createMetrics, type GatewayMetrics } from './metrics.ts';
import { createPipeline } from './operations/pipeline.ts';
import type { ApiKeysOptions } from './partner/api-keys.ts';
import { createPartner } from './partner/create-partner.ts';
import type { PlannerChoice } from './planner/create-planner.ts';
import { CIRCUIT_RULES, type CircuitRules } from './subgraphs/circuit.ts';
import { createSubgraphs } from './subgraphs/registry.ts';
import { supergraphFrom, type SupergraphSource } from './supergraph/source.ts';
import { createTracing, type TracingConfig } from './telemetry/tracing.ts';

export interface GatewayConfig {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly supergraph: SupergraphSource;
  /** Who plans and runs operations; `compiled` unless it says otherwise. */
  readonly executor?: 'compiled' | 'apollo';
  /** Who plans for the compiled executor; `auto` unless it says otherwise. */
  readonly planner?: PlannerChoice;
  /** Labels of progressive `@override` that are in force for the compiled executor, besides `percent(x)`; none by default. */
  readonly overrideLabels?: readonly string[];
  /** The endpoint for partners' programs, at `/partner/graphql`; without it, there is none. */
  readonly partner?: Pick<ApiKeysOptions, 'usersUrl' | 'identitySecret' | 'keysBelievedForMs'> & {
    /** Their contract: a supergraph in which all that is not for them is inaccessible. */
    readonly supergraph: SupergraphSource;
  };
  /** GraphQL endpoints by subgraph name; one that is missing is looked up in the supergraph. */
  readonly subgraphUrls: Readonly<Record<string, string>>;
  /** Where subgraphs take subscriptions, by name; one that is missing takes them where it answers, with `ws` for `http`. */
  readonly subgraphSocketUrls?: Readonly<Record<string, string>>;
  /** Where the keys of access tokens are published; null when nobody is verified here. */
  readonly jwksUrl: string | null;
  /** Which tokens count; the marketplace's own unless it says otherwise. */
  readonly tokenRules?: TokenRules;
  /** Shared with the subgraphs; signs the identity that they believe. Null when nothing is signed. */
  readonly identitySecret: string | null;
  /** Origins whose pages may call; `*` for all, none by default. */
  readonly corsOrigins: readonly string[];
  readonly introspection: boolean;
  /** The page for people, and what it begins with. */
  readonly graphiql: GraphiQLOptions | false;
  /** What one client may ask for; `LIMITS` unless it says otherwise. */
  readonly limits?: Limits;
  /** What each client may spend, in the units of the cost directives; without it, spending is not bounded. */
  readonly cost?: { readonly capacity: number; readonly restorePerSecond: number };
  /** Items in a list of which the schema does not say how long it gets; `DEFAULT_LIST_LENGTH` unless it says otherwise. */
  readonly listLength?: number;
  /** How often root fields may be used; the marketplace's own unless it says otherwise. */
  readonly throttled?: ThrottledFields;
  /** The documents that clients may run; without it, any. */
  readonly trustedDocuments?: TrustedDocuments & { readonly unlisted: Unlisted };
  /** Addresses and networks of the proxies in front, whose `X-Forwarded-For` is believed; none by default. */
  readonly trustedProxies?: readonly string[];
  /** The client's headers that go on to subgraphs, in raw form; none by default. */
  readonly passOn?: PassOn;
  /** Errors of subgraphs that clients see besides those with a usual code; none by default. */
  readonly passedErrors?: PassedErrors;
  /** Everybody may see query plans, not only who has the scope `admin:platform`. */
  readonly plansForAll?: boolean;
  /** Answers from this many bytes on are compressed here; never by default, for proxies do it better. */
  readonly compressAboveBytes?: number;
  /** Where spans are sent; without it, none are made. */
  readonly tracing?: TracingConfig;
  /** Streams of which a slow client gets the newest state only; the marketplace's own unless it says otherwise. */
  readonly fullStateStreams?: FullStateFields;
  /** Milliseconds for a whole operation, and for the joins of one live event. */
  readonly operationTimeoutMs: number;
  /** Milliseconds for one fetch from a subgraph. */
  readonly fetchTimeoutMs: number;
  /** When a subgraph that fails is left alone; `CIRCUIT_RULES` unless it says otherwise. */
  readonly circuit?: CircuitRules;
  readonly log: Log;
}

export interface Gateway {
  /** Loads the supergraph and listens. Rejects when either fails. */
  listen(): Promise<void>;
  /** Where it listens, such as `http://127.0.0.1:4000`; GraphQL is at `/graphql` below it. Known after `listen`. */
  readonly url: string;
  readonly metrics: GatewayMetrics;
  /** Turns new work away, tells sockets to go elsewhere, finishes what runs, closes. Safe to call twice. */
  stop(): Promise<void>;
}

/** How long a client may take to close its socket when the gateway stops. */
const SOCKET_GRACE_MS = 2_000;

/** Puts the gateway together; nothing is opened before `listen`. */
export function createGateway(config: GatewayConfig): Gateway {
  expectShortLives();
  const { log, operationTimeoutMs } = config;
  const metrics = createMetrics();
  const mask = createMask(log, config.passedErrors);
  const limits = config.limits ?? LIMITS;
  const subgraphs = createSubgraphs({
    urls: config.subgraphUrls,
    ...(config.subgraphSocketUrls && { socketUrls: config.subgraphSocketUrls }),
    fetchTimeoutMs: config.fetchTimeoutMs,
    limits,
    circuit: config.circuit ?? CIRCUIT_RULES,
    metrics,
    log,
  });
  const engineOn = (source: SupergraphSource): Engine => {
    const supergraph = supergraphFrom(source, log);
    if (config.executor === 'apollo') return createApolloEngine({ supergraph, subgraphs, log });
    const { planner = 'auto', overrideLabels = [] } = config;
    return createCompiledEngine({ supergraph, planner, overrideLabels, client: subgraphs.client, log });
  };
  const engine = engineOn(config.supergraph);
  const trusted = config.trustedDocuments
    ? { source: trustedFrom(config.trustedDocuments, log), unlisted: config.trustedDocuments.unlisted }
    : null;
  const rules = {
    accessOf: accessFor(config),
    costOf: ({ ast, schema }: LoadedSupergraph) => createCostModel(ast, schema, config.listLength),
    budget: config.cost ? createBudget(config.cost) : null,
    throttle: createThrottle({ fields: config.throttled ?? THROTTLED_FIELDS }),
    limits,
    mask,
    metrics,
    log,
  };
  const pipeline = createPipeline({
    ...rules,
    engine,
    documents: createDocuments({ automatic: true, trusted, log }),
    introspection: config.introspection,
  });
  const tokens =
    config.jwksUrl === null
      ? null
      : createAccessTokens({ jwksUrl: config.jwksUrl, rules: config.tokenRules ?? EMPORIUM_TOKENS, log });
  const authenticate = createAuthenticate(tokens, { identitySecret: config.identitySecret });
  const partner = config.partner
    ? createPartner({
        ...config.partner,
        ...rules,
        engine: engineOn(config.partner.supergraph),
        shoppers: authenticate,
      })
    : null;

  const tracing = createTracing(config.tracing ?? null, log);
  const isReady = (): boolean => phase === 'listening';
  const cors = createCors(config.corsOrigins);
  const contextOptions = {
    clientIp: createClientIp(config.trustedProxies ?? []),
    passOn: config.passOn ?? null,
    plansForAll: config.plansForAll ?? false,
    operationTimeoutMs,
    tracing,
  };
  const endpoints = createEndpoints({
    endpoints: { '/graphql': { engine, pipeline, authenticate }, ...(partner && { '/partner/graphql': partner }) },
    subscribe: () =>
      createSubscribe({
        subgraphs,
        eventTimeoutMs: operationTimeoutMs,
        queuedEvents: limits.queuedEvents,
        fullState: config.fullStateStreams ?? FULL_STATE_FIELDS,
        mask,
      }),
    contextOptions,
    respond: createRespond({ cors, isReady, compressAboveBytes: config.compressAboveBytes ?? null }),
    cors,
    limits,
    mask,
    metrics,
    log,
  });
  const http = createHttpServer({ ...endpoints, graphiql: config.graphiql, isReady, metrics, log });
  http.server.on('upgrade', (request, socket, head) => {
    if (!isReady() || !endpoints.handleUpgrade(request, socket, head)) {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
    }
  });

  let phase: 'new' | 'listening' | 'stopping' = 'new';
  let url = '';
  let stopped: Promise<void> | null = null;

  const shutDown = async (): Promise<void> => {
    phase = 'stopping';
    await Promise.all([endpoints.stop(SOCKET_GRACE_MS), http.close()]);
    await engine.stop();
    await partner?.stop();
    await subgraphs.close();
    await tracing.stop();
    trusted?.source.stop();
    tokens?.stop();
  };

  return {
    metrics,
    get url() {
      return url;
    },
    async listen() {
      await Promise.all([engine.start(), partner?.start(), tracing.start()]);
      await trusted?.source.start();
      await pipeline.warmUp();
      await http.listen({ port: config.port, host: config.host });
      const { port } = http.server.address() as AddressInfo;
      url = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`;
      phase = 'listening';
    },
    stop: () => (stopped ??= shutDown()),
  };
}

function accessFor({ jwksUrl, passOn }: GatewayConfig): (supergraph: LoadedSupergraph) => Access {
  if (jwksUrl === null) return () => UNENFORCED;
  const enforced = ({ ast, schema }: LoadedSupergraph): Access => createAccess(ast, schema);
  return passOn ? (supergraph) => neverPublic(enforced(supergraph)) : enforced;
}
