import type { GuestId, UserId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import type { Log } from '@emporium/platform/log';
import { cancelCheckout } from '../checkout/app/cancel-checkout.ts';
import { completeCheckout } from '../checkout/app/complete-checkout.ts';
import { completeDue } from '../checkout/app/complete-due.ts';
import { driveSaga, takeSaga } from '../checkout/app/drive-saga.ts';
import { expireCheckout } from '../checkout/app/expire-checkout.ts';
import type {
  CartPort,
  CheckoutStore,
  InventoryPort,
  PaymentsPort,
  ProductsPort,
  PromotionsPort,
  SellersPort,
  UsersPort,
} from '../checkout/app/ports.ts';
import { quoteCart, requote } from '../checkout/app/quote.ts';
import { recordPaymentEvent } from '../checkout/app/record-payment.ts';
import { selectShippingOption } from '../checkout/app/select-shipping-option.ts';
import { setShippingAddress } from '../checkout/app/set-shipping-address.ts';
import { startCheckout } from '../checkout/app/start-checkout.ts';
import { cancelOrder } from '../orders/app/cancel-order.ts';
import type { OrderStore } from '../orders/app/ports.ts';
import { recordCapture, recordCaptureFailure, recordRefund } from '../orders/app/record-money.ts';
import { ingestTracking } from '../shipping/app/ingest-tracking.ts';
import type { CarrierPort, TrackingStore } from '../shipping/app/ports.ts';
import { recordPicking } from '../shipping/app/record-picking.ts';

export interface OrdersStores {
  readonly checkouts: CheckoutStore;
  readonly orders: OrderStore;
  readonly tracking: TrackingStore;
}

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

export interface OrdersDeps extends OrdersStores, OrdersPorts {
  readonly uow: UnitOfWork;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly log: Log;
}

/** All use-cases, by name. */
export function createOrders(deps: OrdersDeps) {
  const drive = driveSaga(deps);
  const take = takeSaga(deps);
  return {
    startCheckout: startCheckout({ ...deps, quoteCart: quoteCart(deps) }),
    setShippingAddress: setShippingAddress(deps),
    selectShippingOption: selectShippingOption(deps),
    completeCheckout: completeCheckout({ ...deps, requote: requote(deps), take, drive }),
    cancelCheckout: cancelCheckout({ ...deps, drive }),
    expireCheckout: expireCheckout(deps),
    completeDue: completeDue({ ...deps, take, drive }),
    recordPaymentEvent: recordPaymentEvent(deps),
    cancelOrder: cancelOrder(deps),
    recordCapture: recordCapture(deps),
    recordCaptureFailure: recordCaptureFailure(deps),
    recordRefund: recordRefund(deps),
    recordPicking: recordPicking(deps),
    ingestTracking: ingestTracking(deps),
    /** A guest signed in: what was the guest's is the user's. */
    mergeGuest(tx: Tx, guestId: GuestId, userId: UserId): void {
      deps.checkouts.reown(tx, guestId, userId);
      deps.orders.reown(tx, guestId, userId);
    },
  };
}

export type Orders = ReturnType<typeof createOrders>;
