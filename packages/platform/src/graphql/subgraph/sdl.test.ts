import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { subgraphSdl } from './sdl.ts';

it('hides an enum that only internal types and fields mention', () => {
  const sdl = subgraphSdl(
    buildSchema(/* GraphQL */ `
      directive @inaccessible on ENUM | FIELD_DEFINITION | OBJECT
      enum Shared {
        A
      }
      enum OfField {
        A
      }
      enum OfType {
        A
      }
      type Report @inaccessible {
        ofType: OfType
        shared: Shared
      }
      type Query {
        report: Report @inaccessible
        ofField: OfField @inaccessible
        shared: Shared
      }
    `),
  );
  expect(sdl).toContain('enum OfField @inaccessible {');
  expect(sdl).toContain('enum OfType @inaccessible {');
  expect(sdl).toContain('enum Shared {');
});
