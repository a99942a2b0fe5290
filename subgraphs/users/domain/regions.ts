/** The regions of a country whose addresses need one, and which of them a postal code lies in. */
export interface RegionRule {
  /** Region codes by name, both in lower case. */
  readonly codes: ReadonlyMap<string, string>;
  /** What the country calls them. */
  readonly noun: string;
  /** The codes a compact postal code may belong to; empty when unknown. */
  readonly ofPostalCode: (compact: string) => readonly string[];
}

const byName = (list: string): ReadonlyMap<string, string> =>
  new Map(
    list.split(',').flatMap((entry) => {
      const [code, name] = entry.trim().split('=') as [string, string];
      return [
        [code.toLowerCase(), code],
        [name.toLowerCase(), code],
      ] as const;
    }),
  );

const STATES = byName(`AL=Alabama, AK=Alaska, AZ=Arizona, AR=Arkansas, CA=California, CO=Colorado, CT=Connecticut,
  DE=Delaware, DC=District of Columbia, FL=Florida, GA=Georgia, HI=Hawaii, ID=Idaho, IL=Illinois, IN=Indiana, IA=Iowa,
  KS=Kansas, KY=Kentucky, LA=Louisiana, ME=Maine, MD=Maryland, MA=Massachusetts, MI=Michigan, MN=Minnesota,
  MS=Mississippi, MO=Missouri, MT=Montana, NE=Nebraska, NV=Nevada, NH=New Hampshire, NJ=New Jersey, NM=New Mexico,
  NY=New York, NC=North Carolina, ND=North Dakota, OH=Ohio, OK=Oklahoma, OR=Oregon, PA=Pennsylvania, RI=Rhode Island,
  SC=South Carolina, SD=South Dakota, TN=Tennessee, TX=Texas, UT=Utah, VT=Vermont, VA=Virginia, WA=Washington,
  WV=West Virginia, WI=Wisconsin, WY=Wyoming, PR=Puerto Rico, VI=Virgin Islands, GU=Guam, AA=Armed Forces Americas,
  AE=Armed Forces Europe, AP=Armed Forces Pacific`);

// First three digits, inclusive: https://pe.usps.com/Archive/HTML/DMMArchive20050106/print/L002.htm
const ZIP_RANGES = `005-005 NY, 006-007 PR, 008-008 VI, 009-009 PR, 010-027 MA, 028-029 RI, 030-038 NH, 039-049 ME,
  050-054 VT, 055-055 MA, 056-059 VT, 060-069 CT, 063-063 NY, 070-089 NJ, 090-098 AE, 100-149 NY, 150-196 PA,
  197-199 DE, 200-205 DC, 201-201 VA, 206-219 MD, 220-246 VA, 247-268 WV, 270-289 NC, 290-299 SC, 300-319 GA,
  320-339 FL, 340-340 AA, 341-349 FL, 350-369 AL, 370-385 TN, 386-397 MS, 398-399 GA, 400-427 KY, 422-422 TN,
  430-459 OH, 460-479 IN, 480-499 MI, 500-528 IA, 530-549 WI, 550-567 MN, 569-569 DC, 570-577 SD, 580-588 ND,
  590-599 MT, 600-629 IL, 630-658 MO, 660-679 KS, 680-693 NE, 700-714 LA, 716-729 AR, 730-749 OK, 733-733 TX,
  739-739 TX, 750-799 TX, 800-816 CO, 820-831 WY, 832-838 ID, 834-834 WY, 840-847 UT, 850-865 AZ, 865-865 NM,
  870-884 NM, 885-885 TX, 889-898 NV, 900-961 CA, 962-966 AP, 967-968 HI, 969-969 GU, 970-979 OR, 980-994 WA,
  995-999 AK`
  .split(',')
  .map((entry) => {
    const [, from, to, state] = /(\d+)-(\d+) (\w+)/.exec(entry)!;
    return { from: Number(from), to: Number(to), state: state! };
  });

const PROVINCES = byName(`AB=Alberta, BC=British Columbia, MB=Manitoba, NB=New Brunswick, NL=Newfoundland and Labrador,
  NS=Nova Scotia, NT=Northwest Territories, NU=Nunavut, ON=Ontario, PE=Prince Edward Island, QC=Quebec,
  SK=Saskatchewan, YT=Yukon`);

// By the first letter of the postal code: https://www.canadapost-postescanada.ca/cpc/en/support/articles/addressing-guidelines/postal-codes.page
const PROVINCES_BY_LETTER: Readonly<Record<string, readonly string[]>> = {
  A: ['NL'],
  B: ['NS'],
  C: ['PE'],
  E: ['NB'],
  G: ['QC'],
  H: ['QC'],
  J: ['QC'],
  K: ['ON'],
  L: ['ON'],
  M: ['ON'],
  N: ['ON'],
  P: ['ON'],
  R: ['MB'],
  S: ['SK'],
  T: ['AB'],
  V: ['BC'],
  X: ['NT', 'NU'],
  Y: ['YT'],
};

/** Countries whose carriers refuse a parcel with the wrong region; elsewhere it is free text. */
export const REGIONS: Readonly<Record<string, RegionRule>> = {
  US: {
    codes: STATES,
    noun: 'state',
    ofPostalCode: (compact) => {
      const prefix = Number(compact.slice(0, 3));
      // The narrowest range first: a few prefixes belong to a neighbour.
      return ZIP_RANGES.filter(({ from, to }) => from <= prefix && prefix <= to)
        .toSorted((a, b) => a.to - a.from - (b.to - b.from))
        .map(({ state }) => state);
    },
  },
  CA: {
    codes: PROVINCES,
    noun: 'province',
    ofPostalCode: (compact) => PROVINCES_BY_LETTER[compact.charAt(0)] ?? [],
  },
};
