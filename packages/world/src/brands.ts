import type { BrandId } from '@emporium/contracts/ids';
import { Dice } from './dice.ts';
import { brandId } from './ids.ts';
import { slugify } from './wording.ts';

export interface WorldBrand {
  readonly index: number;
  readonly id: BrandId;
  readonly slug: string;
  readonly name: string;
  /** The group of makers it belongs to: a department draws its products from one group. */
  readonly group: string;
  /** What its name adds to or takes off a price: 0.75 to 1.5. */
  readonly priceFactor: number;
  /** How good its products are, 0 to 1; ratings follow it. */
  readonly quality: number;
  readonly verified: boolean;
}

/** All names are invented. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  electronics: [
    'Aurivox',
    'Haldenne',
    'Lumaray',
    'Novatide',
    'Kestrelon',
    'Sonarra',
    'Pixelmoor',
    'Vantriq',
    'Orbelle',
    'Tindrum',
  ],
  computers: [
    'Quillmont',
    'Cardinex',
    'Byterra',
    'Northkey',
    'Halcyra',
    'Tessgrid',
    'Plinth & Key',
    'Voltessa',
    'Merrow Labs',
    'Inkerra',
  ],
  phones: [
    'Callisto Nine',
    'Velloom',
    'Strivanta',
    'Pocketree',
    'Zephvolt',
    'Ostrel',
    'Tempora One',
    'Gallant Mobile',
    'Nuvanna',
    'Fennika',
  ],
  home: [
    'Copperhearth',
    'Maison Orel',
    'Brewster & Lane',
    'Fennwick',
    'Hearthline',
    'Kitchella',
    'Sablewood',
    'Pannier & Co',
    'Lofoten Home',
    'Whiskadoo',
  ],
  furniture: [
    'Oakmere',
    'Stillhaven',
    'Birk & Bay',
    'Tallow & Pine',
    'Lumehaus',
    'Arvika Studio',
    'Grainline',
    'Morrowside',
    'Plumb Living',
    'Velden',
  ],
  fashion: [
    'Thistle & Thread',
    'Marlowe Row',
    'Nordhavn Apparel',
    'Calder & Finch',
    'Avenue Sorel',
    'Windrose',
    'Tamsin Gray',
    'Harbourstitch',
    'Fjellvik',
    'Strada Nove',
  ],
  books: [
    'Lanternmoth Press',
    'Quayside Books',
    'Paper Orchard',
    'Ninth Bell',
    'Harrow Lane',
    'Blue Sextant',
    'Mulberry House',
    'Saltmarsh Editions',
    'Open Window Press',
    'Tern & Gull',
  ],
  grocery: [
    'Hillfold',
    'Casa Verano',
    'Little Mill',
    'Oak & Olive',
    'Sunfield Pantry',
    'Monte Lario',
    'Brindle & Bean',
    'Green Furrow',
    'Pavilion Foods',
    'Harvestry',
  ],
  health: [
    'Dermalune',
    'Purmoor',
    'Calendra',
    'Botanica Nord',
    'Vitalmere',
    'Medora',
    'Solenne',
    'Clarisse & Oak',
    'Kinderhill',
    'Freshmoor',
  ],
  sports: [
    'Summitra',
    'Trailhound',
    'Kaldera',
    'Ironbay',
    'Swiftmere',
    'Norrpeak',
    'Velomark',
    'Aquaride',
    'Basecamp Nine',
    'Stridewell',
  ],
  toys: [
    'Tumbletop',
    'Wonderloft',
    'Pip & Poppy',
    'Brickadoo',
    'Foxglove Games',
    'Little Otter',
    'Merrymake',
    'Puzzlewick',
    'Cradle & Cloud',
    'Kite & Kin',
  ],
  garden: [
    'Boscawen Tools',
    'Torqwell',
    'Greenlatch',
    'Rootstock & Co',
    'Hammersby',
    'Petalworks',
    'Wagtail',
    'Muddy Paw',
    'Ironthistle',
    'Barkley & Whisk',
  ],
};

const brand = (group: string, name: string, index: number): WorldBrand => {
  const dice = new Dice('brand', index);
  const priceFactor = dice.between(0.75, 1.5);
  return {
    index,
    id: brandId(index),
    slug: slugify(name),
    name,
    group,
    priceFactor,
    quality: Math.min(1, 0.25 + 0.35 * dice.next() + 0.3 * priceFactor),
    verified: dice.chance(0.8),
  };
};

/** Every brand, in a fixed order: `BRANDS[brand.index] === brand`. */
export const BRANDS: readonly WorldBrand[] = Object.entries(GROUPS)
  .flatMap(([group, names]) => names.map((name) => [group, name] as const))
  .map(([group, name], index) => brand(group, name, index));

export const brandsOfGroup = (group: string): readonly WorldBrand[] => {
  const found = BRANDS.filter((candidate) => candidate.group === group);
  if (found.length === 0) throw new Error(`no brands in group ${group}`);
  return found;
};
