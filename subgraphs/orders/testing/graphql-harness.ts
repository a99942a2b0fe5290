import type { OrderId, OwnerId, ShipmentId } from '@emporium/contracts/ids';
import type { InventoryEvent, PaymentsEvent, PickTaskProgressed, UsersEvent } from '@emporium/contracts/events';
import type { GuestViewer, UserViewer } from '@emporium/platform/identity';
import { newId } from '@emporium/platform/ids';
import { seededClock, testSubgraph, userViewer, type Answer } from '@emporium/platform/testing';
import { handlers } from '../events/handlers.ts';
import { ordersDefinition } from '../index.ts';
import { fakeShop } from './fake-shop.ts';
import { ordersOn, START } from './harness.ts';

export const CHECKOUT = `id version status expiresAt couponCodes
  lines { id titleSnapshot quantity unitPrice { amount } lineTotal { amount } tax { amount } discounts { amount { amount } } offer { id } }
  groups { id sellerName seller { id } lines { id } options { id speed name price { amount } earliest latest } selected { id speed } }
  shippingAddress { city } reservation { id }
  totals { subtotal { minorUnits } discount { minorUnits } shipping { minorUnits } tax { minorUnits } payable { minorUnits amount } }
  taxLines { jurisdiction name rate base { amount } amount { amount minorUnits } } priceChanges { was { amount } now { amount } requiresConfirmation }
  order { id number status }`;
export const ERRORS = `userErrors { __typename code message field
  ... on StaleVersionError { currentVersion } ... on InsufficientStockError { available requested }
  ... on PriceChangedError { changes { was { amount } now { amount } requiresConfirmation } }
  ... on PaymentDeclinedError { declineCode } }`;

export const ADDRESS = {
  recipient: 'Ada Moreau',
  line1: '12 Pike Street',
  city: 'Seattle',
  region: 'WA',
  postalCode: '98101',
  country: 'US',
};

type Buyer = UserViewer | GuestViewer;

/** The subgraph behind its schema, between faked neighbours. */
export async function startGraphqlHarness() {
  const clock = seededClock(START);
  const shop = fakeShop({ newId, now: clock.now });
  const test = await testSubgraph(
    ordersDefinition(() => shop.ports),
    { now: clock.now },
  );
  const orders = ordersOn(test.db, shop.ports, clock.now);
  const events = handlers(orders);

  const mutate = async (name: string, query: string, variables: object, viewer: Buyer) => {
    const answer = await test.execute(query, variables, viewer);
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    // oxlint-disable-next-line no-explicit-any
    return answer.data[name] as any;
  };

  const start = (viewer: Buyer, cartId: string, extra: object = {}) =>
    mutate(
      'checkoutStart',
      `mutation ($cartId: ID!, $email: String, $key: ID!) {
         checkoutStart(cartId: $cartId, guestEmail: $email, idempotencyKey: $key) { checkout { ${CHECKOUT} } ${ERRORS} } }`,
      { cartId, key: newId('evt'), ...extra },
      viewer,
    );
  const setAddress = (viewer: Buyer, checkout: { id: string; version: number }, extra: object = {}) =>
    mutate(
      'checkoutShippingAddressSet',
      `mutation ($id: ID!, $version: Int!, $addressId: ID, $address: PostalAddressInput) {
         checkoutShippingAddressSet(checkoutId: $id, version: $version, addressId: $addressId, address: $address) {
           checkout { ${CHECKOUT} } ${ERRORS} } }`,
      { id: checkout.id, version: checkout.version, ...('addressId' in extra ? {} : { address: ADDRESS }), ...extra },
      viewer,
    );
  const complete = (viewer: Buyer, checkout: { id: string; version: number }, extra: object = {}) =>
    mutate(
      'checkoutComplete',
      `mutation ($input: CheckoutCompleteInput!) { checkoutComplete(input: $input) {
         checkout { ${CHECKOUT} } order { id number status lines { id } } nextAction { kind clientSecret } ${ERRORS} } }`,
      {
        input: {
          checkoutId: checkout.id,
          version: checkout.version,
          paymentMethodId: newId('pm'),
          idempotencyKey: newId('evt'),
          ...extra,
        },
      },
      viewer,
    );

  return {
    test,
    clock,
    shop,
    orders,
    start,
    setAddress,
    complete,
    buyer: (): UserViewer => userViewer(),
    /** From a cart to a confirmed order. */
    async buy(viewer: Buyer, lines: Parameters<typeof shop.addCart>[1], extra: object = {}): Promise<OrderId> {
      const { checkout } = await start(viewer, shop.addCart(viewer.id as OwnerId, lines), extra);
      const addressed = await setAddress(viewer, checkout);
      const { order } = await complete(viewer, addressed.checkout);
      return order.id as OrderId;
    },
    /** What the warehouse says of a parcel. */
    pick: (shipmentId: ShipmentId, status: PickTaskProgressed['status']): Promise<void> =>
      test.db.uow.run((tx) => orders.recordPicking(tx, { shipmentId, status })),
    /** Hands an event to the subgraph's handler, as the consumer does. */
    handle: (event: InventoryEvent | PaymentsEvent | UsersEvent): Promise<void> =>
      test.db.uow.run((tx) => events[event.type]!(tx, event as never, {} as never)),
    shipmentsOf: (orderId: OrderId) =>
      test.db.query<{ id: ShipmentId; tracking_number: string | null; status: string }>(
        'SELECT id, tracking_number, status FROM shipment WHERE order_id = $1 ORDER BY position',
        [orderId],
      ),
  };
}

export type GraphqlHarness = Awaited<ReturnType<typeof startGraphqlHarness>>;
export type { Answer };
