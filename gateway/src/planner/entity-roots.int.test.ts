import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { fetchesIn } from '../executor/service-of.ts';
import { createPlanner } from './create-planner.ts';
import { createEntityRoots, KNOWN_ENTITIES } from './entity-roots.ts';
import { objectTypesOf } from './type-names.ts';

const sdl = readFileSync(path.join(import.meta.dirname, '../../../schema/supergraph.graphql'), 'utf8');
const ast = parse(sdl, { noLocation: true });
const none = { labels: new Set<string>(), percentage: 100 };

describe.each(['hive', 'apollo'] as const)('planned by %s', async (choice) => {
  const planner = await createPlanner(sdl, objectTypesOf(ast), choice);
  const roots = createEntityRoots(ast, planner.schema);
  const fromEntities = planner.forSupergraph(roots.sdl());
  const services = (text: string): string[] =>
    fetchesIn(fromEntities.plan(parse(text), null, none).node!).map(({ service }) => service);

  it('entities are known by a key that clients see', () => {
    expect([roots.keyOf('Product'), roots.keyOf('Money'), roots.keyOf('Query')]).toEqual([['id'], null, null]);
  });

  it('the plan begins at what is known and goes to nobody for it', () => {
    expect(services('{ known_Product { id } }')).toEqual([KNOWN_ENTITIES]);
    expect(services('{ known_Product { id ratingSummary { average } } }')).toEqual([KNOWN_ENTITIES, 'reviews']);
    expect(services('{ known_Product { title } }')).toEqual([KNOWN_ENTITIES, 'products']);
  });
});
