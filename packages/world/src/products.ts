import type { BrandId, CategoryId, ProductId, VariantId } from '@emporium/contracts/ids';
import { blueprint, type Blueprint, type BlueprintVariant } from './blueprint.ts';
import { createdMs, DAY_MS } from './calendar.ts';
import { gtin, scrambled, unscrambled } from './codes.ts';
import { Dice } from './dice.ts';
import { productId, variantId, variantNumber } from './ids.ts';
import { description, highlights } from './product-copy.ts';
import type { AttributeDefinition, AttributeType, ComplianceFlag, TaxClass } from './taxonomy-model.ts';
import { fill, slugify } from './wording.ts';

export interface WorldAttribute {
  readonly key: string;
  readonly label: string;
  readonly type: AttributeType;
  readonly value: string;
  readonly unit: string | null;
  readonly facetable: boolean;
}

export interface WorldImage {
  /** Path under the media root, such as `/media/velden-drift-rug-4k2m9-1.svg`. */
  readonly path: string;
  readonly altText: string;
  readonly width: number;
  readonly height: number;
  /** From 1, in display order; what `productImageSvg` takes. */
  readonly position: number;
}

export interface WorldVariant {
  readonly id: VariantId;
  readonly productId: ProductId;
  /** Place among the product's variants, from 0; 0 is the default one. */
  readonly position: number;
  readonly sku: string;
  readonly gtin: string;
  readonly title: string;
  readonly selectedOptions: readonly { readonly name: string; readonly value: string }[];
  /** What shops usually ask for it; offers lie around it. */
  readonly basePriceMinor: bigint;
  readonly weightGrams: number;
  /** Length, width and height of the packed thing. */
  readonly dimensionsMm: readonly [number, number, number];
  readonly taxClass: TaxClass;
  readonly imagePath: string;
}

