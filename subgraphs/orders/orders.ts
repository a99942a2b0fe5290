import type { GuestId, UserId } from '@emporium/contracts/ids';
import type { Database, Tx } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import type { Log } from '@emporium/platform/log';
import { cancelCheckout } from './checkout/app/cancel-checkout.ts';
import { completeCheckout } from './checkout/app/complete-checkout.ts';
import { completeDue } from './checkout/app/complete-due.ts';
import { driveSaga, takeSaga } from './checkout/app/drive-saga.ts';
import { expireCheckout } from './checkout/app/expire-checkout.ts';
import type {
  CartPort,
  InventoryPort,
  PaymentsPort,
  ProductsPort,
  PromotionsPort,
  SellersPort,
  UsersPort,
} from './checkout/app/ports.ts';
import { quoteCart, requote } from './checkout/app/quote.ts';
import { recordPaymentEvent } from './checkout/app/record-payment.ts';
import { selectShippingOption } from './checkout/app/select-shipping-option.ts';
import { setShippingAddress } from './checkout/app/set-shipping-address.ts';
import { startCheckout } from './checkout/app/start-checkout.ts';
import { postgresCheckoutStore } from './checkout/data/checkout-store.ts';
import { cancelOrder } from './orders/app/cancel-order.ts';
import { recordCapture, recordCaptureFailure, recordRefund } from './orders/app/record-money.ts';
import { postgresOrderStore } from './orders/data/order-store.ts';
import { ingestTracking } from './shipping/app/ingest-tracking.ts';
import type { CarrierPort } from './shipping/app/ports.ts';
import { recordPicking } from './shipping/app/record-picking.ts';
import { postgresTrackingStore } from './shipping/data/tracking-store.ts';

/** The outside world of this subgraph. */
export interface OrdersPorts {
  readonly carts: CartPort;
  readonly sellers: SellersPort;
  readonly products: ProductsPort;
  readonly promotions: PromotionsPort;
  readonly inventory: InventoryPort;
  readonly payments: PaymentsPort;
  readonly users: UsersPort;
  readonly carrier: CarrierPort;
}

export interface OrdersDeps {
  readonly db: Database;
  readonly ports: OrdersPorts;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly log: Log;
}

/** All use-cases on their stores. */
export function createOrders({ db, ports, newId, now, log }: OrdersDeps) {
  const checkouts = postgresCheckoutStore({ db });
  const orders = postgresOrderStore({ newId });
  const shared = { ...ports, uow: db.uow, checkouts, orders, tracking: postgresTrackingStore(), newId, now, log };
  const drive = driveSaga(shared);
  const take = takeSaga(shared);

  return {
    checkouts,
    startCheckout: startCheckout({ ...shared, quoteCart: quoteCart(ports) }),
    setShippingAddress: setShippingAddress(shared),
    selectShippingOption: selectShippingOption(shared),
    completeCheckout: completeCheckout({ ...shared, requote: requote(ports), take, drive }),
    cancelCheckout: cancelCheckout({ ...shared, drive }),
    expireCheckout: expireCheckout(shared),
    completeDue: completeDue({ ...shared, take, drive }),
    recordPaymentEvent: recordPaymentEvent(shared),
    cancelOrder: cancelOrder(shared),
    recordCapture: recordCapture(shared),
    recordCaptureFailure: recordCaptureFailure(shared),
    recordRefund: recordRefund(shared),
    recordPicking: recordPicking(shared),
    ingestTracking: ingestTracking(shared),
    /** A guest signed in: what was the guest's is the user's. */
    mergeGuest(tx: Tx, guestId: GuestId, userId: UserId): void {
      checkouts.reown(tx, guestId, userId);
      orders.reown(tx, guestId, userId);
    },
  };
}

export type Orders = ReturnType<typeof createOrders>;
