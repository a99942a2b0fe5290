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

it('links, defines and composes the hints for caches where there are any', () => {
  const sdl = (hint: string) =>
    subgraphSdl(buildSchema(`directive @cacheControl(maxAge: Int) on FIELD_DEFINITION type Query { a: Int ${hint} }`));
  expect(sdl('@cacheControl(maxAge: 5)')).toMatch(
    /import: \["@composeDirective"\].*\/v0\.1", import: \["@cacheControl"\]\) @composeDirective\(name: "@cacheControl"\)\n\ndirective @cacheControl/,
  );
  expect(sdl('')).not.toContain('cacheControl');
});
