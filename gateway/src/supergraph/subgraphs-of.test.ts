import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { subgraphsOf } from './subgraphs-of.ts';

const supergraph = (links: string, graphs = 'A @join__graph(name: "a", url: "http://a")') =>
  parse(`schema ${links} { query: Query } enum join__Graph { ${graphs} } type Query { a: Int }`);
const LINK = '@link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)';

describe('the subgraphs of a supergraph', () => {
  it('have the names and URLs that composition gave them', () => {
    const graphs = 'A_B @join__graph(name: "a-b", url: "http://a") C @join__graph(name: "c", url: "")';
    expect(subgraphsOf(supergraph(LINK, graphs))).toEqual([
      { name: 'a-b', url: 'http://a' },
      { name: 'c', url: null },
    ]);
  });

  it.each([
    [parse('type Query { a: Int }'), 'not a supergraph, for it has no enum join__Graph'],
    [supergraph('@core(feature: "https://specs.apollo.dev/core/v0.2")'), 'was composed by Federation 1'],
    [supergraph(`${LINK} @link(url: "https://specs.apollo.dev/connect/v0.2", for: EXECUTION)`), 'uses connectors'],
    [supergraph(`${LINK} @link(url: "https://specs.apollo.dev/context/v0.1", for: SECURITY)`), 'uses @context'],
  ])('are not looked for in what cannot be served: %#', (unusable, problem) => {
    expect(() => subgraphsOf(unusable)).toThrow(problem);
  });
});
