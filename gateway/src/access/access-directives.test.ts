import { parse, type ScalarTypeDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { accessDirectives } from './access-directives.ts';
import { requirementOf } from './requirement.ts';

const namesIn = (schemaDirectives: string) =>
  Object.fromEntries(accessDirectives(parse(`schema ${schemaDirectives} { query: Query }`)));

describe('the names of the access directives', () => {
  it.each([
    ['@link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)', { authenticated: 'authenticated' }],
    ['@link(url: "https://specs.apollo.dev/requiresScopes/v0.1")', { requiresScopes: 'requiresScopes' }],
    ['@link(url: "https://specs.apollo.dev/policy/v0.1", as: "rules")', { rules: 'policy' }],
    [
      '@link(url: "https://specs.apollo.dev/authenticated/v0.1", import: ["@authenticated"], as: "auth")',
      { authenticated: 'authenticated' },
    ],
    [
      '@link(url: "https://specs.apollo.dev/policy/v0.1", import: [{ name: "@policy", as: "@rule" }])',
      { rule: 'policy' },
    ],
    [
      '@link(url: "https://specs.apollo.dev/requiresScopes/v0.1", import: ["Scope"])',
      { requiresScopes: 'requiresScopes' },
    ],
    ['@link(url: "https://example.com/authenticated/v0.1")', {}],
    ['@link(url: "https://specs.apollo.dev/authenticated-not/v0.1")', {}],
    ['@linked(url: 1)', {}],
  ])('%s', (directives, names) => {
    expect(namesIn(directives)).toEqual(names);
  });

  it('are read from extensions of the schema as well', () => {
    const document = parse('extend schema @link(url: "https://specs.apollo.dev/authenticated/v0.1")');
    expect([...accessDirectives(document)]).toEqual([['authenticated', 'authenticated']]);
  });
});

it.each([
  ['[["a", "b"], ["c"]]', [['a', 'b'], ['c']]],
  ['["a", "b"]', [['a'], ['b']]],
  ['"a"', [['a']]],
  ['[]', []],
])('reads scopes as input is coerced: %s', (written, alternatives) => {
  const document = parse(`scalar Iban @requiresScopes(scopes: ${written})`);
  const [directive] = (document.definitions[0] as ScalarTypeDefinitionNode).directives!;
  expect(requirementOf(directive!, 'requiresScopes')).toEqual({ kind: 'scopes', alternatives });
});
