import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readSettings } from './read-settings.ts';

const DOCS = path.resolve(import.meta.dirname, '../../../docs');
const example = readFileSync(path.join(DOCS, 'gateway.example.yaml'), 'utf8');
const page = readFileSync(path.join(DOCS, 'gateway.md'), 'utf8');

it('gives an example that says what holds anyway', () => {
  expect(readSettings(example, 'gateway.example.yaml')).toEqual(readSettings('', 'nothing'));
});

it('gives an example whose suggestions can be used too', () => {
  const suggested = example.replaceAll(/^# ?(?=(\w[\w.]*:|  ))/gm, '');
  const settings = readSettings(suggested, 'gateway.example.yaml');
  expect(settings.jwks?.algorithms).toEqual(['RS256']);
  expect(settings.throttled).toHaveProperty(['Mutation.signIn', 1, 'per'], 'argument input.email');
});

it('explains every key of the example', () => {
  const suggested = example.replaceAll(/^# ?(?=(\w[\w.]*:|  ))/gm, '');
  const keys = Object.entries(readSettings(suggested, 'gateway.example.yaml')).flatMap(([key, value]) =>
    typeof value === 'object' && !Array.isArray(value) && !['subgraphs', 'throttled'].includes(key)
      ? Object.keys(value).map((inner) => `${key}.${inner}`)
      : [key],
  );
  expect(keys.length).toBeGreaterThan(30);
  expect(keys.filter((key) => !page.includes(`\`${key}`))).toEqual([]);
});
