/** How a country writes its postal codes. */
export interface PostalCodeRule {
  /** The code in upper case, without spaces and hyphens. */
  readonly form: RegExp;
  /** The compact code as letters carry it. */
  readonly write: (compact: string) => string;
  readonly example: string;
}

const digits = (count: number, example: string, write: PostalCodeRule['write'] = (code) => code): PostalCodeRule => ({
  form: new RegExp(`^\\d{${count}}$`),
  write,
  example,
});
const cut =
  (position: number, separator: string) =>
  (code: string): string =>
    `${code.slice(0, position)}${separator}${code.slice(position)}`;

/** Every country that parcels go to; null where addresses have no postal code. Forms after the UPU's addressing guides. */
export const POSTAL_CODES: Readonly<Record<string, PostalCodeRule | null>> = {
  AE: null,
  AU: digits(4, '2000'),
  BR: digits(8, '01310-100', cut(5, '-')),
  CA: {
    form: /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d$/,
    write: cut(3, ' '),
    example: 'M5V 2T6',
  },
  CH: digits(4, '8001'),
  CN: digits(6, '100000'),
  DE: digits(5, '10115'),
  ES: digits(5, '28013'),
  FR: digits(5, '75001'),
  GB: {
    form: /^(GIR0AA|[A-Z]{1,2}\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2})$/,
    write: (code) => cut(code.length - 3, ' ')(code),
    example: 'SW1A 1AA',
  },
  IE: { form: /^[AC-FHKNPRTV-Y]\d[\dW][\dAC-FHKNPRTV-Y]{4}$/, write: cut(3, ' '), example: 'D02 X285' },
  IN: { form: /^[1-9]\d{5}$/, write: (code) => code, example: '110001' },
  IT: digits(5, '00118'),
  JP: digits(7, '100-0001', cut(3, '-')),
  KR: digits(5, '03051'),
  KW: digits(5, '13001'),
  MX: digits(5, '06000'),
  NL: { form: /^[1-9]\d{3}[A-Z]{2}$/, write: cut(4, ' '), example: '1012 JS' },
  PL: digits(5, '00-001', cut(2, '-')),
  SE: digits(5, '111 20', cut(3, ' ')),
  SG: digits(6, '018956'),
  US: {
    form: /^\d{5}(\d{4})?$/,
    write: (code) => (code.length > 5 ? cut(5, '-')(code) : code),
    example: '94103 or 94103-1234',
  },
  ZA: digits(4, '8001'),
};

/** Upper case, without spaces, hyphens and full-width characters. */
export const compactPostalCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');
