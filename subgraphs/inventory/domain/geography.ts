/** WGS 84 degrees. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_RADIUS_KM = 6_371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance by the haversine formula; within 0.5 % of the truth, plenty for choosing a warehouse. */
export function distanceKm(a: Coordinates, b: Coordinates): number {
  const latitude = radians(b.latitude - a.latitude);
  const longitude = radians(b.longitude - a.longitude);
  const h =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(longitude / 2) ** 2;
  return Math.round(2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(h)));
}

// Population-weighted centres, good enough to rank six warehouses.
const COUNTRY_CENTRES: Readonly<Record<string, Coordinates>> = {
  AE: { latitude: 25.2, longitude: 55.3 },
  AU: { latitude: -33.4, longitude: 147.5 },
  BR: { latitude: -21.2, longitude: -46.5 },
  CA: { latitude: 45.8, longitude: -79.4 },
  CH: { latitude: 47.1, longitude: 7.9 },
  CN: { latitude: 32.8, longitude: 114.3 },
  DE: { latitude: 50.9, longitude: 9.6 },
  ES: { latitude: 39.9, longitude: -3.2 },
  FR: { latitude: 47.2, longitude: 2.6 },
  GB: { latitude: 52.6, longitude: -1.6 },
  IE: { latitude: 53.1, longitude: -7.4 },
  IN: { latitude: 22.4, longitude: 79.2 },
  IT: { latitude: 43.0, longitude: 12.0 },
  JP: { latitude: 35.5, longitude: 137.5 },
  KR: { latitude: 36.6, longitude: 127.6 },
  KW: { latitude: 29.3, longitude: 47.9 },
  MX: { latitude: 21.0, longitude: -100.4 },
  NL: { latitude: 52.1, longitude: 5.2 },
  PL: { latitude: 51.8, longitude: 19.4 },
  SE: { latitude: 58.9, longitude: 15.6 },
  SG: { latitude: 1.35, longitude: 103.8 },
  US: { latitude: 38.0, longitude: -92.0 },
  ZA: { latitude: -27.6, longitude: 28.3 },
};

// The first digit of a ZIP code tells the region: https://pe.usps.com/text/dmm300/608.htm
const US_ZIP_REGIONS: readonly Coordinates[] = [
  { latitude: 42.0, longitude: -72.5 },
  { latitude: 41.0, longitude: -75.5 },
  { latitude: 37.8, longitude: -78.5 },
  { latitude: 30.5, longitude: -84.0 },
  { latitude: 40.3, longitude: -84.0 },
  { latitude: 44.0, longitude: -93.5 },
  { latitude: 40.0, longitude: -92.0 },
  { latitude: 31.5, longitude: -95.5 },
  { latitude: 38.5, longitude: -109.0 },
  { latitude: 38.0, longitude: -120.5 },
];

/** Where a parcel goes, as far as country and postal code tell. Null: Emporium does not deliver there. */
export function locate(destination: {
  readonly country: string;
  readonly postalCode: string | null;
}): Coordinates | null {
  const zipRegion = destination.country === 'US' ? /^\d/.exec(destination.postalCode ?? '')?.[0] : undefined;
  return (zipRegion !== undefined && US_ZIP_REGIONS[Number(zipRegion)]) || COUNTRY_CENTRES[destination.country] || null;
}
