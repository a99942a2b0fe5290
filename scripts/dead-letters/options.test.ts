import { expect, it } from 'vitest';
import { readOptions } from './options.ts';

it.each([
  [[], { replay: null, json: false }],
  [['--json'], { replay: null, json: true }],
  [['replay', 'evt_1'], { replay: ['evt_1'], json: false }],
  [['replay', 'evt_1', 'evt_2', '--json'], { replay: ['evt_1', 'evt_2'], json: true }],
  [['replay', '--all'], { replay: 'all', json: false }],
  [['replay', '-h'], { help: true }],
])('reads %j', (argv, options) => {
  expect(readOptions(argv)).toMatchObject(options);
});

it.each([
  [['replay'], 'Say which event to replay, or --all.'],
  [['replay', '--all', 'evt_1'], 'either --all or the events'],
  [['--all'], '--all is for "replay --all".'],
  [['remove', 'evt_1'], '"remove" is not known.'],
  [['--every'], '--every'],
])('says of %j what to write instead', (argv, message) => {
  expect(() => readOptions(argv)).toThrow(message);
  expect(() => readOptions(argv)).toThrow('"npm run dead-letters -- --help"');
});
