/** What the simulated bank does with a method. LATE: it does what was asked, and answers after everybody's deadline. */
export type Behaviour = 'APPROVE' | 'DECLINE' | 'INSUFFICIENT_FUNDS' | 'CHALLENGE' | 'LATE';

export interface TestCard {
  readonly brand: string;
  readonly last4: string;
  readonly behaviour: Behaviour;
}

/** Tokens in place of cards: no number of a card is anywhere, not even of a test card. */
export const TEST_CARDS: Readonly<Record<string, TestCard>> = {
  tok_visa: { brand: 'Visa', last4: '4242', behaviour: 'APPROVE' },
  tok_mastercard: { brand: 'Mastercard', last4: '4444', behaviour: 'APPROVE' },
  tok_declined: { brand: 'Visa', last4: '0002', behaviour: 'DECLINE' },
  tok_insufficient_funds: { brand: 'Visa', last4: '9995', behaviour: 'INSUFFICIENT_FUNDS' },
  tok_3ds: { brand: 'Visa', last4: '3220', behaviour: 'CHALLENGE' },
  tok_timeout: { brand: 'Visa', last4: '0119', behaviour: 'LATE' },
};

/** What the simulated bank texts to every buyer. */
export const CHALLENGE_CODE = '424242';
