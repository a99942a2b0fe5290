import type { SellerId, UserId } from '@emporium/contracts/ids';
import { addressAt, type WorldAddress } from './addresses.ts';
import { Dice } from './dice.ts';
import { sellerId, sellerJoinedMs, userId } from './ids.ts';
import { US_PLACES, WORLD_PLACES } from './places.ts';
import { DEPARTMENTS } from './taxonomy.ts';
import { DEMO_USERS } from './users.ts';
import { slugify } from './wording.ts';

export interface WorldSeller {
  readonly index: number;
  readonly id: SellerId;
  readonly slug: string;
  readonly displayName: string;
  readonly legalName: string;
  readonly about: string;
  readonly country: WorldAddress['country'];
  readonly businessAddress: WorldAddress;
  /** AT_RISK sells like ACTIVE; IN_REVIEW has no offers yet. */
  readonly status: 'ACTIVE' | 'AT_RISK' | 'IN_REVIEW';
  readonly kycState: 'VERIFIED' | 'PENDING';
  readonly commissionPlan: CommissionPlanKey;
  /** Departments it sells in, by place in `DEPARTMENTS`. */
  readonly departments: readonly number[];
  /** What buyers said of it in the last year: mean stars in tenths. */
  readonly rating: { readonly average: number; readonly count: number };
  readonly performance: {
    /** Shares, 0 to 1. */
    readonly orderDefectRate: number;
    readonly lateShipmentRate: number;
    readonly cancellationRate: number;
    readonly validTrackingRate: number;
    readonly responseTimeHours: number;
  };
  /** The warehouse it keeps its own stock in, by place in `WAREHOUSES`. */
  readonly homeWarehouse: number;
  readonly members: readonly { readonly userId: UserId; readonly role: 'OWNER' | 'MANAGER' }[];
  readonly joinedAt: Date;
}

export type CommissionPlanKey = 'standard' | 'volume';

const EVERYTHING = DEPARTMENTS.map((_, index) => index);

/** Places in `SELLERS`: the demonstration's own seller, and the marketplace's retail arm that sells everything. */
export const DEMO_SELLER = 0;
export const HOUSE_SELLER = 1;

const seller = (displayName: string, departments: readonly number[], about: string) => ({
  displayName,
  departments,
  about,
});

/** All names are invented. Department numbers follow `DEPARTMENTS`. */
const SELLER_FACTS = [
  seller(
    'Juniper & Slate',
    [0, 1, 2, 3, 5, 9],
    'A family shop in its second generation: technology, kitchenware and outdoor gear, tested at our own table before it is listed.',
  ),
  seller('Emporium Retail', EVERYTHING, 'Sold and shipped by Emporium, with thirty days to change your mind.'),
  seller('Voltage Alley', [0, 1, 2], 'Audio, video and computing from a team of former repair technicians.'),
  seller('Parcel & Plug', [0, 2], 'Phones, chargers and everything that hangs on them.'),
  seller('Cedar Lane Goods', [3, 4], 'Quiet, durable things for the kitchen and the living room.'),
  seller('Hearth & Home Supply', [3, 4], 'Cookware and bedding at warehouse prices, dispatched within a day.'),
  seller('Second Shelf Books', [6], 'New and second-hand books, each graded by hand.'),
  seller('Pageturner Depot', [6], 'A million pages, carefully packed.'),
  seller('Stitch Market', [5], 'Everyday clothing from small European mills.'),
  seller('Coast to Coast Apparel', [5], 'Casual wear in generous sizes, with free exchange.'),
  seller('Solebound', [5, 9], 'Shoes, boots and packs for long days.'),
  seller('Green Basket Grocers', [7], 'Pantry goods straight from growers we visit every year.'),
  seller('Roast & Leaf', [7], 'Coffee roasted on Mondays and Thursdays; tea from this season.'),
  seller('Clearwater Pharmacy', [8], 'A registered pharmacy with a pharmacist on the phone until ten.'),
  seller('Glow Cabinet', [8], 'Skin and hair care without the fairy tales.'),
  seller('Base Layer Outfitters', [9, 5], 'Tents, bags and layers, chosen by people who sleep outside.'),
  seller('Ironwood Fitness', [9], 'Heavy things, shipped flat.'),
  seller('Playroom Pirates', [10], 'Games and toys that survive the second child.'),
  seller('Cradle Corner', [10], 'Prams, carriers and monitors, with advice by chat.'),
  seller('Workshop Yard', [11], 'Tools for trade and home, with spare parts in stock.'),
  seller('Potting Shed Direct', [11], 'Seeds, planters and watering from a nursery in the valley.'),
  seller('Happy Tails Supply', [11], 'Beds, leads and food for animals with opinions.'),
  seller('Blue Crate Trading', [0, 3, 10], 'Overstock and open-box bargains, honestly described.'),
  seller('Renewed Circuit', [0, 1, 2], 'Refurbished electronics with a one-year guarantee.'),
  seller('Lichtblick Handel', [4, 3], 'Leuchten und Möbel aus Leipzig – lighting and furniture from Leipzig.'),
  seller('Werkbank Nord', [11, 1], 'Tools and office supplies, shipped from Hamburg.'),
  seller('Osaka Direct', [0, 5, 10], 'Japanese design, shipped from Sakai within two days.'),
  seller('Kanda Stationery', [1, 6], 'Notebooks, pens and paper for people who still write.'),
  seller('Thames & Tweed', [5, 4], 'Wool, linen and leather from British makers.'),
  seller('Highland Provisions', [7, 9], 'Oats, oil, flasks and jackets for bad weather.'),
  seller('Maple Ridge Traders', [3, 9, 11], 'From Vancouver: home, garden and trail.'),
  seller('Everyday Bargain Hub', [2, 3, 8, 10], 'Daily needs at daily prices.'),
  seller('Silver Fern Imports', [7, 8], 'Small-batch food and care from the southern hemisphere.'),
  seller('Metro Office Supply', [1, 4], 'Desks, chairs and everything on them.'),
  seller('Pixel & Print', [0, 1], 'Cameras, printers and the patience to explain them.'),
  seller('Trailhead Exchange', [9], 'New and nearly new outdoor equipment.'),
  seller('Nursery Lane', [10, 5], 'Baby clothes, carriers and soft toys.'),
  seller('Quick Cart Outlet', [0, 2, 5, 10], 'Fast-moving stock from many brands.'),
  seller('Harbour Street Vintage', [5, 6], 'Pre-owned fashion and books with a past.'),
  seller('Alder & Ash Woodcraft', [4, 10], 'Solid wood, made to order.'),
] as const;

