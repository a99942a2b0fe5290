import { newId } from '@emporium/platform/ids';
import { guestViewer, serviceViewer, testSubgraph, type TestSubgraph } from '@emporium/platform/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definition } from '../index.ts';
import { clientOf, viewerOf } from '../testing/client.ts';

let test: TestSubgraph;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
  test = await testSubgraph(definition);
  client = clientOf(test);
});
afterAll(() => test[Symbol.asyncDispose]());

const signedIn = async () => viewerOf((await client.register({ email: client.newEmail() })).tokens);
type Viewer = Awaited<ReturnType<typeof signedIn>>;

const address = (fields: object = {}) => ({
  recipient: 'Ada Lovelace',
  line1: '1 Main Street',
  city: 'San Francisco',
  postalCode: '941031234',
  country: 'US',
  ...fields,
});
const PAYLOAD = `address { id label isDefault validated address { line1 region postalCode } }
  suggestions { region postalCode } userErrors { code field }`;
const CREATE = `mutation ($address: PostalAddressInput!, $label: String, $makeDefault: Boolean) {
  userAddressCreate(address: $address, label: $label, makeDefault: $makeDefault) { ${PAYLOAD} } }`;
const UPDATE = `mutation ($id: ID!, $address: PostalAddressInput!, $label: String, $makeDefault: Boolean) {
  userAddressUpdate(id: $id, address: $address, label: $label, makeDefault: $makeDefault) { ${PAYLOAD} } }`;
const DELETE = 'mutation ($id: ID!) { userAddressDelete(id: $id) { ok userErrors { code field } } }';
const BOOK = '{ viewer { addresses { id label isDefault } defaultAddress { id } } }';

const create = async (viewer: Viewer, fields: object = {}, rest: object = {}) =>
  (await test.execute(CREATE, { address: address(fields), ...rest }, viewer)).data.userAddressCreate;
const bookOf = async (viewer: Viewer) => (await test.execute(BOOK, {}, viewer)).data.viewer;

describe('an address book', () => {
  it('takes an address as carriers want it, the first as the default', async () => {
    const viewer = await signedIn();
    const { address: home, ...rest } = await create(viewer, {}, { label: 'Home' });
    expect(rest).toEqual({ suggestions: [], userErrors: [] });
    expect(home).toEqual({
      id: expect.stringMatching(/^adr_/),
      label: 'Home',
      isDefault: true,
      validated: true,
      address: { line1: '1 Main Street', region: 'CA', postalCode: '94103-1234' },
    });
    const again = await create(viewer);
    expect([again.address.id, again.address.label]).toEqual([home.id, 'Home']);
    const work = await create(viewer, { line1: '2 Main Street' }, { makeDefault: true });
    expect(await bookOf(viewer)).toEqual({
      addresses: [
        { id: home.id, label: 'Home', isDefault: false },
        { id: work.address.id, label: null, isDefault: true },
      ],
      defaultAddress: { id: work.address.id },
    });
  });

  it('refuses what no carrier finds, with what would do', async () => {
    const viewer = await signedIn();
    expect(await create(viewer, { region: 'NY' })).toEqual({
      address: null,
      suggestions: [{ region: 'CA', postalCode: '94103-1234' }],
      userErrors: [{ code: 'ADDRESS_UNDELIVERABLE', field: ['address', 'region'] }],
    });
    expect(await create(viewer, { country: 'AQ' })).toMatchObject({
      userErrors: [{ code: 'ADDRESS_UNDELIVERABLE', field: ['address', 'country'] }],
    });
    expect(await create(viewer, { line1: ' ', phone: 'x' })).toMatchObject({
      suggestions: [],
      userErrors: [
        { code: 'INVALID', field: ['address', 'line1'] },
        { code: 'INVALID', field: ['address', 'phone'] },
      ],
    });
    expect((await bookOf(viewer)).addresses).toEqual([]);
  });

  it('is changed and emptied by its owner alone', async () => {
    const [viewer, stranger] = [await signedIn(), await signedIn()];
    const { id } = (await create(viewer, {}, { label: 'Home' })).address;
    const other = (await create(viewer, { line1: '2 Main Street' })).address;
    const update = async (as: Viewer, fields: object, rest: object = {}) =>
      (await test.execute(UPDATE, { id, address: address(fields), ...rest }, as)).data.userAddressUpdate;
    const remove = async (as: Viewer, target: string) =>
      (await test.execute(DELETE, { id: target }, as)).data.userAddressDelete;

    const missing = [{ code: 'NOT_FOUND', field: ['id'] }];
    expect((await update(stranger, {})).userErrors).toEqual(missing);
    expect(await remove(stranger, id)).toEqual({ ok: false, userErrors: missing });
    expect((await update(viewer, { line1: '3 Main Street' })).address).toMatchObject({
      id,
      label: 'Home',
      isDefault: true,
      address: { line1: '3 Main Street' },
    });
    expect((await update(viewer, {}, { label: 'Parents' })).address.label).toBe('Parents');
    expect(await remove(viewer, id)).toEqual({ ok: true, userErrors: [] });
    expect(await remove(viewer, id)).toEqual({ ok: false, userErrors: missing });
    expect(await bookOf(viewer)).toMatchObject({ defaultAddress: { id: other.id } });
  });

  it('keeps one default and every entry when ten are added at once', async () => {
    const viewer = await signedIn();
    const added = await Promise.all(
      Array.from({ length: 10 }, (_, n) => create(viewer, { line1: `${n} Main Street` }, { makeDefault: true })),
    );
    expect(added.flatMap((payload) => payload.userErrors)).toEqual([]);
    const { addresses } = await bookOf(viewer);
    expect(addresses).toHaveLength(10);
    expect(addresses.filter((entry: { isDefault: boolean }) => entry.isDefault)).toHaveLength(1);
  });

  it('holds fifty', async () => {
    const viewer = await signedIn();
    for (let n = 0; n < 50; n += 1) await create(viewer, { line1: `${n} Main Street` });
    expect(await create(viewer, { line1: 'One Street More' })).toMatchObject({
      userErrors: [{ code: 'INVALID', field: ['address'] }],
    });
  });

  it('is for accounts', async () => {
    const { data } = await test.execute(CREATE, { address: address() }, guestViewer());
    expect(data.userAddressCreate).toMatchObject({ userErrors: [{ code: 'SIGN_IN_REQUIRED' }] });
  });
});

describe('the checkout', () => {
  it('gets an address of the owner’s, and nobody else’s', async () => {
    const [viewer, stranger] = [await signedIn(), await signedIn()];
    const { id } = (await create(viewer)).address;
    const ASK = 'query ($o: ID!, $a: ID) { addressForCheckout(ownerId: $o, addressId: $a) { line1 country } }';
    const ask = async (o: string, a: string | null) =>
      (await test.execute(ASK, { o, a }, serviceViewer('orders'))).data.addressForCheckout;
    expect(await ask(viewer.id, id)).toEqual({ line1: '1 Main Street', country: 'US' });
    for (const owner of [stranger.id, newId('gst')]) expect(await ask(owner, id)).toBeNull();
    expect(await ask(viewer.id, newId('adr'))).toBeNull();
    expect(await ask(viewer.id, null)).toEqual({ line1: '1 Main Street', country: 'US' });
    for (const owner of [stranger.id, newId('gst')]) expect(await ask(owner, null)).toBeNull();
  });
});
