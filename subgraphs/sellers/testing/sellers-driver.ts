import type { OfferId, SellerId, VariantId } from '@emporium/contracts/ids';
import { newId } from '@emporium/platform/ids';
import { membershipScope, type Viewer } from '@emporium/platform/identity';
import { userViewer, type TestSubgraph } from '@emporium/platform/testing';
import { setStock } from './catalogue.ts';

/** Somebody who works for these sellers, with every seller's scope. */
export const memberOf = (...sellers: SellerId[]) =>
  userViewer(['seller:pricing', 'seller:profile', 'seller:finance', ...sellers.map(membershipScope)]);

export const usd = (amount: string) => ({ amount, currencyCode: 'USD' });
export const ERRORS = `userErrors { __typename code field message ... on StaleVersionError { currentVersion }
  ... on DuplicateOfferError { offerId } ... on PriceOutOfBoundsError { lowest { amount } highest { amount } } }`;
const CREATE = `mutation ($input: OfferCreateInput!) { offerCreate(input: $input) {
  offer { id price { amount } listPrice { amount } status version primeEligible shipsFrom seller { id } variant { id } } ${ERRORS} } }`;
export const PRICE = `mutation ($id: ID!, $version: Int!, $price: MoneyInput!) { offerPriceSet(offerId: $id, version: $version, price: $price) {
  offer { price { amount } version priceHistory { price { amount } } } ${ERRORS} } }`;

/** The sellers' operations as short calls; each answers with the payload. */
export function sellersDriver(test: () => TestSubgraph) {
  const create = async (
    sellerId: SellerId,
    variantId: VariantId,
    input: object = {},
    viewer: Viewer = memberOf(sellerId),
  ) =>
    (
      await test().execute(
        CREATE,
        {
          input: {
            sellerId,
            variantId,
            condition: 'NEW',
            price: usd('10.00'),
            fulfilment: 'PLATFORM',
            handlingDays: 1,
            idempotencyKey: newId('evt'),
            ...input,
          },
        },
        viewer,
      )
    ).data.offerCreate;

  /** An offer with stock. */
  async function offered(
    sellerId: SellerId,
    variantId: VariantId,
    amount: string,
    input: object = {},
  ): Promise<OfferId> {
    const { offer, userErrors } = await create(sellerId, variantId, { price: usd(amount), ...input });
    if (offer === null) throw new Error(JSON.stringify(userErrors));
    await setStock(test().db, test().subgraph, offer.id, 1);
    return offer.id;
  }
  const setPrice = async (id: OfferId, version: number, amount: string, viewer: Viewer) =>
    (await test().execute(PRICE, { id, version, price: usd(amount) }, viewer)).data.offerPriceSet;

  const entities = async (selection: string, type: string, ids: readonly string[], viewer?: Viewer) =>
    (
      await test().execute(
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${selection} } } }`,
        { r: ids.map((id) => ({ __typename: type, id })) },
        viewer,
      )
    ).data._entities;
  return { create, offered, setPrice, entities };
}
