import type { CheckoutId, OwnerId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import { err, ok, type Result } from '@emporium/platform/result';
import { decideEdit, type EditProblem } from '../domain/checkout.ts';
import { priceCheckout } from '../domain/pricing.ts';
import type { CheckoutStore } from './ports.ts';

export interface SelectShippingOption {
  readonly ownerId: OwnerId;
  readonly checkoutId: CheckoutId;
  readonly version: number;
  readonly groupId: string;
  readonly optionId: string;
}

export type SelectProblem =
  { readonly code: 'NOT_FOUND'; readonly what: 'checkout' | 'delivery group' | 'shipping option' } | EditProblem;

/** How fast one parcel travels. */
export const selectShippingOption =
  (deps: { uow: UnitOfWork; checkouts: CheckoutStore; now: () => Date }) =>
  (command: SelectShippingOption): Promise<Result<null, SelectProblem>> =>
    deps.uow.run(async (tx): Promise<Result<null, SelectProblem>> => {
      const checkout = await deps.checkouts.lock(tx, command.checkoutId);
      if (checkout?.ownerId !== command.ownerId) return err({ code: 'NOT_FOUND', what: 'checkout' });
      const edit = decideEdit(checkout, command.version, deps.now());
      if (!edit.ok) return edit;
      const group = priceCheckout(checkout).groups.find((each) => each.group.id === command.groupId);
      if (group === undefined) return err({ code: 'NOT_FOUND', what: 'delivery group' });
      const option = group.options.find((each) => each.id === command.optionId);
      if (option === undefined) return err({ code: 'NOT_FOUND', what: 'shipping option' });
      const groups = checkout.groups.map((each) =>
        each.id === group.group.id ? { ...each, speed: option.speed } : each,
      );
      deps.checkouts.save(tx, { ...edit.value, groups });
      return ok(null);
    });
