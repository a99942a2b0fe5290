import type { Variables } from '../engine/engine-types.ts';

/** No cost is higher: what would be is this. The largest `Int`, so that clients can read it. */
export const HIGHEST_COST = 2_147_483_647;

/** A number that is known, or one that the variables decide. */
export type Term = number | Step;

interface Step {
  readonly place: number;
}

type Evaluate = (variables: Variables, values: Float64Array) => number;

/** Between 0 and `HIGHEST_COST`, whatever it was. */
const bounded = (value: number): number => (value >= HIGHEST_COST ? HIGHEST_COST : value > 0 ? value : 0);

/**
 * An arithmetic expression over an operation's variables. What is known is folded while it is written down; the rest
 * are steps, each run once per evaluation however often it is referred to, so that an operation whose fragments are
 * built to explode costs no more to price than it has parts. Every intermediate value stays within 0 and
 * `HIGHEST_COST`.
 */
export class Formula {
  readonly #steps: Evaluate[] = [];

  /** A number that is read from the variables. */
  read(from: (variables: Variables) => number): Term {
    return this.#step(from);
  }

  sum(terms: readonly Term[]): Term {
    let known = 0;
    const places: number[] = [];
    for (const term of terms) {
      if (typeof term === 'number') known += term;
      else places.push(term.place);
    }
    if (places.length === 0) return bounded(known);
    if (places.length === 1 && known === 0) return { place: places[0]! };
    return this.#step((_, values) => {
      let total = known;
      for (const place of places) total += values[place]!;
      return total;
    });
  }

  product(left: Term, right: Term): Term {
    if (typeof left !== 'number') {
      if (typeof right === 'number') return this.product(right, left);
      return this.#step((_, values) => values[left.place]! * values[right.place]!);
    }
    if (typeof right === 'number') return bounded(left * right);
    if (left === 0) return 0;
    if (left === 1) return right;
    return this.#step((_, values) => left * values[right.place]!);
  }

  /** The greatest of them, at least 0. */
  greatest(terms: readonly Term[]): Term {
    let known = 0;
    const places = new Set<number>();
    for (const term of terms) {
      if (typeof term === 'number') known = Math.max(known, term);
      else places.add(term.place);
    }
    if (places.size === 0) return bounded(known);
    if (places.size === 1 && known === 0) return { place: [...places][0]! };
    const all = [...places];
    return this.#step((_, values) => {
      let greatest = known;
      for (const place of all) if (values[place]! > greatest) greatest = values[place]!;
      return greatest;
    });
  }

  /** The formula for one of its terms. Evaluations never overlap: they are synchronous. */
  compile(result: Term): (variables: Variables) => number {
    if (typeof result === 'number') return () => result;
    const steps = this.#steps.slice(0, result.place + 1);
    const values = new Float64Array(steps.length);
    return (variables) => {
      for (let place = 0; place < steps.length; place += 1) {
        values[place] = bounded(steps[place]!(variables, values));
      }
      return values[result.place]!;
    };
  }

  #step(evaluate: Evaluate): Term {
    this.#steps.push(evaluate);
    return { place: this.#steps.length - 1 };
  }
}
