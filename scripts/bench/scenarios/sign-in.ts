import { SessionCreateDocument } from '@emporium/web-client';
import { DEMO_PASSWORD, FIRST_SHOPPER, SHOPPER_COUNT, user } from '@emporium/world/users';
import { inTurn, type Scenario } from '../scenario.ts';
import { expect, Shopper } from '../shopper.ts';

export const signIn: Scenario = {
  name: 'sign-in',
  title: 'Sign in',
  async prepare({ pool }) {
    const visitor = new Shopper(pool);
    // Many accounts, since what one address may try is limited.
    const next = inTurn(Array.from({ length: SHOPPER_COUNT }, (_, index) => user(FIRST_SHOPPER + index).email));
    const run = async (): Promise<void> => {
      const { tokens } = await visitor.do(SessionCreateDocument, { input: { email: next(), password: DEMO_PASSWORD } });
      expect((tokens?.accessToken.length ?? 0) > 0, 'whoever knows the password should get a token');
    };
    await run();
    return { run };
  },
};
