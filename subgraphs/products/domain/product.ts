import type { BrandId, CategoryId, ProductId, VariantId } from '@emporium/contracts/ids';
import { err, ok, type Result } from '@emporium/platform/result';

export type ProductStatus = 'DRAFT' | 'IN_REVIEW' | 'ACTIVE' | 'SUPPRESSED' | 'ARCHIVED';

export interface Attribute {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly unit: string | null;
  readonly facetable: boolean;
}

export interface Option {
  readonly name: string;
  readonly value: string;
}

export interface Media {
  readonly path: string;
  readonly altText: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly position: number;
}

export interface Variant {
  readonly id: VariantId;
  readonly productId: ProductId;
  readonly position: number;
  readonly sku: string;
  readonly gtin: string | null;
  readonly title: string;
  readonly selectedOptions: readonly Option[];
  readonly weightGrams: number | null;
  readonly dimensionsMm: readonly number[] | null;
  readonly taxClass: string;
  readonly imagePath: string | null;
}

export interface Product {
  readonly id: ProductId;
  readonly slug: string;
  readonly title: string;
  readonly descriptionHtml: string;
  readonly brandId: BrandId | null;
  readonly categoryId: CategoryId;
  readonly status: ProductStatus;
  readonly attributes: readonly Attribute[];
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly media: readonly Media[];
  readonly complianceFlags: readonly string[];
  readonly carbonFootprintGrams: number | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What a category says about its products' attributes. */
export interface AttributeDefinition {
  readonly key: string;
  readonly label: string;
  readonly type: 'enum' | 'number' | 'boolean';
  readonly unit: string | null;
  readonly values: readonly string[];
  readonly facetable: boolean;
}

export interface Category {
  readonly id: CategoryId;
  readonly slug: string;
  readonly name: string;
  readonly parentId: CategoryId | null;
  /** From the department down to the category itself. */
  readonly pathIds: readonly CategoryId[];
  readonly attributes: readonly AttributeDefinition[];
}

const NEXT: Readonly<Record<ProductStatus, readonly ProductStatus[]>> = {
  DRAFT: ['IN_REVIEW', 'ACTIVE', 'ARCHIVED'],
  IN_REVIEW: ['ACTIVE', 'DRAFT', 'ARCHIVED'],
  ACTIVE: ['SUPPRESSED', 'ARCHIVED'],
  SUPPRESSED: ['ACTIVE', 'ARCHIVED'],
  ARCHIVED: [],
};

export const canBecome = (from: ProductStatus, to: ProductStatus): boolean => from === to || NEXT[from].includes(to);

export type AttributeProblem = { readonly code: 'ATTRIBUTE_INVALID'; readonly index: number; readonly message: string };

/** Attributes are typed by the category: known keys, once each, with values of the declared kind. */
export function decideAttributes(
  definitions: readonly AttributeDefinition[],
  given: readonly { readonly key: string; readonly value: string }[],
): Result<readonly Attribute[], AttributeProblem> {
  const seen = new Set<string>();
  const attributes: Attribute[] = [];
  for (const [index, { key, value }] of given.entries()) {
    const invalid = (message: string) => err({ code: 'ATTRIBUTE_INVALID' as const, index, message });
    const definition = definitions.find((candidate) => candidate.key === key);
    if (definition === undefined) {
      const known = definitions.map((candidate) => candidate.key).join(', ') || 'none';
      return invalid(`The category has no attribute "${key}". It has: ${known}.`);
    }
    if (seen.has(key)) return invalid(`"${key}" is given twice.`);
    seen.add(key);
    if (definition.type === 'number' && !/^-?\d+(\.\d+)?$/.test(value))
      return invalid(`"${key}" is a number, such as 16.`);
    if (definition.type === 'boolean' && !['Yes', 'No'].includes(value)) return invalid(`"${key}" is Yes or No.`);
    if (definition.type === 'enum' && definition.values.length > 0 && !definition.values.includes(value)) {
      return invalid(`"${key}" is one of: ${definition.values.join(', ')}.`);
    }
    attributes.push({ key, label: definition.label, value, unit: definition.unit, facetable: definition.facetable });
  }
  return ok(attributes);
}

/** A category may go below any other that is not itself or below it; the tree has at most six levels. */
const MAX_DEPTH = 6;
export function decideMove(
  category: Category,
  parent: Category | null,
  levelsBelow: number,
): Result<readonly CategoryId[], { readonly code: 'CATEGORY_CYCLE' | 'TOO_DEEP' }> {
  if (parent?.pathIds.includes(category.id)) return err({ code: 'CATEGORY_CYCLE' });
  const path = [...(parent?.pathIds ?? []), category.id];
  return path.length + levelsBelow > MAX_DEPTH ? err({ code: 'TOO_DEEP' }) : ok(path);
}

/** `Café-Lampe 2×` becomes `cafe-lampe-2`. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');
  return slug || 'product';
}
