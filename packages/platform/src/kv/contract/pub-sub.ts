import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MESSAGE_LIMIT_BYTES, type PubSub } from '../pub-sub.ts';
import { uniqueKey as topic, until, type OpenTwo } from './fixture.ts';

/** What every `PubSub` must do. `interrupt` breaks the connections of both instances from outside. */
export function pubSubContract(name: string, open: OpenTwo<PubSub>, interrupt: () => Promise<void>): void {
  describe(`${name} as a PubSub`, () => {
    let here: PubSub;
    let elsewhere: PubSub;
    let close: () => Promise<void>;

    beforeAll(async () => {
      ({ here, elsewhere, close } = await open());
    });
    afterAll(() => close());

    async function listen(at: PubSub, on: string) {
      const stopping = new AbortController();
      const heard: string[] = [];
      let gaps = 0;
      await at.subscribe(on, {
        onMessage: (message) => heard.push(message),
        onGap: () => (gaps += 1),
        signal: stopping.signal,
      });
      return { heard, gaps: () => gaps, stop: () => stopping.abort() };
    }

    it('tells every subscriber of a topic in every process, in order, and no others', async () => {
      const t = topic();
      const listeners = await Promise.all([listen(here, t), listen(here, t), listen(elsewhere, t)]);
      const stranger = await listen(here, topic());
      for (let i = 0; i < 20; i += 1) await here.publish(t, `${i}\nwith a second line`);
      const expected = Array.from({ length: 20 }, (_, i) => `${i}\nwith a second line`);
      await until(() => listeners.every(({ heard }) => heard.length >= 20));
      for (const { heard } of listeners) expect(heard).toEqual(expected);
      expect(stranger.heard).toEqual([]);
    });

    it('leaves alone who has left', async () => {
      const t = topic();
      const [stays, leaves] = [await listen(here, t), await listen(here, t)];
      leaves.stop();
      await elsewhere.publish(t, 'after');
      await until(() => stays.heard.length === 1);
      expect(leaves.heard).toEqual([]);
      await here.subscribe(t, { onMessage: () => expect.unreachable(), signal: AbortSignal.abort() });
    });

    it('goes on when one subscriber throws', async () => {
      const t = topic();
      const stopping = new AbortController();
      await here.subscribe(t, {
        onMessage: () => {
          throw new Error('a mistake');
        },
        signal: stopping.signal,
      });
      const other = await listen(here, t);
      await here.publish(t, 'one');
      await here.publish(t, 'two');
      await until(() => other.heard.length === 2);
      stopping.abort();
    });

    it('carries a message up to the limit and refuses a longer one', async () => {
      const t = topic();
      const { heard } = await listen(elsewhere, t);
      const longest = '✓'.repeat((MESSAGE_LIMIT_BYTES - t.length) / 3);
      await here.publish(t, longest);
      await until(() => heard.length === 1);
      expect(heard).toEqual([longest]);
      await expect(here.publish(t, `${longest}✓✓`)).rejects.toThrow(RangeError);
    });

    it('connects again after an interruption, and says that messages may be missing', async () => {
      const t = topic();
      const { heard, gaps } = await listen(here, t);
      await interrupt();
      await until(() => gaps() === 1);
      await elsewhere.publish(t, 'after the gap');
      await until(() => heard.length === 1);
      expect(heard).toEqual(['after the gap']);
    });
  });
}
