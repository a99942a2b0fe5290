import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { MARKETPLACE_PAGE } from './marketplace-page.ts';

it('opens with operations that the marketplace answers', () => {
  const api = readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8');
  const document = parse(MARKETPLACE_PAGE.operations);
  expect(validate(buildSchema(api, { assumeValid: true }), document)).toEqual([]);
});
