import type { SeedContext } from '@emporium/platform/subgraph';

export async function seed(_context: SeedContext): Promise<void> {}
