import type { PlannedOperation } from './engine-types.ts';

/**
 * An operation on a supergraph with progressive `@override(label: "percent(x)")`: each request draws a number below 100,
 * and the labels with an x above it are in force. Requests between the same two thresholds share a plan.
 */
export function withOverrides(
  thresholds: readonly number[],
  planFor: (percentage: number) => PlannedOperation,
): PlannedOperation {
  const settled = planFor(100);
  if (thresholds.length === 0) return settled;

  const between = new Map<number, PlannedOperation>([[thresholds.length, settled]]);
  const draw = (): PlannedOperation => {
    const drawn = Math.random() * 100;
    const passed = thresholds.filter((threshold) => threshold <= drawn).length;
    let planned = between.get(passed);
    if (planned === undefined) {
      planned = planFor(passed === 0 ? 0 : thresholds[passed - 1]!);
      between.set(passed, planned);
    }
    return planned;
  };
  return {
    stream: settled.stream,
    describe: () => settled.describe(),
    execute: (variables, context) => draw().execute(variables, context),
    executeInParts: settled.executeInParts && ((variables, context) => draw().executeInParts!(variables, context)),
  };
}
