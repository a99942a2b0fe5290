import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';
import { expect, it } from 'vitest';
import { createPlanner } from './create-planner.ts';
import { describePlan } from './describe.ts';
import { objectTypesOf } from './type-names.ts';

const sdl = readFileSync(path.join(import.meta.dirname, '../../../schema/supergraph.graphql'), 'utf8');
const typesOf = objectTypesOf(parse(sdl, { noLocation: true }));
const none = { labels: new Set<string>(), percentage: 100 };

it('agree on the schema that clients see', async () => {
  const [hive, apollo] = await Promise.all([
    createPlanner(sdl, typesOf, 'hive'),
    createPlanner(sdl, typesOf, 'apollo'),
  ]);
  expect([hive.name, apollo.name]).toEqual(['hive', 'apollo']);
  const printed = ({ schema }: typeof hive) => printSchema(lexicographicSortSchema(schema));
  expect(printed(hive)).toBe(printed(apollo));
});

it('says why an operation cannot be planned, and what a plan does', async () => {
  const planner = await createPlanner(sdl, typesOf, 'auto');
  expect(() => planner.plan(parse('{ nothing }'), null, none)).toThrow(/cannot be planned.*nothing/);
  const plan = planner.plan(parse('{ product(id: "p") { title ratingSummary { average } } }'), null, none);
  expect(describePlan(plan)).toBe(`QueryPlan {
  Sequence {
    Fetch(service: "products") {
      {
        product(id: "p") {
          __typename
          title
          id
        }
      }
    },
    Fetch(service: "reviews") {
      _entities at "product": {...on Product{__typename id}} =>
      query ($representations: [_Any!]!) {
        _entities(representations: $representations) {
          ... on Product {
            ratingSummary {
              average
            }
          }
        }
      }
    }
  }
}`);
});
