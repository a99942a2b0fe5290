import type { WarehouseId } from '@emporium/contracts/ids';
import type { WorldAddress } from './addresses.ts';
import { warehouseId } from './ids.ts';

export interface WorldWarehouse {
  readonly index: number;
  readonly id: WarehouseId;
  readonly code: string;
  readonly name: string;
  /** Part of the world it serves first. */
  readonly region: 'us-west' | 'us-central' | 'us-east' | 'eu-central' | 'jp-west';
  readonly kind: 'FULFILMENT_CENTER';
  readonly address: WorldAddress;
  readonly latitude: number;
  readonly longitude: number;
  /** IANA name. */
  readonly timeZone: string;
  /** Orders confirmed before this local time leave the same day. */
  readonly cutoffLocalTime: string;
  readonly active: true;
}

const address = (
  country: WorldAddress['country'],
  region: string | null,
  city: string,
  postalCode: string,
  line1: string,
): WorldAddress => ({
  recipient: 'Emporium Logistics',
  line1,
  line2: null,
  city,
  region,
  postalCode,
  country,
  phone: null,
});

const WAREHOUSE_FACTS: readonly Omit<WorldWarehouse, 'index' | 'id' | 'kind' | 'active'>[] = [
  {
    code: 'RNO1',
    name: 'Reno Fulfilment Center',
    region: 'us-west',
    address: address('US', 'NV', 'Reno', '89506', '4400 Silver Sage Parkway'),
    latitude: 39.63,
    longitude: -119.87,
    timeZone: 'America/Los_Angeles',
    cutoffLocalTime: '16:00',
  },
  {
    code: 'DFW2',
    name: 'Dallas Fulfilment Center',
    region: 'us-central',
    address: address('US', 'TX', 'Dallas', '75241', '1150 Cotton Belt Drive'),
    latitude: 32.66,
    longitude: -96.78,
    timeZone: 'America/Chicago',
    cutoffLocalTime: '17:00',
  },
  {
    code: 'CMH1',
    name: 'Columbus Fulfilment Center',
    region: 'us-east',
    address: address('US', 'OH', 'Columbus', '43217', '2900 Rickenbacker Way'),
    latitude: 39.82,
    longitude: -82.94,
    timeZone: 'America/New_York',
    cutoffLocalTime: '17:00',
  },
  {
    code: 'LEJ1',
    name: 'Leipzig Fulfilment Center',
    region: 'eu-central',
    address: address('DE', null, 'Leipzig', '04356', 'Güterbahnstraße 18'),
    latitude: 51.41,
    longitude: 12.4,
    timeZone: 'Europe/Berlin',
    cutoffLocalTime: '15:00',
  },
  {
    code: 'DTM1',
    name: 'Dortmund Fulfilment Center',
    region: 'eu-central',
    address: address('DE', null, 'Dortmund', '44145', 'Speicherring 5'),
    latitude: 51.53,
    longitude: 7.46,
    timeZone: 'Europe/Berlin',
    cutoffLocalTime: '15:30',
  },
  {
    code: 'KIX1',
    name: 'Osaka Fulfilment Center',
    region: 'jp-west',
    address: address('JP', 'Osaka', 'Sakai', '592-8331', '3-2-1 Chikkocho'),
    latitude: 34.55,
    longitude: 135.44,
    timeZone: 'Asia/Tokyo',
    cutoffLocalTime: '14:00',
  },
];

/** The six warehouses: `WAREHOUSES[warehouse.index] === warehouse`. Three in the US, two in Germany, one in Japan. */
export const WAREHOUSES: readonly WorldWarehouse[] = WAREHOUSE_FACTS.map((facts, index) => ({
  index,
  id: warehouseId(index),
  kind: 'FULFILMENT_CENTER',
  active: true,
  ...facts,
}));
