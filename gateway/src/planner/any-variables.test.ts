import { parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { withAnyVariables } from './any-variables.ts';
import type { FetchNode, FetchPlan } from './fetch-plan.ts';

const fetch = (operation: string, variableNames: string[], own: string): FetchNode => ({
  kind: 'Fetch',
  service: 'reviews',
  operationKind: 'query',
  operationName: null,
  operation,
  variableNames,
  entities: [
    {
      responseKey: '_entities',
      variable: own,
      paths: [],
      requires: [
        { kind: 'InlineFragment', types: null, skipIf: null, includeIf: variableNames[0] ?? null, selections: [] },
      ],
      inputRewrites: [],
      outputRewrites: [],
    },
  ],
  outputRewrites: [],
});

describe('a variable that is called as a planner would call its own', () => {
  it.each(['representations', '__batch_reps_0'])('keeps its name, and the planner’s gets another: %s', (own) => {
    let seen = '';
    const planned = withAnyVariables(parse(`query ($${own}: Boolean!) { a @include(if: $${own}) }`), (document) => {
      seen = print(document);
      const client = /\$(\w+)/.exec(seen)![1]!;
      expect(client).not.toBe(own);
      const text = `query ($${own}: [_Any!]!, $${client}: Boolean!) { _entities(representations: $${own}) { ...on A { b @include(if: $${client}) } } }`;
      const node = fetch(text, [client], own);
      return { primary: null, node: { kind: 'Condition', variable: client, ifTrue: node, ifFalse: null } };
    });
    expect(seen).not.toContain(`$${own}`);
    expect(planned.node).toMatchObject({
      variable: own,
      ifTrue: {
        variableNames: [own],
        entities: [{ variable: `free_${own}`, requires: [{ includeIf: own }] }],
        operation: print(
          parse(
            `query ($free_${own}: [_Any!]!, $${own}: Boolean!) { _entities(representations: $free_${own}) { ...on A { b @include(if: $${own}) } } }`,
          ),
        ),
      },
    });
  });

  it('takes no name that the client has', () => {
    const document = parse('query ($representations: Int, $free_representations: Int, $free__: Int) { a }');
    const node = fetch('query ($representations: [_Any!]!) { _entities(representations: $representations) { a } }', [], 'representations'); // prettier-ignore
    const planned = withAnyVariables(document, () => ({ primary: null, node }));
    expect(planned.node).toMatchObject({ entities: [{ variable: 'free___representations' }] });
  });
});

it('hands every other operation to the planner as it is, and the plan back', () => {
  const document = parse('query ($first: Int) { a(first: $first) }');
  const plan: FetchPlan = { primary: null, node: null };
  const planned = withAnyVariables(document, (given) => {
    expect(given).toBe(document);
    return plan;
  });
  expect(planned).toBe(plan);
});