/** The last but one ships too late for its own good; the last is still being checked. */
const statusOf = (index: number): WorldSeller['status'] =>
  index === SELLER_FACTS.length - 1 ? 'IN_REVIEW' : index === SELLER_FACTS.length - 3 ? 'AT_RISK' : 'ACTIVE';

const HOME_WAREHOUSES: Readonly<Record<WorldAddress['country'], readonly number[]>> = {
  US: [0, 1, 2],
  CA: [0, 2],
  GB: [4],
  DE: [3, 4],
  JP: [5],
};

const countryOf = (index: number, displayName: string): WorldAddress['country'] => {
  if (displayName === 'Lichtblick Handel' || displayName === 'Werkbank Nord') return 'DE';
  if (displayName === 'Osaka Direct' || displayName === 'Kanda Stationery') return 'JP';
  if (displayName === 'Thames & Tweed' || displayName === 'Highland Provisions') return 'GB';
  return displayName === 'Maple Ridge Traders' ? 'CA' : 'US';
};

const membersOf = (index: number): WorldSeller['members'] =>
  index === DEMO_SELLER
    ? [{ userId: userId(DEMO_USERS.seller), role: 'OWNER' }]
    : index === HOUSE_SELLER
      ? [{ userId: userId(DEMO_USERS.admin), role: 'OWNER' }]
      : [];

/** Every seller: `SELLERS[seller.index] === seller`. */
export const SELLERS: readonly WorldSeller[] = SELLER_FACTS.map(({ displayName, departments, about }, index) => {
  const dice = new Dice('seller', index);
  const country = countryOf(index, displayName);
  const places = country === 'US' ? US_PLACES : WORLD_PLACES.filter((place) => place.country === country);
  const status = statusOf(index);
  const late = status === 'AT_RISK' ? dice.between(0.05, 0.08) : dice.between(0.004, 0.03);
  return {
    index,
    id: sellerId(index),
    slug: slugify(displayName),
    displayName,
    legalName: `${displayName} ${country === 'DE' ? 'GmbH' : country === 'JP' ? 'K.K.' : country === 'GB' ? 'Ltd' : 'LLC'}`,
    about,
    country,
    businessAddress: addressAt(dice, dice.pick(places), displayName),
    status,
    kycState: status === 'IN_REVIEW' ? 'PENDING' : 'VERIFIED',
    commissionPlan: index === HOUSE_SELLER || dice.chance(0.2) ? 'volume' : 'standard',
    departments,
    rating: {
      average: Math.round((status === 'AT_RISK' ? 3.6 : dice.between(4.1, 4.9)) * 10) / 10,
      count: status === 'IN_REVIEW' ? 0 : dice.int(40, 4200),
    },
    performance: {
      orderDefectRate: Math.round(late * 3000) / 10_000,
      lateShipmentRate: Math.round(late * 10_000) / 10_000,
      cancellationRate: Math.round(dice.between(0.002, 0.02) * 10_000) / 10_000,
      validTrackingRate: Math.round(dice.between(0.955, 0.999) * 10_000) / 10_000,
      responseTimeHours: Math.round(dice.between(1, 20) * 10) / 10,
    },
    homeWarehouse: dice.pick(HOME_WAREHOUSES[country]),
    members: membersOf(index),
    joinedAt: new Date(sellerJoinedMs(index)),
  };
});

/** Sellers with offers in a department, by place in `DEPARTMENTS`. */
export const SELLERS_BY_DEPARTMENT: readonly (readonly WorldSeller[])[] = DEPARTMENTS.map((_, department) =>
  SELLERS.filter((candidate) => candidate.status !== 'IN_REVIEW' && candidate.departments.includes(department)),
);
