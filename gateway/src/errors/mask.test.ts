import { silentLog } from '@emporium/platform/log';
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createMask, type PassedErrors } from './mask.ts';

const shown = (error: GraphQLError, passed?: Partial<PassedErrors>) =>
  createMask(silentLog, { codes: [], subgraphs: [], ...passed })([error], 'request-1')[0]!;
const subgraphError = (extensions: Record<string, unknown>, originalError?: Error) =>
  new GraphQLError('the shelf is empty', {
    path: ['book'],
    extensions: { service: 'books', ...extensions },
    ...(originalError ? { originalError } : {}),
  });
const masked = { code: 'INTERNAL_SERVER_ERROR', service: 'books', requestId: 'request-1' };

describe('an error of a subgraph', () => {
  it('passes with a usual code, without what describes our insides', () => {
    const error = subgraphError({ code: 'NOT_FOUND', hint: 'kept', stacktrace: ['at'], exception: {} });
    expect(shown(error)).toEqual({
      message: 'the shelf is empty',
      path: ['book'],
      extensions: { code: 'NOT_FOUND', hint: 'kept', service: 'books' },
    });
  });

  it.each([[{ code: 'OUT_OF_STOCK' }], [{}], [{ code: 'GRAPHQL_PARSE_FAILED' }]])(
    'is masked otherwise: %j',
    (given) => {
      expect(shown(subgraphError(given)).extensions).toEqual(masked);
      expect(shown(subgraphError(given)).message).not.toContain('shelf');
    },
  );

  it('passes with a code of the configuration', () => {
    const passed = { codes: ['OUT_OF_STOCK'] };
    expect(shown(subgraphError({ code: 'OUT_OF_STOCK' }), passed)).toMatchObject({
      message: 'the shelf is empty',
      extensions: { code: 'OUT_OF_STOCK', service: 'books' },
    });
    expect(shown(subgraphError({ code: 'OTHER' }), passed).extensions).toEqual(masked);
  });

  it.each(['*', 'books'])('passes whatever its code from a subgraph that is trusted: %s', (subgraph) => {
    const passed = { subgraphs: [subgraph] };
    expect(shown(subgraphError({ stacktrace: ['at'] }), passed).message).toBe('the shelf is empty');
    expect(shown(subgraphError({ stacktrace: ['at'] }), passed).extensions).toEqual({ service: 'books' });
    expect(shown(subgraphError({ code: 'OTHER' }), { subgraphs: ['films'] }).extensions).toEqual(masked);
  });
});

it('never shows a failure of the gateway itself, which the codes of subgraphs do not open either', () => {
  const passed = { codes: ['OUT_OF_STOCK'], subgraphs: ['*'] };
  expect(shown(subgraphError({}, new TypeError('it is not a function')), passed).extensions).toEqual(masked);
  expect(shown(new GraphQLError('x', { extensions: { code: 'OUT_OF_STOCK' } }), passed).extensions).toMatchObject({
    code: 'INTERNAL_SERVER_ERROR',
  });
});
