import type { SubgraphName } from '@emporium/contracts/topology';
import { definition as cart } from '@emporium/cart';
import { definition as inventory } from '@emporium/inventory';
import { definition as orders } from '@emporium/orders';
import { definition as payments } from '@emporium/payments';
import type { SubgraphDefinition } from '@emporium/platform/subgraph';
import { definition as products } from '@emporium/products';
import { definition as promotions } from '@emporium/promotions';
import { definition as reviews } from '@emporium/reviews';
import { definition as sellers } from '@emporium/sellers';
import { definition as users } from '@emporium/users';

/** All nine, in the order of their ports. */
export const definitions: readonly SubgraphDefinition[] = [
  users,
  products,
  inventory,
  cart,
  orders,
  payments,
  reviews,
  sellers,
  promotions,
];

export const definitionOf = (name: SubgraphName): SubgraphDefinition =>
  definitions.find((definition) => definition.name === name)!;
