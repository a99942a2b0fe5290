export type ProductStatus = 'DRAFT' | 'IN_REVIEW' | 'ACTIVE' | 'SUPPRESSED' | 'ARCHIVED';

/** People go on owning what is no longer sold; what is not on sale yet, or was taken down, nobody reviews. */
export const acceptsReviews = (status: ProductStatus): boolean => status === 'ACTIVE' || status === 'ARCHIVED';
