import type { ApolloServerPlugin } from '@apollo/server';
import type { Log } from '@emporium/platform/log';
import { maskError } from '../errors/mask.ts';
import type { RequestContext } from '../request-context.ts';

/** The last thing that happens to an answer: its errors become what a client may see. */
export const maskingPlugin = (log: Log): ApolloServerPlugin<RequestContext> => ({
  async requestDidStart({ contextValue: { requestId } }) {
    return {
      async willSendResponse({ response, errors: causes }) {
        if (response.body.kind !== 'single') return;
        const { errors } = response.body.singleResult;
        if (errors === undefined) return;
        response.body.singleResult.errors = errors.map((error, index) =>
          maskError(error, { requestId, log, cause: causes?.[index] }),
        );
      },
    };
  },
});
