import { ANONYMOUS, type Viewer } from '@emporium/platform/identity';
import { getOperationAST, parse, print, validate, type GraphQLError, type GraphQLFormattedError } from 'graphql';
import { expect, it } from 'vitest';
import { executeOnLibrary, LIBRARY_SDL, librarySchema, reader } from '../testing/guarded-library.ts';
import { generateOperation, seededRandom } from '../testing/library-operations.ts';
import { createAccess } from './create-access.ts';

const access = createAccess(parse(LIBRARY_SDL), librarySchema);
const viewers: Viewer[] = [
  ANONYMOUS,
  reader(),
  reader('trade'),
  reader('finance'),
  reader('trade', 'finance'),
  reader('admin', 'trade', 'finance'),
];

const places = (errors: readonly (GraphQLError | GraphQLFormattedError)[] = []) =>
  errors.map(({ path, extensions }) => `${path?.join('.')} ${String(extensions?.['code'])}`).sort();

/** Enough operations that four hundred are valid; the seed makes them the same ones every time. */
const random = seededRandom(20_260);
const operations: { source: string; variables: Readonly<Record<string, unknown>> }[] = [];
while (operations.length < 400) {
  const candidate = generateOperation(random);
  if (validate(librarySchema, parse(candidate.source)).length === 0) operations.push(candidate);
}

it('answers as if every field had asked who is looking', () => {
  const tally = { whole: 0, partly: 0, nothing: 0 };
  for (const { source, variables } of operations) {
    const document = parse(source, { noLocation: true });
    const compiled = access.compile(document, getOperationAST(document)!);
    for (const viewer of viewers) {
      const expected = executeOnLibrary(document, { variables, guardedFor: viewer });
      const permitted = compiled.restrict(viewer);
      if (permitted === null) {
        tally.whole += 1;
        expect(expected.errors, source).toBeUndefined();
        continue;
      }
      const { narrowed } = permitted;
      tally[narrowed ? 'partly' : 'nothing'] += 1;
      const used = new Set(narrowed?.operation.variableDefinitions?.map(({ variable }) => variable.name.value));
      const given = Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name)));
      const executed = narrowed && executeOnLibrary(narrowed.document, { variables: given });
      const { data, errors } = permitted.complete(
        executed && { data: JSON.stringify(executed.data), errors: executed.errors ?? [] },
        variables,
      );
      expect({ data, errors: places(errors) }, source).toEqual({
        data: JSON.stringify(expected.data),
        errors: places(expected.errors),
      });
    }
  }
  expect(
    Object.values(tally).every((count) => count > 50),
    JSON.stringify(tally),
  ).toBe(true);
});

it('leaves a valid operation in which nobody meets what he may not see', () => {
  let narrowings = 0;
  for (const { source, variables } of operations) {
    const document = parse(source, { noLocation: true });
    const compiled = access.compile(document, getOperationAST(document)!);
    for (const viewer of viewers) {
      const narrowed = compiled.restrict(viewer)?.narrowed;
      if (!narrowed) continue;
      narrowings += 1;
      expect(validate(librarySchema, narrowed.document), source).toEqual([]);
      expect(executeOnLibrary(narrowed.document, { variables, guardedFor: viewer }).errors, source).toBeUndefined();
      const again = access.compile(narrowed.document, narrowed.operation);
      expect(again.restrict(viewer), print(narrowed.document)).toBeNull();
    }
  }
  expect(narrowings).toBeGreaterThan(500);
});
