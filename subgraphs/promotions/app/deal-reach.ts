import type { SellerId } from '@emporium/contracts/ids';

/**
 * Whose deals somebody may propose, cancel, and see before they are approved: administrators
 * everybody's, a seller's people their seller's.
 */
export type DealReach = 'all' | readonly SellerId[];
