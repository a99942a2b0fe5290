import type { PromotionId } from '@emporium/contracts/ids';
import type { UnitOfWork } from '@emporium/platform/db';
import type { NewId } from '@emporium/platform/ids';
import { err, ok, type Result } from '@emporium/platform/result';
import type { PromotionTerms } from '../domain/promotion.ts';
import type { PromotionStore } from './ports.ts';

export type SavePromotionProblem =
  | { readonly code: 'NOT_FOUND' }
  | { readonly code: 'CODE_TAKEN' }
  /** More orders have used it already. */
  | { readonly code: 'LIMIT_BELOW_USES'; readonly usageCount: number };

interface Deps {
  readonly uow: UnitOfWork;
  readonly promotions: PromotionStore;
  readonly newId: NewId;
}

export const createPromotion =
  ({ uow, promotions, newId }: Deps) =>
  (terms: PromotionTerms): Promise<Result<PromotionId, SavePromotionProblem>> =>
    uow.run(async (tx) => {
      if (terms.code !== null && (await promotions.isCodeTaken(tx, terms.code, null)))
        return err({ code: 'CODE_TAKEN' });
      const id = newId('prm');
      promotions.insert(tx, { ...terms, id, usageCount: 0 });
      return ok(id);
    });

/** Replaces all terms; what orders have used already stays as it is. */
export const updatePromotion =
  ({ uow, promotions }: Deps) =>
  (id: PromotionId, terms: PromotionTerms): Promise<Result<PromotionId, SavePromotionProblem>> =>
    uow.run(async (tx) => {
      const promotion = await promotions.lock(tx, id);
      if (promotion === null) return err({ code: 'NOT_FOUND' });
      if (terms.code !== null && (await promotions.isCodeTaken(tx, terms.code, id))) return err({ code: 'CODE_TAKEN' });
      const { usageCount } = promotion;
      if (terms.usageLimit !== null && terms.usageLimit < usageCount)
        return err({ code: 'LIMIT_BELOW_USES', usageCount });
      promotions.update(tx, { ...terms, id, usageCount });
      return ok(id);
    });
