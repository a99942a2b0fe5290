import { paymentMethodsOf } from '@emporium/world/payment-methods';
import { users } from '@emporium/world/users';
import type { TableRows } from './index.ts';

/** What guests of the seeded history paid with; nobody kept it. */
export const GUEST_CARD = 'spm_world_guest';
export const BANK_TRANSFER = 'spm_world_transfer';

/** Saved cards, and the same methods as the simulated gateway knows them. */
export function methodRows(): TableRows[] {
  const saved = Array.from(users(), ({ index }) => paymentMethodsOf(index)).flat();
  return [
    {
      table: 'payment_method',
      columns: [
        'id',
        'owner_id',
        'kind',
        'brand',
        'last4',
        'exp_month',
        'exp_year',
        'reference',
        'is_default',
        'created_at',
      ],
      rows: saved.map((method) => [
        method.id,
        method.userId,
        method.kind,
        method.brand,
        method.last4,
        method.expMonth,
        method.expYear,
        method.token,
        method.isDefault,
        method.createdAt,
      ]),
    },
    {
      table: 'simulator_method',
      columns: ['id', 'type', 'behaviour', 'card'],
      rows: [
        ...saved.map(({ token, brand, last4, expMonth, expYear }) => [
          token,
          'card',
          'APPROVE',
          { brand, last4, exp_month: expMonth, exp_year: expYear },
        ]),
        [GUEST_CARD, 'card', 'APPROVE', { brand: 'Visa', last4: '1881', exp_month: 12, exp_year: 2030 }],
        [BANK_TRANSFER, 'bank_transfer', 'APPROVE', null],
      ],
    },
  ];
}
