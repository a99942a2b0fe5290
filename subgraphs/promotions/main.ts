import { main } from '@emporium/platform/subgraph';
import { definition } from './index.ts';

await main(definition);
