import type { SubgraphName } from '@emporium/contracts/topology';
import type { ServiceClient } from '@emporium/platform/client';
import type { Log } from '@emporium/platform/log';
import type { CartPorts } from '../app/carts.ts';
import { inventoryClient } from './inventory-client.ts';
import { promotionsClient } from './promotions-client.ts';
import { sellersClient } from './sellers-client.ts';
import { usersClient } from './users-client.ts';

export const remotePorts = (services: (name: SubgraphName) => ServiceClient, log: Log): CartPorts => ({
  promotions: promotionsClient(services('promotions'), log),
  stock: inventoryClient(services('inventory'), log),
  sellers: sellersClient(services('sellers')),
  users: usersClient(services('users')),
});
