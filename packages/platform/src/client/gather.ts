interface Round<Key, Answer> extends PromiseWithResolvers<Answer> {
  readonly keys: Set<Key>;
}

/**
 * Asks in few calls for what many want at the same time: while one call is under way, what is asked meanwhile waits and
 * goes together in the next. Alone, nobody waits; in a rush a call serves dozens. An answer is never older than its
 * question, may hold more than was asked for, and a failure is shared by those who were in the same call.
 *
 * @param maxKeys of one call, unless a single caller asks for more
 */
export function gather<Key, Answer>(
  ask: (keys: readonly Key[]) => Promise<Answer>,
  maxKeys: number,
): (keys: readonly Key[]) => Promise<Answer> {
  const waiting: Round<Key, Answer>[] = [];
  let isAsking = false;

  const askOn = async (): Promise<void> => {
    isAsking = true;
    for (let round = waiting.shift(); round !== undefined; round = waiting.shift()) {
      const answer = ask([...round.keys]);
      round.resolve(answer);
      await answer.catch(() => {}); // whoever asked hears of it
    }
    isAsking = false;
  };

  return (keys) => {
    let round = waiting.at(-1);
    if (round === undefined || round.keys.size + keys.length > maxKeys) {
      round = { keys: new Set(), ...Promise.withResolvers<Answer>() };
      waiting.push(round);
    }
    for (const key of keys) round.keys.add(key);
    if (!isAsking) void askOn();
    return round.promise;
  };
}
