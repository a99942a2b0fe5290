import { createDocuments } from '../documents/create-documents.ts';
import type { Endpoint } from '../endpoints.ts';
import type { Engine } from '../engine/engine-types.ts';
import type { Authenticate } from '../identity/authenticate.ts';
import { createPipeline, type PipelineOptions } from '../operations/pipeline.ts';
import { createApiKeys, type ApiKeysOptions } from './api-keys.ts';
import { createPartnerAuthenticate } from './authenticate.ts';

/** The partners' endpoint, to be served like any other. */
export interface Partner extends Endpoint {
  /** Loads the contract; rejects when that fails. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface PartnerOptions
  extends Omit<PipelineOptions, 'engine' | 'documents' | 'introspection'>, ApiKeysOptions {
  /** Plans and runs operations on the contract: a supergraph in which all that is not for partners is inaccessible. */
  readonly engine: Engine;
  /** Whom an access token proves. */
  readonly shoppers: Authenticate;
}

/**
 * The same way of every operation as at the main endpoint, with the same limits, rules and costs, on a supergraph of
 * its own. Partners write their own operations, so any document may run and the contract can be introspected; what each
 * program spends is its own account.
 */
export function createPartner(partner: PartnerOptions): Partner {
  const { engine, identitySecret, shoppers, log } = partner;
  const apiKeys = createApiKeys(partner);
  const documents = createDocuments({ automatic: true, trusted: null, log });
  return {
    engine,
    pipeline: createPipeline({ ...partner, documents, introspection: true }),
    authenticate: createPartnerAuthenticate({ apiKeys, shoppers, identitySecret }),
    start: () => engine.start(),
    async stop() {
      await engine.stop();
      await apiKeys.close();
    },
  };
}
