import { describe, expect, it } from 'vitest';
import { readAnswer as readAnswerOf } from './answer.ts';
import type { Recognise } from './subgraph-client.ts';

const readAnswer = (status: number, contentType: string | undefined, text: string, recognise?: Recognise) =>
  readAnswerOf(status, contentType, Buffer.from(text), recognise);

const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json';
const DATA = '{"data":{"title":"Lamp"}}';
const ERRORS = '{"errors":[{"message":"no such lamp","path":["lamp",0],"extensions":{"code":"NOT_FOUND"}}]}';

describe('an answer', () => {
  it.each([
    [200, JSON_TYPE, DATA],
    [200, 'Application/JSON', DATA],
    [200, GRAPHQL_TYPE, DATA],
    [203, `${GRAPHQL_TYPE}; charset=utf-8`, DATA],
    [200, JSON_TYPE, ERRORS],
    [200, JSON_TYPE, '{"data":null,"errors":[{"message":"no"}]}'],
    [200, JSON_TYPE, '{"data":{"a":1},"errors":[{"message":"no","path":null,"extensions":null}]}'],
    [200, JSON_TYPE, '{"data":{"a":1},"errors":null}'],
    [200, JSON_TYPE, '{"data":{},"errors":[]}'],
    [400, JSON_TYPE, ERRORS],
    [400, GRAPHQL_TYPE, ERRORS],
    [503, GRAPHQL_TYPE, ERRORS],
    [500, JSON_TYPE, ERRORS],
  ])('is HTTP %i, %s, %s', (status, type, text) => {
    const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown[] | null };
    expect(readAnswer(status, type, text)).toEqual({
      data,
      errors: errors?.length ? errors : undefined,
      recognised: null,
    });
  });

  it('keeps names that objects have of their own', () => {
    const text = '{"data":{"__proto__":{"constructor":1},"constructor":2},"__proto__":{"errors":[{"message":"no"}]}}';
    const answer = readAnswer(200, JSON_TYPE, text);
    expect(answer).toMatchObject({ errors: undefined });
    expect(JSON.stringify('data' in answer ? answer.data : null)).toBe(
      '{"__proto__":{"constructor":1},"constructor":2}',
    );
  });

  it('is not read when it is recognised, and only a success is', () => {
    const recognise = (body: Buffer) => body.toString() === DATA;
    expect(readAnswer(200, JSON_TYPE, DATA, recognise)).toEqual({
      data: undefined,
      errors: undefined,
      recognised: Buffer.from(DATA),
    });
    expect(readAnswer(200, JSON_TYPE, ERRORS, recognise)).toMatchObject({ recognised: null });
    expect(readAnswer(500, JSON_TYPE, DATA, recognise)).toMatchObject({ reason: 'http' });
  });

  it('is read when it is too much to be recognised', () => {
    const recognise = () => {
      throw new RangeError('Maximum call stack size exceeded');
    };
    expect(readAnswer(200, JSON_TYPE, DATA, recognise)).toMatchObject({ recognised: null, data: { title: 'Lamp' } });
  });
});

describe('no answer', () => {
  it.each([
    [200, undefined, DATA, 'contentType'],
    [200, 'text/html', DATA, 'contentType'],
    [200, 'application/json-seq', DATA, 'contentType'],
    [200, 'multipart/mixed', DATA, 'contentType'],
    [502, 'text/html', '<h1>Bad Gateway</h1>', 'http'],
    [302, JSON_TYPE, DATA, 'http'],
    [500, JSON_TYPE, '{"status":"down"}', 'http'],
    [500, JSON_TYPE, DATA, 'http'],
    [500, GRAPHQL_TYPE, '{"errors":[]}', 'http'],
    [500, JSON_TYPE, '{"errors":', 'http'],
    [200, JSON_TYPE, '', 'malformed'],
    [200, JSON_TYPE, '{"data":{', 'malformed'],
    [200, JSON_TYPE, 'null', 'malformed'],
    [200, JSON_TYPE, '[{"data":{}}]', 'malformed'],
    [200, JSON_TYPE, '"data"', 'malformed'],
    [200, JSON_TYPE, '{"data":[]}', 'malformed'],
    [200, JSON_TYPE, '{"data":"x"}', 'malformed'],
    [200, JSON_TYPE, '{"data":{},"errors":{}}', 'malformed'],
    [200, JSON_TYPE, '{"data":{},"errors":"x"}', 'malformed'],
    [200, JSON_TYPE, '{"data":{},"errors":[null]}', 'malformed'],
    [200, JSON_TYPE, '{"data":{},"errors":["x"]}', 'malformed'],
    [200, JSON_TYPE, '{"data":{},"errors":[{}]}', 'malformed'],
    [200, JSON_TYPE, '{"data":{},"errors":[{"message":1}]}', 'malformed'],
    [200, JSON_TYPE, '{"data":{},"errors":[{"message":"x","path":"a.b"}]}', 'malformed'],
    [200, JSON_TYPE, '{"data":{},"errors":[{"message":"x","path":[{}]}]}', 'malformed'],
    [200, JSON_TYPE, '{"data":{},"errors":[{"message":"x","extensions":[]}]}', 'malformed'],
    [200, JSON_TYPE, '{}', 'empty'],
    [200, JSON_TYPE, '{"data":null}', 'empty'],
    [200, JSON_TYPE, '{"data":null,"errors":[]}', 'empty'],
    [200, JSON_TYPE, '{"extensions":{}}', 'empty'],
  ])('is HTTP %i, %s, %s: %s', (status, type, text, reason) => {
    expect(readAnswer(status, type, text)).toMatchObject({ reason });
  });
});
