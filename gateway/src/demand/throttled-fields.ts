/** How often a root field may be used. */
export interface FieldLimit {
  /**
   * What is counted apart: the client's address (an IPv6 client's network, /64), its account (or guest, else the
   * address), or the value of an argument, such as `argument input.email`.
   */
  readonly per: 'address' | 'account' | `argument ${string}`;
  /** This many at once, and as many again spread evenly over the time below. Each alias is a use. */
  readonly uses: number;
  readonly withinSeconds: number;
}

/** By field, `Query.` or `Mutation.` before its name whatever the root types are called. */
export type ThrottledFields = Readonly<
  Record<`${'Query' | 'Mutation' | 'Subscription'}.${string}`, readonly FieldLimit[]>
>;

const MINUTE = 60;
const HOUR = 3_600;

/**
 * What is worth abusing in the marketplace: guessing passwords, coupons and cards, mailing strangers, and grabbing what
 * is scarce. A household shares an address, and an office more than that, so limits per address are wide; the subgraphs
 * bound the rest, per mailbox and per account, with what they alone know.
 */
export const THROTTLED_FIELDS: ThrottledFields = {
  'Mutation.sessionCreate': [
    { per: 'address', uses: 100, withinSeconds: 10 * MINUTE },
    { per: 'argument input.email', uses: 30, withinSeconds: 10 * MINUTE },
  ],
  'Mutation.guestSessionCreate': [{ per: 'address', uses: 300, withinSeconds: 10 * MINUTE }],
  'Mutation.userRegister': [
    { per: 'address', uses: 30, withinSeconds: HOUR },
    { per: 'argument input.email', uses: 10, withinSeconds: HOUR },
  ],
  'Mutation.userVerifyEmail': [{ per: 'address', uses: 30, withinSeconds: 10 * MINUTE }],
  'Mutation.passwordResetRequest': [
    { per: 'address', uses: 20, withinSeconds: HOUR },
    { per: 'argument email', uses: 5, withinSeconds: HOUR },
  ],
  'Mutation.passwordReset': [{ per: 'address', uses: 30, withinSeconds: 10 * MINUTE }],
  'Mutation.paymentMethodTokenize': [
    { per: 'address', uses: 60, withinSeconds: HOUR },
    { per: 'account', uses: 20, withinSeconds: HOUR },
  ],
  'Mutation.cartCouponApply': [
    { per: 'address', uses: 120, withinSeconds: 10 * MINUTE },
    { per: 'account', uses: 30, withinSeconds: 10 * MINUTE },
  ],
  'Mutation.dealClaim': [
    { per: 'address', uses: 300, withinSeconds: MINUTE },
    { per: 'account', uses: 20, withinSeconds: MINUTE },
  ],
  'Mutation.checkoutComplete': [
    { per: 'address', uses: 300, withinSeconds: 10 * MINUTE },
    { per: 'account', uses: 30, withinSeconds: 10 * MINUTE },
  ],
};
