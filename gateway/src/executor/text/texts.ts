import type { DocumentNode } from 'graphql';
import type { Variables } from '../../engine/engine-types.ts';
import type { PlanNode } from '../../planner/fetch-plan.ts';
import { jsonBytes, type JsonOutput, type UnwrittenJson } from '../../json-output.ts';
import type { RequestContext } from '../../request-context.ts';
import type { ExecutorEnvironment } from '../environment.ts';
import type { Asked } from '../execution.ts';
import { conditionVariables } from '../shape/selections.ts';
import { variantsBy } from '../variants.ts';
import type { Attempt } from './attempt.ts';
import { compileJoin, type Join, type Selected } from './join.ts';
import type { Excerpt } from './scan.ts';
import { Unjoinable } from './unjoinable.ts';

/**
 * The answer's `data`, joined from the texts of the subgraphs' answers; or, when one of those has to be read as objects,
 * what was asked for so far.
 */
export type AnswerWithTexts = (variables: Variables, context: RequestContext) => Promise<UnwrittenJson | Asked[]>;

/** Subgraphs that write their answers in another way are not asked forever whether they do. */
const IN_VAIN_UNTIL_GIVEN_UP = 32;

const REMEMBERED_VARIANTS = 64;

export function compileTexts(
  plan: PlanNode,
  document: DocumentNode,
  selected: Selected,
  environment: ExecutorEnvironment,
): AnswerWithTexts {
  const joinFor = variantsBy(conditionVariables(document), REMEMBERED_VARIANTS, (variables) =>
    tryToJoin(() => compileJoin(plan, selected, environment, variables)),
  );
  let inVain = 0;

  return async (variables, context) => {
    const join = inVain < IN_VAIN_UNTIL_GIVEN_UP ? joinFor(variables) : null;
    if (join === null) return [];
    const attempt: Attempt = { variables, context, root: join.root(), asked: [], isOver: false, isInVain: false };
    await join.run(attempt);
    if (!attempt.isOver) {
      inVain = 0;
      return new Joined(join, attempt.root);
    }
    if (attempt.isInVain) inVain += 1;
    return attempt.asked;
  };
}

/** What an attempt has brought. */
class Joined implements UnwrittenJson {
  readonly #join: Join;
  readonly #root: Excerpt;

  constructor(join: Join, root: Excerpt) {
    this.#join = join;
    this.#root = root;
  }

  writeTo(output: JsonOutput): void {
    this.#join.write(this.#root, output);
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
