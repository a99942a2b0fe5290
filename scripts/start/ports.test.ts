import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePorts } from './free-ports.ts';
import { readPorts, refuseTakenPorts, type Ports } from './ports.ts';

let occupier: Server;
let ports: Ports;
beforeAll(async () => {
  const names = Object.keys(readPorts({}));
  const free = await freePorts(names.length);
  ports = Object.fromEntries(names.map((name, index) => [name, free[index]])) as Ports;
  occupier = createServer().listen(ports.cart, '127.0.0.1');
  await once(occupier, 'listening');
});
afterAll(() => occupier.close());

it('names the port that is taken and the variable that moves it', async () => {
  await expect(refuseTakenPorts(ports, '127.0.0.1')).rejects.toThrow(`port ${ports.cart} (CART_PORT).`);
});

it('leaves ports that are free as they were', async () => {
  const [free] = await freePorts(1);
  const all = { ...ports, cart: free! };
  await refuseTakenPorts(all, '127.0.0.1');
  await refuseTakenPorts(all, '127.0.0.1');
});
