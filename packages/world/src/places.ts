/** Real cities with the shape of their addresses; streets and house numbers are invented. */
export interface Place {
  readonly city: string;
  /** State, prefecture or county as addresses there write it; null where they do not. */
  readonly region: string | null;
  readonly country: 'US' | 'GB' | 'DE' | 'JP' | 'CA';
  /** Digits of the postal code that stay; `#` stands for a drawn digit. */
  readonly postalPattern: string;
}

const us = (city: string, region: string, postalPattern: string): Place => ({
  city,
  region,
  country: 'US',
  postalPattern,
});

export const US_PLACES: readonly Place[] = [
  us('Seattle', 'WA', '981##'),
  us('Portland', 'OR', '972##'),
  us('San Francisco', 'CA', '941##'),
  us('San Diego', 'CA', '921##'),
  us('Phoenix', 'AZ', '850##'),
  us('Denver', 'CO', '802##'),
  us('Austin', 'TX', '787##'),
  us('Houston', 'TX', '770##'),
  us('Minneapolis', 'MN', '554##'),
  us('Chicago', 'IL', '606##'),
  us('Columbus', 'OH', '432##'),
  us('Nashville', 'TN', '372##'),
  us('Atlanta', 'GA', '303##'),
  us('Orlando', 'FL', '328##'),
  us('Charlotte', 'NC', '282##'),
  us('Philadelphia', 'PA', '191##'),
  us('Brooklyn', 'NY', '112##'),
  us('Boston', 'MA', '021##'),
];

export const WORLD_PLACES: readonly Place[] = [
  { city: 'Manchester', region: null, country: 'GB', postalPattern: 'M# #WX' },
  { city: 'Bristol', region: null, country: 'GB', postalPattern: 'BS# #TR' },
  { city: 'Edinburgh', region: null, country: 'GB', postalPattern: 'EH# #LN' },
  { city: 'Hamburg', region: null, country: 'DE', postalPattern: '203##' },
  { city: 'Leipzig', region: null, country: 'DE', postalPattern: '041##' },
  { city: 'Köln', region: null, country: 'DE', postalPattern: '506##' },
  { city: 'Osaka', region: 'Osaka', country: 'JP', postalPattern: '53#-00##' },
  { city: 'Sapporo', region: 'Hokkaido', country: 'JP', postalPattern: '06#-00##' },
  { city: 'Toronto', region: 'ON', country: 'CA', postalPattern: 'M#V #K#' },
  { city: 'Vancouver', region: 'BC', country: 'CA', postalPattern: 'V#B #H#' },
];
