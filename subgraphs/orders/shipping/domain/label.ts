import type { Label } from '../../orders/domain/fulfil.ts';
import type { Shipment } from '../../orders/domain/order.ts';

/** Who drives what the buyer chose. */
const CARRIERS: Readonly<Record<string, { readonly name: string; readonly prefix: string }>> = {
  'Next working day': { name: 'Swiftline', prefix: 'SWL' },
  'Two working days': { name: 'Swiftline', prefix: 'SWL' },
  'No rush': { name: 'Postal Union Express', prefix: 'PUX' },
};
const STANDARD = { name: 'Northern Parcel', prefix: 'NPL' };

/**
 * The label for a parcel, always the same for the same one: printing it again changes nothing. The
 * number's twelve digits are sixty random bits of the shipment's id, so none repeats and none can be guessed.
 */
export function labelFor({ id, service }: Pick<Shipment, 'id' | 'service'>): Label {
  const { name, prefix } = CARRIERS[service] ?? STANDARD;
  return { carrier: name, trackingNumber: `${prefix}${id.slice(-12).toUpperCase()}` };
}
