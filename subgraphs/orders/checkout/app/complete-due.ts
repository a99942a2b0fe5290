import type { HeldSaga } from './drive-saga.ts';
import type { CheckoutStore } from './ports.ts';
import type { CheckoutId } from '@emporium/contracts/ids';
import type { SagaState } from './saga-state.ts';

const BATCH = 20;

/**
 * The completer: finishes what requests left behind (a crash, a subgraph that was down, an answer
 * that came as an event) and sends back what nobody paid for in time. Safe beside its twins in other
 * processes, since a saga is taken under its row lock.
 *
 * @returns how many sagas it worked on
 */
export const completeDue =
  (deps: {
    readonly checkouts: CheckoutStore;
    readonly now: () => Date;
    readonly take: (id: CheckoutId) => Promise<HeldSaga | null>;
    readonly drive: (held: HeldSaga) => Promise<SagaState>;
  }) =>
  async (): Promise<number> => {
    const due = await deps.checkouts.findDue(deps.now(), BATCH);
    const worked = await Promise.all(
      due.map(async (id) => {
        const held = await deps.take(id);
        if (held !== null) await deps.drive(held);
        return held !== null;
      }),
    );
    return worked.filter(Boolean).length;
  };
