import type { DocumentNode } from 'graphql';
import type { Variables } from '../../engine/engine-types.ts';
import type { PlanNode } from '../../planner/fetch-plan.ts';
import { jsonBytes, type JsonOutput, type UnwrittenJson } from '../../json-output.ts';
import type { RequestContext } from '../../request-context.ts';
import type { ExecutorEnvironment } from '../environment.ts';
import type { Selected } from '../shape/complete.ts';
import { variantsOf } from '../variants.ts';
import { newAttempt, type Attempt } from './attempt.ts';
import { compileJoin, type Join } from './join.ts';
import { Unjoinable } from './unjoinable.ts';

/** Answers an operation with texts, if its subgraphs let it. */
export interface Texts {
  /** Null when it has turned out, or was clear from the beginning, that it cannot be done. */
  attempt(variables: Variables, context: RequestContext): Attempt | null;
  /** What an attempt that has ended came to: the answer's `data`, or null when objects are needed. */
  outcome(attempt: Attempt): UnwrittenJson | null;
}

/** Subgraphs that write their answers in another way are not asked forever whether they do. */
const IN_VAIN_UNTIL_GIVEN_UP = 32;

export function compileTexts(
  plan: PlanNode,
  document: DocumentNode,
  selected: Selected,
  environment: ExecutorEnvironment,
): Texts {
  const joinFor = variantsOf(document, (variables) =>
    tryToJoin(() => compileJoin(plan, selected, environment, variables)),
  );
  let inVain = 0;

  return {
    attempt(variables, context) {
      const join = inVain < IN_VAIN_UNTIL_GIVEN_UP ? joinFor(variables) : null;
      return join && newAttempt(join, variables, context);
    },
    outcome(attempt) {
      if (attempt.isInVain) inVain += 1;
      if (attempt.isOver) return null;
      inVain = 0;
      return new Joined(attempt);
    },
  };
}

/** What an attempt has brought. */
class Joined implements UnwrittenJson {
  readonly #attempt: Attempt;

  constructor(attempt: Attempt) {
    this.#attempt = attempt;
  }

  writeTo(output: JsonOutput): void {
    const { join, root } = this.#attempt;
    join.write(root, output);
  }

  toString(): string {
    return jsonBytes((output) => this.writeTo(output)).toString();
  }
}

function tryToJoin(compile: () => Join): Join | null {
  try {
    return compile();
  } catch (error) {
    if (error instanceof Unjoinable) return null;
    throw error;
  }
}
