import { newId } from '@emporium/platform/ids';
import type { Viewer } from '@emporium/platform/identity';
import { guestViewer, testSubgraph, userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definition } from '../index.ts';
import { fakeShop } from '../testing/fake-shop.ts';
import { addOffer } from '../testing/offers.ts';

let test: TestSubgraph;
beforeAll(async () => {
  test = await testSubgraph(definition, { services: fakeShop().services });
});
afterAll(() => test[Symbol.asyncDispose]());

const LIST = 'id name visibility items { nodes { id priority variant { id } priceWhenAdded { amount } } }';
const change = async (call: string, viewer: Viewer) =>
  Object.values(
    (await test.execute(`mutation { ${call} { wishlist { ${LIST} } userErrors { code field } } }`, {}, viewer)).data,
  )[0] as {
    wishlist: { id: string; items: { nodes: { id: string; priority: number; variant: { id: string } }[] } } | null;
    userErrors: object[];
  };
const create = async (viewer: Viewer, visibility = 'PRIVATE') =>
  (await change(`wishlistCreate(name: "Someday", visibility: ${visibility})`, viewer)).wishlist!.id;
const see = async (id: string, viewer?: Viewer) =>
  (
    await test.execute(
      `query ($id: ID!, $r: [_Any!]!) { wishlist(id: $id) { id } _entities(representations: $r) { ... on Wishlist { id } } }`,
      { id, r: [{ __typename: 'Wishlist', id }] },
      viewer,
    )
  ).data;

describe('a wishlist', () => {
  it('takes a variant once, at the lowest price of the day, and lets it go', async () => {
    const viewer = userViewer();
    const id = await create(viewer);
    const variantId = newId('var');
    await addOffer(test, 900, { variantId });
    await addOffer(test, 700, { variantId });
    await addOffer(test, 100, { variantId, status: 'INACTIVE' });
    const add = (variant: string) => change(`wishlistItemAdd(wishlistId: "${id}", variantId: "${variant}")`, viewer);
    await Promise.all([add(variantId), add(variantId)]);
    const { wishlist } = await add(newId('var'));
    expect(wishlist!.items.nodes).toMatchObject([
      { priority: 1, variant: { id: variantId }, priceWhenAdded: { amount: '7.00' } },
      { priority: 2, priceWhenAdded: null },
    ]);
    const remove = () =>
      change(`wishlistItemRemove(wishlistId: "${id}", itemId: "${wishlist!.items.nodes[0]!.id}")`, viewer);
    expect((await remove()).wishlist!.items.nodes).toHaveLength(1);
    expect((await remove()).wishlist!.items.nodes).toHaveLength(1);
  });

  it('is seen by whom its owner lets, and changed by its owner alone', async () => {
    const [owner, other] = [userViewer(), userViewer()];
    for (const [visibility, seen] of [['PRIVATE', false], ['SHARED', true], ['PUBLIC', true]] as const) {
      const id = await create(owner, visibility);
      expect(await see(id, owner)).toEqual({ wishlist: { id }, _entities: [{ id }] });
      for (const viewer of [other, undefined]) {
        expect(await see(id, viewer)).toEqual(seen ? { wishlist: { id }, _entities: [{ id }] } : { wishlist: null, _entities: [null] });
      }
      expect(await change(`wishlistItemAdd(wishlistId: "${id}", variantId: "${newId('var')}")`, other)).toEqual({
        wishlist: null,
        userErrors: [{ code: 'NOT_FOUND', field: ['wishlistId'] }],
      });
    } // prettier-ignore
    const MINE =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { wishlists { name items(first: 1) { nodes { id } } } } } }';
    const r = [{ __typename: 'User', id: owner.id }];
    const before = test.db.statements;
    expect((await test.execute(MINE, { r }, owner)).data._entities[0].wishlists).toHaveLength(3);
    expect(test.db.statements - before).toBe(2);
    expect((await test.execute(MINE, { r }, other)).data._entities[0].wishlists).toBeNull();
  });

  it('belongs to an account, has a name, and is one of fifty', async () => {
    expect((await change('wishlistCreate(name: "x")', guestViewer())).userErrors).toMatchObject([
      { code: 'SIGN_IN_REQUIRED' },
    ]);
    const viewer = userViewer();
    expect((await change('wishlistCreate(name: " ")', viewer)).userErrors).toEqual([
      { code: 'INVALID', field: ['name'] },
    ]);
    await test.db.query(
      `INSERT INTO wishlist (id, owner_id, name, visibility) SELECT 'wsh_' || n || $1, $1, 'x', 'PRIVATE' FROM generate_series(1, 50) n`,
      [viewer.id],
    );
    expect((await change('wishlistCreate(name: "one more")', viewer)).userErrors).toEqual([
      { code: 'INVALID', field: ['name'] },
    ]);
  });
});
