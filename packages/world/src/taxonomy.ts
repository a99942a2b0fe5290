import type { CategoryId } from '@emporium/contracts/ids';
import { brandsOfGroup, type WorldBrand } from './brands.ts';
import { books } from './departments/books.ts';
import { computers } from './departments/computers.ts';
import { electronics } from './departments/electronics.ts';
import { fashion } from './departments/fashion.ts';
import { furniture } from './departments/furniture.ts';
import { garden } from './departments/garden.ts';
import { grocery } from './departments/grocery.ts';
import { health } from './departments/health.ts';
import { home } from './departments/home.ts';
import { phones } from './departments/phones.ts';
import { sports } from './departments/sports.ts';
import { toys } from './departments/toys.ts';
import { categoryId } from './ids.ts';
import type {
  AttributeDefinition,
  DepartmentDefinition,
  LeafDefinition,
  OptionAxis,
  SectionDefinition,
} from './taxonomy-model.ts';

export type { AttributeDefinition, AttributeType, ComplianceFlag, OptionAxis, TaxClass } from './taxonomy-model.ts';

const DEPARTMENT_DEFINITIONS: readonly DepartmentDefinition[] = [
  electronics,
  computers,
  phones,
  home,
  furniture,
  fashion,
  books,
  grocery,
  health,
  sports,
  toys,
  garden,
];

/** One node of the tree: department → section → leaf. Parents stand before their children in `CATEGORIES`. */
export interface WorldCategory {
  readonly index: number;
  readonly id: CategoryId;
  readonly slug: string;
  readonly name: string;
  readonly depth: 0 | 1 | 2;
  /** Place among its siblings, from 0. */
  readonly position: number;
  readonly parentId: CategoryId | null;
  /** From the department down to this category, itself included. */
  readonly pathIds: readonly CategoryId[];
  /** Attributes of its products; empty above the leaves. */
  readonly attributes: readonly AttributeDefinition[];
  /** Variant axes of its products; empty above the leaves. */
  readonly axes: readonly OptionAxis[];
}

/** A leaf with its surroundings: what a product is made from. */
export interface Leaf {
  readonly definition: LeafDefinition;
  readonly section: SectionDefinition;
  readonly department: DepartmentDefinition;
  readonly departmentIndex: number;
  readonly category: WorldCategory;
  readonly brands: readonly WorldBrand[];
  /** Slots that keep their capitals inside a sentence. */
  readonly properSlots: ReadonlySet<string>;
}

const categories: WorldCategory[] = [];
const leaves: Leaf[] = [];

const addCategory = (
  parent: WorldCategory | null,
  position: number,
  { slug, name }: { readonly slug: string; readonly name: string },
  leaf?: LeafDefinition,
): WorldCategory => {
  const index = categories.length;
  const id = categoryId(index);
  const category: WorldCategory = {
    index,
    id,
    slug,
    name,
    depth: parent === null ? 0 : parent.depth === 0 ? 1 : 2,
    position,
    parentId: parent?.id ?? null,
    pathIds: [...(parent?.pathIds ?? []), id],
    attributes: leaf?.attributes ?? [],
    axes: leaf?.axes ?? [],
  };
  categories.push(category);
  return category;
};

DEPARTMENT_DEFINITIONS.forEach((department, departmentIndex) => {
  const top = addCategory(null, departmentIndex, department);
  department.sections.forEach((section, sectionPosition) => {
    const middle = addCategory(top, sectionPosition, section);
    section.leaves.forEach((definition, position) => {
      const proper = definition.attributes.filter((attribute) => attribute.proper).map((attribute) => attribute.key);
      leaves.push({
        definition,
        section,
        department,
        departmentIndex,
        category: addCategory(middle, position, definition, definition),
        brands: brandsOfGroup(definition.brands ?? department.brands),
        properSlots: new Set(['brand', 'model', 'noun', ...proper, ...Object.keys(definition.words ?? {})]),
      });
    });
  });
});

/** The whole tree, parents first: `CATEGORIES[category.index] === category`. */
export const CATEGORIES: readonly WorldCategory[] = categories;
export const DEPARTMENTS: readonly WorldCategory[] = categories.filter((category) => category.depth === 0);
export const LEAVES: readonly Leaf[] = leaves;

/** Basis points of a sale that the marketplace keeps, by department id. */
export const COMMISSION_BPS: ReadonlyMap<CategoryId, number> = new Map(
  DEPARTMENTS.map((department, index) => [
    department.id,
    (DEPARTMENT_DEFINITIONS[index] as DepartmentDefinition).commissionBps,
  ]),
);
