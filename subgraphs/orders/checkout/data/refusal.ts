import type { ErrorCode } from '@emporium/contracts/error-codes';

/** A `UserError` as another subgraph answers it. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
}

/** The other side refused for a reason that this call cannot run into: somebody's bug, so nothing is assumed done. */
export class UnexpectedRefusal extends Error {
  override readonly name = 'UnexpectedRefusal';

  constructor(command: string, refusals: readonly Refusal[]) {
    super(`${command} was refused: ${refusals.map(({ code, message }) => `${code} ${message}`).join('; ')}`);
  }
}
