import { Dice } from './dice.ts';

const US_WAREHOUSES = [0, 1, 2] as const;
const OVERSEAS_WAREHOUSES = [3, 4, 5] as const;

/**
 * Where an offer's stock lies, by place in `WAREHOUSES`. A seller who ships keeps it at home; what
 * the platform ships lies in one to three places, the first of them in the US, the main market.
 */
export const shippingWarehouses = (
  offer: number,
  fulfilment: 'PLATFORM' | 'SELLER',
  home: number,
): readonly number[] => {
  if (fulfilment === 'SELLER') return [home];
  const dice = new Dice('stock.places', offer);
  const count = dice.int(1, 3);
  const overseas = count > 1 && dice.chance(0.35) ? [dice.pick(OVERSEAS_WAREHOUSES)] : [];
  return [...dice.some(US_WAREHOUSES, count - overseas.length), ...overseas];
};
