import { describe, expect, it } from 'vitest';
import { openStall } from './testing/stall.ts';

const SDL = `
  scalar Any
  enum Colour { RED DARK_RED }
  interface Named { name: String }
  type Query { a: A b: [A!]! n: Named ns: [Named!]! c(x: Int): Int }
  type A implements Named {
    id: ID! name: String count: Int! price: Float on: Boolean! colour: Colour any: Any!
    tags: [String!] deep: [[Int]!] next: A
  }
`;

const stall = await openStall({ only: { sdl: SDL, resolvers: {} } });

/** Whether an answer with this `data` goes through as it is. */
async function goesThrough(query: string, data: string | Buffer, variables?: Record<string, unknown>) {
  const body = Buffer.concat([Buffer.from('{"data":'), Buffer.from(data), Buffer.from('}')]);
  const answer = await stall.prepare(query)(variables, () => body);
  if (answer.isJoined) expect(Buffer.from(answer.data)).toEqual(Buffer.from(data));
  return answer.isJoined;
}

describe('an answer that goes through as it is', () => {
  it.each([
    ['{ a { id name } }', '{"a":{"id":"1","name":"x"}}'],
    ['{ a { id name } }', '{"a":{"id":"1","name":null}}'],
    ['{ a { id name } }', '{"a":null}'],
    ['{ a { id name } }', String.raw`{"a":{"id":"\"\\\/\b\f\n\r\t\u00e9","name":"ö€😀"}}`],
    ['{ a { count price on } }', '{"a":{"count":-12,"price":-1.5e+10,"on":false}}'],
    ['{ a { price } }', '{"a":{"price":0}}'],
    ['{ a { colour } }', '{"a":{"colour":"DARK_RED"}}'],
    ['{ a { any } }', '{"a":{"any":"2026-11-21"}}'],
    ['{ a { any } }', '{"a":{"any":12}}'],
    ['{ a { tags deep } }', '{"a":{"tags":[],"deep":[[1,null],[]]}}'],
    ['{ a { tags } }', '{"a":{"tags":["x","y"]}}'],
    ['{ b { id } }', '{"b":[{"id":"1"},{"id":"2"}]}'],
    [
      '{ x: c y: c(x: 1) a { type: __typename next { next { id } } } }',
      '{"x":1,"y":2,"a":{"type":"A","next":{"next":null}}}',
    ],
    ['{ n { name } }', '{"n":null}'],
    ['{ ns { name } c }', '{"ns":[],"c":1}'],
    ['{ ...F a { id } } fragment F on Query { c a { name } }', '{"c":1,"a":{"name":"n","id":"1"}}'],
    ['{ a { __proto__: name constructor: count } }', '{"a":{"__proto__":"x","constructor":1}}'],
  ])('%s: %s', async (query, data) => expect(await goesThrough(query, data)).toBe(true));

  it('depends on what is skipped', async () => {
    const query = 'query ($no: Boolean!) { a { id @skip(if: $no) name } }';
    expect(await goesThrough(query, '{"a":{"name":"x"}}', { no: true })).toBe(true);
    expect(await goesThrough(query, '{"a":{"name":"x"}}', { no: false })).toBe(false);
  });
});

describe('an answer that has to be read', () => {
  it.each([
    ['a field too few', '{ a { id name } }', '{"a":{"id":"1"}}'],
    ['a field too many', '{ a { id } }', '{"a":{"id":"1","name":"x"}}'],
    ['another order', '{ a { id name } }', '{"a":{"name":"x","id":"1"}}'],
    ['white space', '{ a { id } }', '{"a": {"id":"1"}}'],
    ['a null that may not be', '{ a { id } }', '{"a":{"id":null}}'],
    ['a null in a list that may not be', '{ b { id } }', '{"b":[null]}'],
    ['an id that is a number', '{ a { id } }', '{"a":{"id":1}}'],
    ['a number that is no Int', '{ a { count } }', '{"a":{"count":1.5}}'],
    ['a number that is too long for an Int', '{ a { count } }', '{"a":{"count":12345678901}}'],
    ['a number that is none', '{ a { price } }', '{"a":{"price":01}}'],
    ['an unknown enum value', '{ a { colour } }', '{"a":{"colour":"BLUE"}}'],
    ['a part of an enum value', '{ a { colour } }', '{"a":{"colour":"RE"}}'],
    ['an object as a scalar', '{ a { any } }', '{"a":{"any":{}}}'],
    ['a control character', '{ a { id } }', '{"a":{"id":"\n"}}'],
    ['an escape that is none', '{ a { id } }', String.raw`{"a":{"id":"\x"}}`],
    ['a string that does not end', '{ a { id } }', String.raw`{"a":{"id":"\"}}`],
    ['bytes that are no UTF-8', '{ a { id } }', Buffer.from('{"a":{"id":"\xff"}}', 'latin1')],
    ['a comma too many', '{ a { tags } }', '{"a":{"tags":["x",]}}'],
    ['a comma too few', '{ a { tags } }', '{"a":{"tags":["x""y"]}}'],
    ['a value of an abstract type', '{ n { name } }', '{"n":{"name":"x"}}'],
    ['a list of them', '{ ns { name } }', '{"ns":[{"name":"x"}]}'],
    ['errors', '{ c }', '{"c":null},"errors":[{"message":"no"}]'],
    ['no data', '{ c }', 'null'],
    ['more behind it', '{ c }', '{"c":1}}'],
  ])('%s', async (_, query, data) => expect(await goesThrough(query, data)).toBe(false));

  it('takes time in proportion to its length, however it ends', async () => {
    const items = Array.from({ length: 20_000 }, (_, index) => `{"id":"${index}"}`).join(',');
    expect(await goesThrough('{ b { id } }', `{"b":[${items}]}`)).toBe(true);
    expect(await goesThrough('{ b { id } }', `{"b":[${items}]`)).toBe(false);
  });
});

it('adds what nobody was asked for', async () => {
  const answer = await stall.ask('{ kind: __typename c }', () => '{"data":{"c":1}}');
  expect(answer).toMatchObject({ isJoined: true, data: '{"kind":"Query","c":1}' });
});

it('is given up for an operation whose answers always have to be read', async () => {
  const ask = stall.prepare('{ a { id } }');
  const faultless = '{"data":{"a":{"id":"1"}}}';
  const otherwise = '{"data": {"a":{"id":"1"}}}';
  for (let time = 0; time < 31; time += 1) await ask({}, () => otherwise);
  expect((await ask({}, () => faultless)).isJoined).toBe(true);
  for (let time = 0; time < 32; time += 1) await ask({}, () => '{"data":null,"errors":[{"message":"no"}]}');
  expect((await ask({}, () => faultless)).isJoined).toBe(true);
  for (let time = 0; time < 32; time += 1) await ask({}, () => otherwise);
  expect(await ask({}, () => faultless)).toMatchObject({ isJoined: false, data: '{"a":{"id":"1"}}' });
});
