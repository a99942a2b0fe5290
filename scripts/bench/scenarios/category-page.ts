import { CategoryPageDocument } from '@emporium/web-client';
import { inTurn, type Scenario } from '../scenario.ts';
import { expect, Shopper } from '../shopper.ts';

const FULL_PAGE = 24;

export const categoryPage: Scenario = {
  name: 'category',
  title: 'Category page, 24 products',
  async prepare({ pool, catalogue }) {
    const visitor = new Shopper(pool);
    const visit = async (id: string): Promise<number> => {
      const { category, products } = await visitor.ask(CategoryPageDocument, {
        id,
        first: FULL_PAGE,
        filter: { categoryId: id },
        sort: 'BEST_SELLING',
      });
      expect(category !== null && products !== null, `there should be a page for ${id}`);
      expect(
        products.nodes.every(({ card }) => card !== null),
        'every product should have its card',
      );
      return products.nodes.length;
    };

    // Departments, sections and leaves, as people come from one to the other.
    const full: string[] = [];
    for (const id of new Set(catalogue.products.flatMap(({ category }) => category.path.map(({ id }) => id)))) {
      if ((await visit(id)) === FULL_PAGE) full.push(id);
    }
    expect(full.length > 0, `some category should have ${FULL_PAGE} products; seed more`);

    const next = inTurn(full);
    return {
      async run() {
        expect((await visit(next())) === FULL_PAGE, 'the page should be full');
      },
    };
  },
};
