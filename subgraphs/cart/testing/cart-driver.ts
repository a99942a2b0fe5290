import type { CartId } from '@emporium/contracts/ids';
import type { Viewer } from '@emporium/platform/identity';
import type { TestSubgraph } from '@emporium/platform/testing';

/** What most tests look at. */
export const CART = `id version itemCount couponCodes lines { nodes { id quantity offer { id } unitPrice { amount } unitPriceWhenAdded { amount } lineTotal { amount } dealClaim { id } } }`;
export const TOTALS = `totals { subtotal { amount } discount { amount } total { amount } } warnings { code lineId }`;
const ERRORS = `userErrors { __typename code field message ... on InsufficientStockError { offerId available requested } ... on CouponError { couponCode minimumSpend { amount } } }`;

/** The cart's operations as short calls; each answers with the payload or the cart. */
export function cartDriver(test: () => TestSubgraph) {
  const run = async (field: string, args: string, variables: object, viewer: Viewer, selection = CART, types = '') =>
    (
      await test().execute(
        `mutation ${types} { ${field}(${args}) { cart { ${selection} } ${ERRORS} } }`,
        variables,
        viewer,
      )
    ).data[field];
  const createCart = async (viewer: Viewer): Promise<CartId> =>
    (await test().execute('mutation { cartCreate { cart { id } } }', {}, viewer)).data.cartCreate.cart.id;
  const add = (cartId: CartId, lines: object[], viewer: Viewer, key: string | null = null, selection = CART) =>
    run(
      'cartLinesAdd',
      'cartId: $c, lines: $l, idempotencyKey: $k',
      { c: cartId, l: lines, k: key },
      viewer,
      selection,
      '($c: ID!, $l: [CartLineAddInput!]!, $k: ID)',
    );
  const read = async (viewer: Viewer, selection = CART) =>
    (await test().execute(`{ cart { ${selection} } }`, {}, viewer)).data.cart;
  const onLine = (field: string, cartId: CartId, argument: string, id: string, viewer: Viewer, selection = CART) =>
    run(field, `cartId: $c, ${argument}: $i`, { c: cartId, i: id }, viewer, selection, '($c: ID!, $i: ID!)');
  const coupon = (field: string, cartId: CartId, code: string, viewer: Viewer) =>
    run(
      field,
      'cartId: $c, code: $i',
      { c: cartId, i: code },
      viewer,
      `couponCodes ${TOTALS}`,
      '($c: ID!, $i: String!)',
    );
  return { run, createCart, add, read, onLine, coupon };
}
