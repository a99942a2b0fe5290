import type { Database } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import type { PaymentsStores } from '../app/payments.ts';
import { postgresCaptureStore } from './capture-store.ts';
import { postgresLedgerStore } from './ledger-store.ts';
import { postgresPaymentMethodStore } from './payment-method-store.ts';
import { postgresPaymentStore } from './payment-store.ts';
import { postgresRefundStore } from './refund-store.ts';

export const postgresStores = (deps: { db: Database; newId: NewId }): PaymentsStores => ({
  payments: postgresPaymentStore(deps),
  captures: postgresCaptureStore(deps),
  refunds: postgresRefundStore(deps),
  methods: postgresPaymentMethodStore(),
  ledger: postgresLedgerStore(deps),
});
