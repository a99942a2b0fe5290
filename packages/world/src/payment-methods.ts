import type { PaymentMethodId, UserId } from '@emporium/contracts/ids';
import { createdMs, DAY_MS } from './calendar.ts';
import { Dice } from './dice.ts';
import { userId, worldId } from './ids.ts';
import { DEMO_USERS } from './users.ts';

/** A saved card. Only the gateway's token stands for it; no number of a card exists anywhere. */
export interface WorldPaymentMethod {
  readonly id: PaymentMethodId;
  readonly userId: UserId;
  readonly kind: 'CARD';
  readonly brand: 'Visa' | 'Mastercard' | 'American Express';
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly token: string;
  readonly isDefault: boolean;
  readonly createdAt: Date;
}

const METHODS_PER_USER = 4;

/** One or two saved cards of a user, the default one first; the demonstration's buyer has two. */
export const paymentMethodsOf = (user: number): WorldPaymentMethod[] => {
  const dice = new Dice('payment-methods', user);
  const count = user === DEMO_USERS.buyer || dice.chance(0.35) ? 2 : 1;
  const created = createdMs('usr', user);
  return Array.from({ length: count }, (_, position) => {
    const at = created + (position + 1) * DAY_MS;
    const id = worldId('pm', user * METHODS_PER_USER + position, at);
    return {
      id,
      userId: userId(user),
      kind: 'CARD',
      brand:
        position === 0 && user === DEMO_USERS.buyer ? 'Visa' : dice.pick(['Visa', 'Mastercard', 'American Express']),
      last4: position === 0 && user === DEMO_USERS.buyer ? '4242' : String(dice.int(0, 9999)).padStart(4, '0'),
      expMonth: dice.int(1, 12),
      expYear: dice.int(2028, 2032),
      token: `tok_world_${id.slice(-16)}`,
      isDefault: position === 0,
      createdAt: new Date(at),
    };
  });
};
