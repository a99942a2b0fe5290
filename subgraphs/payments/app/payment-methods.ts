import type { GuestMerged } from '@emporium/contracts/events';
import type { OwnerId, PaymentMethodId } from '@emporium/contracts/ids';
import type { Tx, UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import { MAX_SAVED_METHODS } from '../domain/payment-method.ts';
import {
  GatewayUnavailable,
  OutcomeUnknown,
  type PaymentGateway,
  type PaymentMethodStore,
  type PaymentStore,
} from './ports.ts';

export interface KeepMethod {
  readonly idempotencyKey: string;
  readonly ownerId: OwnerId;
  /** What the gateway gave the client for a card that only the two of them have seen. */
  readonly token: string;
  readonly makeDefault: boolean;
}

export type KeepProblem = {
  readonly code: 'UNKNOWN_TOKEN' | 'TOO_MANY' | 'SERVICE_UNAVAILABLE';
};

interface MethodDeps {
  readonly uow: UnitOfWork;
  readonly methods: PaymentMethodStore;
  readonly newId: NewId;
  readonly now: () => Date;
}

/** Keeps a way to pay. An owner's first is the default. */
export const keepPaymentMethod =
  ({ uow, methods, newId, now, gateway }: MethodDeps & { readonly gateway: PaymentGateway }) =>
  async (command: KeepMethod): Promise<Result<PaymentMethodId, KeepProblem>> => {
    const { idempotencyKey, ownerId, token } = command;
    const facts = await gateway.keepMethod(token, idempotencyKey).catch((error: unknown) => {
      if (error instanceof GatewayUnavailable || error instanceof OutcomeUnknown) return 'UNREACHABLE' as const;
      throw error;
    });
    if (facts === 'UNREACHABLE') return err({ code: 'SERVICE_UNAVAILABLE' });
    return uow.once(idempotencyKey, command, async (tx): Promise<Result<PaymentMethodId, KeepProblem>> => {
      // In here, since the gateway refuses the token of another command with the same key too.
      if (facts === null) return err({ code: 'UNKNOWN_TOKEN' });
      const kept = await methods.lockAll(tx, ownerId);
      if (kept.length >= MAX_SAVED_METHODS) return err({ code: 'TOO_MANY' });
      const id = newId('pm');
      const isFirst = kept.length === 0;
      methods.insert(tx, { id, ownerId, ...facts, isDefault: isFirst, createdAt: now() });
      if (command.makeDefault && !isFirst) methods.setDefault(tx, ownerId, id);
      return ok(id);
    });
  };

/** @returns whether the owner had it. The next youngest method becomes the default when the default goes. */
export const removePaymentMethod =
  ({ uow, methods, now }: MethodDeps) =>
  (id: PaymentMethodId, ownerId: OwnerId): Promise<boolean> =>
    uow.run(async (tx) => {
      const kept = await methods.lockAll(tx, ownerId);
      const gone = kept.find((method) => method.id === id);
      if (gone === undefined) return false;
      methods.remove(tx, id, now());
      const [next] = kept.filter((method) => method !== gone);
      if (gone.isDefault && next !== undefined) methods.setDefault(tx, ownerId, next.id);
      return true;
    });

/** @returns whether the owner has it */
export const makeDefaultPaymentMethod =
  ({ uow, methods }: MethodDeps) =>
  (id: PaymentMethodId, ownerId: OwnerId): Promise<boolean> =>
    uow.run(async (tx) => {
      const kept = await methods.lockAll(tx, ownerId);
      if (!kept.some((method) => method.id === id)) return false;
      methods.setDefault(tx, ownerId, id);
      return true;
    });

/** A guest signed in: payments and saved methods follow the person. */
export const mergeOwner =
  ({ payments, methods }: { readonly payments: PaymentStore; readonly methods: PaymentMethodStore }) =>
  async (tx: Tx, { guestId, userId }: GuestMerged): Promise<void> => {
    await methods.lockAll(tx, userId);
    methods.setOwner(tx, guestId, userId);
    payments.setOwner(tx, guestId, userId);
  };
