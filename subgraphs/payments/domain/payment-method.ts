import type { OwnerId, PaymentMethodId } from '@emporium/contracts/ids';
import type { PaymentMethodKind } from './payment.ts';

/** A way to pay that an owner kept. Only the gateway can charge it; we know what to show. */
export interface PaymentMethod {
  readonly id: PaymentMethodId;
  readonly ownerId: OwnerId;
  readonly kind: PaymentMethodKind;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly expMonth: number | null;
  readonly expYear: number | null;
  /** What the gateway calls it. */
  readonly reference: string;
  readonly isDefault: boolean;
  readonly createdAt: Date;
}

/** Keeps every list of methods short enough to show whole. */
export const MAX_SAVED_METHODS = 20;