export interface WorldProduct {
  readonly index: number;
  readonly id: ProductId;
  readonly slug: string;
  readonly title: string;
  readonly descriptionHtml: string;
  readonly highlights: readonly string[];
  readonly brandId: BrandId;
  readonly brandName: string;
  readonly categoryId: CategoryId;
  /** Department, section, leaf. */
  readonly categoryPathIds: readonly CategoryId[];
  readonly attributes: readonly WorldAttribute[];
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly variants: readonly WorldVariant[];
  readonly images: readonly WorldImage[];
  readonly taxClass: TaxClass;
  readonly complianceFlags: readonly ComplianceFlag[];
  readonly carbonFootprintGrams: number;
  /** 1 is the best seller. The catalogue stands in this order, so any first part of it is its most popular part. */
  readonly popularityRank: number;
  /** Zipf: 1 for the best seller, about 0.01 for the hundred and fiftieth. */
  readonly popularity: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const IMAGE_SIZE = 800;

/** Grams of CO₂ equivalent for making one gram of it, a rule of thumb by tax class. */
const CARBON_PER_GRAM: Readonly<Record<TaxClass, number>> = {
  standard: 5,
  books: 2,
  food: 3,
  clothing: 14,
  electronics: 28,
  medicine: 6,
};

export const imagePath = (slug: string, position: number): string => `/media/${slug}-${position}.svg`;

/** Values by slot name, for titles and sentences. */
export const slotsOf = (plan: Blueprint): Record<string, string> => {
  const { definition } = plan.leaf;
  const slots: Record<string, string> = { brand: plan.brand.name, model: plan.model, noun: definition.noun };
  definition.attributes.forEach((attribute, position) => {
    slots[attribute.key] = attribute.values[plan.picks[position] as number] as string;
  });
  if (definition.words !== undefined) {
    const dice = new Dice('words', plan.index);
    for (const [name, words] of Object.entries(definition.words)) slots[name] = dice.pick(words);
  }
  return slots;
};

export const titleOf = (plan: Blueprint, slots = slotsOf(plan)): string => fill(plan.leaf.definition.title, slots);

const MAX_SLUG_TITLE = 72;

const slugOf = (plan: Blueprint, title: string): string => {
  const words = slugify(title);
  const kept = words.length <= MAX_SLUG_TITLE ? words : words.slice(0, words.lastIndexOf('-', MAX_SLUG_TITLE));
  return `${kept}-${scrambled(plan.index)}`;
};

/** The number of the product that has this slug, or null when no product can have it. */
export const productIndexOfSlug = (slug: string): number | null => {
  const index = unscrambled(slug.slice(slug.lastIndexOf('-') + 1));
  if (index === null) return null;
  const plan = blueprint(index);
  return slugOf(plan, titleOf(plan)) === slug ? index : null;
};

/** Which option gives its images their colours, or -1. */
export const colourOption = (plan: Blueprint): number =>
  plan.options.findIndex((option) => option.axis.name === 'Colour');

const imageCount = (plan: Blueprint): number => {
  const colours = plan.options[colourOption(plan)];
  return colours === undefined ? 2 : colours.values.length + 1;
};

const variantOf = (
  plan: Blueprint,
  { title, slug }: { readonly title: string; readonly slug: string },
  variant: BlueprintVariant,
  position: number,
): WorldVariant => {
  const { definition } = plan.leaf;
  const colour = colourOption(plan);
  const image = colour < 0 ? 1 : (plan.options[colour]?.values.indexOf(variant.selected[colour] as string) ?? 0) + 1;
  const [length, width, height] = definition.sizeMm;
  const scale = (variant.weightGrams / ((definition.weightGrams[0] + definition.weightGrams[1]) / 2)) ** (1 / 3);
  return {
    id: variantId(plan.index, position),
    productId: productId(plan.index),
    position,
    sku: `${definition.code}-${plan.brand.slug.slice(0, 3).toUpperCase()}-${scrambled(plan.index).toUpperCase()}${'ABCDEF'.charAt(position)}`,
    gtin: gtin(variantNumber(plan.index, position)),
    title: variant.selected.length === 0 ? title : `${title}, ${variant.selected.join(', ')}`,
    selectedOptions: variant.selected.map((value, i) => ({ name: plan.options[i]?.axis.name as string, value })),
    basePriceMinor: BigInt(variant.priceCents),
    weightGrams: variant.weightGrams,
    dimensionsMm: [Math.round(length * scale), Math.round(width * scale), Math.max(3, Math.round(height * scale))],
    taxClass: definition.tax,
    imagePath: imagePath(slug, image),
  };
};

const attributeOf = (attribute: AttributeDefinition, pick: number): WorldAttribute => ({
  key: attribute.key,
  label: attribute.label,
  type: attribute.type,
  value: attribute.values[pick] as string,
  unit: attribute.unit,
  facetable: attribute.facetable,
});

/** A product's `popularity` and `categoryPathIds`, without making the product. */
export const popularityOf = (index: number): number => 1 / (1 + index) ** 0.92;
export const categoryPathOf = (index: number): readonly CategoryId[] => blueprint(index).leaf.category.pathIds;

/** Product number `index`, from 0, with all its variants. Pure: the same in every process. */
export const product = (index: number): WorldProduct => {
  const plan = blueprint(index);
  const { definition, category } = plan.leaf;
  const slots = slotsOf(plan);
  const title = titleOf(plan, slots);
  const slug = slugOf(plan, title);
  const id = productId(index);
  const created = createdMs('prod', index);
  const dice = new Dice('product.rest', index);
  return {
    index,
    id,
    slug,
    title,
    // Words cost more than all the rest, and most who ask for a product want none of them.
    get descriptionHtml() {
      return description(plan, slots);
    },
    get highlights() {
      return highlights(plan);
    },
    brandId: plan.brand.id,
    brandName: plan.brand.name,
    categoryId: category.id,
    categoryPathIds: category.pathIds,
    attributes: definition.attributes.map((attribute, i) => attributeOf(attribute, plan.picks[i] as number)),
    options: plan.options.map((option) => ({ name: option.axis.name, values: option.values })),
    variants: plan.variants.map((variant, position) => variantOf(plan, { title, slug }, variant, position)),
    images: Array.from({ length: imageCount(plan) }, (_, i) => ({
      path: imagePath(slug, i + 1),
      altText: i + 1 === imageCount(plan) ? `${title}, details` : title,
      width: IMAGE_SIZE,
      height: IMAGE_SIZE,
      position: i + 1,
    })),
    taxClass: definition.tax,
    complianceFlags: definition.flags ?? [],
    carbonFootprintGrams: Math.round((plan.variants[0]?.weightGrams ?? 0) * CARBON_PER_GRAM[definition.tax]),
    popularityRank: index + 1,
    popularity: popularityOf(index),
    createdAt: new Date(created),
    updatedAt: new Date(created + Math.floor(dice.between(0, 30) * DAY_MS)),
  };
};

/** The first `count` products, one at a time: constant memory for any count. */
export function* products(count: number, from = 0): Generator<WorldProduct> {
  for (let index = from; index < count; index += 1) yield product(index);
}
