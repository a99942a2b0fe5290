import type { BehaviourData } from '../support/subgraph.ts';

/** What a mutation changes, the ones after it see. */
export const data = (): BehaviourData => {
  const lines: string[] = [];
  let points = 0;
  const cart = () => ({ id: 'c1', lines: [...lines] });
  const fail = () => {
    throw new Error('the cart is closed');
  };
  return {
    cart: {
      Query: { cart },
      Mutation: {
        cartAdd: ({ sku }) => {
          lines.push(sku);
          return cart();
        },
        cartFail: fail,
        cartMustNotFail: fail,
      },
      entities: { Cart: cart },
    },
    points: {
      Mutation: { pointsAdd: (args) => ({ id: 'c1', points: (points += args.points) }) },
      entities: { Cart: () => ({ id: 'c1', points }) },
    },
  };
};
