/** What a scenario should reach, at the number of clients that it is about. */
export interface Target {
  readonly clients: number;
  readonly p95Ms: number;
}

export const TARGETS: Readonly<Record<string, Target>> = {
  search: { clients: 16, p95Ms: 200 },
  'add-to-cart': { clients: 16, p95Ms: 100 },
  checkout: { clients: 16, p95Ms: 3_000 },
};

/** SQL statements that one product page may take, and a list of fifty products with all that a product page has. */
export const STATEMENT_BUDGET = 12;

/** Vendure 3.7.3 with 16 clients, for scale: a monolith's nearest operation. Its list is of 24 products with variants. */
export const VENDURE_CLIENTS = 16;
export const VENDURE: Readonly<Record<string, { readonly perSecond: number; readonly statements?: number }>> = {
  'product-page': { perSecond: 58, statements: 47 },
  search: { perSecond: 41 },
  category: { perSecond: 7.2, statements: 254 },
  'add-to-cart': { perSecond: 47, statements: 66 },
  checkout: { perSecond: 9.9, statements: 272 },
};
