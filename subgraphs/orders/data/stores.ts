import type { Database } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import type { OrdersStores } from '../app/orders.ts';
import { postgresCheckoutStore } from '../checkout/data/checkout-store.ts';
import { postgresOrderStore } from '../orders/data/order-store.ts';
import { postgresTrackingStore } from '../shipping/data/tracking-store.ts';

export const postgresStores = (deps: { db: Database; newId: NewId }): OrdersStores => ({
  checkouts: postgresCheckoutStore(deps),
  orders: postgresOrderStore(deps),
  tracking: postgresTrackingStore(),
});
