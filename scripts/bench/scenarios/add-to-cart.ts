import { CartCreateDocument, CartLinesAddDocument } from '@emporium/web-client';
import { inTurn, type Scenario } from '../scenario.ts';
import { expect, guest, key, type Shopper } from '../shopper.ts';

/** A cart is left for a new one with so many units in it, so that all are about as large. */
const UNITS = 20;
const OFFERS = 5;

interface OpenCart {
  readonly owner: Shopper;
  readonly id: string;
  readonly nextOffer: () => string;
  units: number;
}

export const addToCart: Scenario = {
  name: 'add-to-cart',
  title: 'Add to cart',
  async prepare({ pool, catalogue }, clients) {
    const offers = catalogue.products.map(({ featuredOffer }) => featuredOffer!.id);
    const next = inTurn(offers);
    const open = async (): Promise<OpenCart> => {
      const owner = await guest(pool);
      const { cart } = await owner.do(CartCreateDocument, { idempotencyKey: key() });
      expect(cart !== null, 'a guest should get a cart');
      return { owner, id: cart.id, nextOffer: inTurn(Array.from({ length: OFFERS }, next)), units: 0 };
    };
    const add = async (target: OpenCart): Promise<void> => {
      const { cart } = await target.owner.do(CartLinesAddDocument, {
        cartId: target.id,
        lines: [{ offerId: target.nextOffer(), quantity: 1 }],
        idempotencyKey: key(),
      });
      target.units += 1;
      expect(cart?.itemCount === target.units, `the cart should hold ${target.units}`);
      expect(Number(cart.totals.total.amount) > 0, 'the cart should know its total');
    };

    await add(await open());
    const carts = await Promise.all(Array.from({ length: clients }, open));
    return {
      run: (client) => add(carts[client]!),
      async between(client) {
        if (carts[client]!.units >= UNITS) carts[client] = await open();
      },
    };
  },
};
