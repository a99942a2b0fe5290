import { purchase } from '../purchase.ts';
import { inTurn, type Scenario } from '../scenario.ts';

export const checkout: Scenario = {
  name: 'checkout',
  title: 'Checkout, 7 requests',
  async prepare({ pool, catalogue }) {
    const nextOffer = inTurn(catalogue.products.map(({ featuredOffer }) => featuredOffer!.id));
    const buy = async (): Promise<void> => void (await purchase(pool, nextOffer()));
    await buy();
    return { run: buy };
  },
};
