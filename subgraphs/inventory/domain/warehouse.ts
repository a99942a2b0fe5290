import type { WarehouseId } from '@emporium/contracts/ids';
import type { DispatchSchedule } from './delivery.ts';
import type { Coordinates } from './geography.ts';

export interface Warehouse extends Coordinates, DispatchSchedule {
  readonly id: WarehouseId;
  readonly code: string;
  readonly name: string;
  /** Of operation, such as `us-east`. */
  readonly region: string;
  readonly address: WarehouseAddress;
  readonly kind: 'FULFILMENT_CENTER' | 'SELLER_OWNED' | 'STORE' | 'SORT_CENTER';
  /** Takes new orders. A closed one still ships what it has promised. */
  readonly active: boolean;
}

export interface WarehouseAddress {
  readonly recipient: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string;
  readonly phone: string | null;
}
