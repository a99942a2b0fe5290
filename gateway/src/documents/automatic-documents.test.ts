import { expect, it } from 'vitest';
import { createAutomaticDocuments, sha256 } from './automatic-documents.ts';

const text = (name: string, length = 10) => name.padEnd(length, ' ');

it('forgets what nobody has asked for the longest', () => {
  const documents = createAutomaticDocuments({ documents: 2 });
  for (const name of ['a', 'b']) expect(documents.register(sha256(text(name)), text(name))).toBe(true);
  documents.find(sha256(text('a')));
  documents.register(sha256(text('c')), text('c'));
  expect(['a', 'b', 'c'].map((name) => documents.find(sha256(text(name))) !== undefined)).toEqual([true, false, true]);
});

it('stays within its bytes', () => {
  const documents = createAutomaticDocuments({ bytes: 4_000 });
  for (const name of ['a', 'b', 'c']) documents.register(sha256(text(name, 1_000)), text(name, 1_000));
  expect(['a', 'b', 'c'].map((name) => documents.find(sha256(text(name, 1_000))) !== undefined)).toEqual([
    false,
    false,
    true,
  ]);
});

it('a text larger than all its bytes is run, and not kept', () => {
  const documents = createAutomaticDocuments({ bytes: 1_000 });
  const large = text('a', 5_000);
  expect(documents.register(sha256(large), large)).toBe(true);
  expect(documents.find(sha256(large))).toBeUndefined();
});
