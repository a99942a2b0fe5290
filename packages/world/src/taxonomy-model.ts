/** What decides the tax rate of a thing. */
export type TaxClass = 'standard' | 'books' | 'food' | 'clothing' | 'electronics' | 'medicine';

export type AttributeType = 'enum' | 'number' | 'boolean';

/**
 * One typed property of a category's products. Values stand from cheap to dear: a product with
 * the last value costs `lift` times what the same product with the first value would.
 */
export interface AttributeDefinition {
  readonly key: string;
  readonly label: string;
  readonly type: AttributeType;
  readonly unit: string | null;
  readonly values: readonly string[];
  readonly facetable: boolean;
  readonly lift: number;
  /** Values are names (Kenya, Wi-Fi) and keep their capitals inside a sentence. */
  readonly proper: boolean;
}

/** What tells the variants of one product apart. `ordered` axes (sizes) are offered as a run of neighbours. */
export interface OptionAxis {
  readonly name: string;
  readonly values: readonly string[];
  readonly ordered: boolean;
  readonly lift: number;
}

export type ComplianceFlag = 'AGE_RESTRICTED' | 'HAZMAT' | 'EXPORT_RESTRICTED' | 'AUTHENTICITY_REQUIRED';

/** A category that holds products, with all that is needed to invent one. */
export interface LeafDefinition {
  readonly slug: string;
  readonly name: string;
  /** Three letters that open its SKUs. */
  readonly code: string;
  /** What a sentence calls one of them: "laptop", "pair of boots". */
  readonly noun: string;
  readonly icon: string;
  readonly tax: TaxClass;
  /** Median price in US dollars, and the deviation of its logarithm. */
  readonly price: readonly [medianUsd: number, sigma: number];
  readonly weightGrams: readonly [low: number, high: number];
  readonly sizeMm: readonly [length: number, width: number, height: number];
  /** `{brand}`, `{model}` and the keys of attributes and of `words` are filled in. */
  readonly title: string;
  readonly attributes: readonly AttributeDefinition[];
  readonly axes: readonly OptionAxis[];
  /** Sentences for the description, filled in like the title. */
  readonly about: readonly string[];
  /** Words for the title and the description that are not attributes. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  /** Brand groups to draw from instead of the department's. */
  readonly brands?: string;
  readonly flags?: readonly ComplianceFlag[];
}

export interface SectionDefinition {
  readonly slug: string;
  readonly name: string;
  readonly leaves: readonly LeafDefinition[];
}

export interface DepartmentDefinition {
  readonly slug: string;
  readonly name: string;
  /** Hue of its product pictures, in degrees. */
  readonly hue: number;
  /** Brand group that its leaves draw from. */
  readonly brands: string;
  /** Share of a sale that the marketplace keeps, in basis points. */
  readonly commissionBps: number;
  readonly sections: readonly SectionDefinition[];
}

interface AttributeOptions {
  readonly lift?: number;
  readonly facetable?: boolean;
  readonly proper?: boolean;
}

export const oneOf = (
  key: string,
  label: string,
  values: readonly string[],
  { lift = 1, facetable = true, proper = false }: AttributeOptions = {},
): AttributeDefinition => ({ key, label, type: 'enum', unit: null, values, facetable, lift, proper });

export const amount = (
  key: string,
  label: string,
  unit: string | null,
  values: readonly number[],
  { lift = 1, facetable = true }: AttributeOptions = {},
): AttributeDefinition => ({
  key,
  label,
  type: 'number',
  unit,
  values: values.map(String),
  facetable,
  lift,
  proper: false,
});

export const yesNo = (
  key: string,
  label: string,
  { lift = 1, facetable = true }: AttributeOptions = {},
): AttributeDefinition => ({
  key,
  label,
  type: 'boolean',
  unit: null,
  values: ['No', 'Yes'],
  facetable,
  lift,
  proper: false,
});

/** An axis whose values have an order: sizes, capacities, pack sizes. */
export const sizes = (name: string, values: readonly string[], lift = 1): OptionAxis => ({
  name,
  values,
  ordered: true,
  lift,
});

/** An axis whose values are a matter of taste. */
export const choice = (name: string, values: readonly string[]): OptionAxis => ({
  name,
  values,
  ordered: false,
  lift: 1,
});

export const colours = (...values: readonly string[]): OptionAxis => choice('Colour', values);
