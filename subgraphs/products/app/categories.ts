import type { CategoryId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import { decideMove, slugOf, type Category } from '../domain/product.ts';
import type { CatalogueStore } from './ports.ts';
import { tellMovedLater } from './tell-moved.ts';

export type CategoryProblem =
  | { readonly code: 'NOT_FOUND'; readonly field: 'id' | 'parentId' }
  | { readonly code: 'CATEGORY_CYCLE' | 'TOO_DEEP' | 'SLUG_TAKEN' };

interface Deps {
  readonly uow: UnitOfWork;
  readonly catalogue: CatalogueStore;
  readonly newId: NewId;
}

const notFound = (field: 'id' | 'parentId') => err({ code: 'NOT_FOUND' as const, field });

/** A new category below another one, or a department. Its slug is the name's, so two of one name are refused. */
export const createCategory =
  ({ uow, catalogue, newId }: Deps) =>
  (command: { name: string; parentId: CategoryId | null }): Promise<Result<CategoryId, CategoryProblem>> =>
    uow.run(async (tx) => {
      await catalogue.lockTree(tx);
      const parent = command.parentId === null ? null : await catalogue.readCategory(tx, command.parentId);
      if (command.parentId !== null && parent === null) return notFound('parentId');
      const slug = slugOf(command.name);
      if (await catalogue.categorySlugTaken(tx, slug)) return err({ code: 'SLUG_TAKEN' as const });
      const id = newId('cat');
      const bare: Category = {
        id,
        slug,
        name: command.name,
        parentId: command.parentId,
        pathIds: [id],
        attributes: [],
      };
      const path = decideMove(bare, parent, 0);
      if (!path.ok) return path;
      catalogue.insertCategory(tx, { ...bare, pathIds: path.value, attributes: parent?.attributes ?? [] });
      return ok(id);
    });

/** Hangs a category, with all below it and all their products, somewhere else. Other subgraphs learn it page by page. */
export const moveCategory =
  ({ uow, catalogue }: Deps) =>
  (command: { id: CategoryId; parentId: CategoryId | null }): Promise<Result<CategoryId, CategoryProblem>> =>
    uow.run(async (tx) => {
      await catalogue.lockTree(tx);
      const category = await catalogue.readCategory(tx, command.id);
      if (category === null) return notFound('id');
      const parent = command.parentId === null ? null : await catalogue.readCategory(tx, command.parentId);
      if (command.parentId !== null && parent === null) return notFound('parentId');
      const path = decideMove(category, parent, await catalogue.levelsBelow(tx, category));
      if (!path.ok) return path;
      catalogue.moveCategory(tx, category, command.parentId, path.value);
      tellMovedLater(tx, { categoryId: category.id, after: null });
      return ok(category.id);
    });
