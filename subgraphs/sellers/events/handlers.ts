import type { InventoryEvent, ProductsEvent } from '@emporium/contracts/events';
import type { EventHandlers } from '@emporium/platform/bus';
import type { Sellers } from '../app/sellers.ts';

export const handlers = (sellers: Sellers): EventHandlers<ProductsEvent | InventoryEvent> => ({
  'products.product-changed.v1': (tx, event) => sellers.recordProduct(tx, event),
  'inventory.availability-changed.v1': (tx, { offerId, version, status }) =>
    sellers.recordAvailability(tx, { offerId, version, inStock: status !== 'OUT_OF_STOCK' }),
});
