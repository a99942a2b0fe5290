import { GraphQLError, Kind, type GraphQLObjectType, type SelectionNode, type SelectionSetNode } from 'graphql';
import type { FetchNode, PlanNode } from '../../planner/fetch-plan.ts';
import { KNOWN_ENTITIES, rootFieldOf } from '../../planner/entity-roots.ts';
import { compilePlan } from '../compile-plan.ts';
import type { ExecutorEnvironment } from '../environment.ts';
import { newExecution, type Data, type Execution, type Path } from '../execution.ts';
import { readFetchDocument } from '../fetch-document.ts';
import { own, setOwn } from '../merge.ts';
import { createServiceOf, fetchesIn } from '../service-of.ts';
import { Selections } from '../shape/selections.ts';
import { createShaper, type Shaper } from '../shape/shaper.ts';
import type { PortionedOperation } from './compile-portions.ts';
import type { Brought, CompiledPortion, Parent } from './portion.ts';
import type { DeferredPortion } from './split.ts';

/** One type of the entities that a portion belongs to. */
interface Kin {
  readonly root: string;
  readonly shaper: Shaper;
  /** What the plan takes for known, as keys of what is fetched and of the entity. */
  readonly known: readonly (readonly [key: string, field: string])[];
}

/** A portion that is fetched for entities from their keys, all those of one portion above together. */
export function compileEntityPortion(
  portion: DeferredPortion,
  operation: PortionedOperation,
  environment: ExecutorEnvironment,
): CompiledPortion['bring'] {
  const { fetched } = operation.splitDocument({ ...operation.operation, selectionSet: fromEntities(portion) });
  const plan = operation.planFromEntities(fetched!);
  const node = plan.node && withoutKnown(plan.node);
  const run = node && compilePlan(node, environment);
  const serviceOf = createServiceOf({ primary: null, node });
  const known = plan.node ? knownFields(fetchesIn(plan.node)) : new Map<string, Kin['known']>();

  const { schema, sourceKey } = environment;
  const selections = new Selections(schema, operation.document, sourceKey);
  const kinOf = (type: GraphQLObjectType): Kin => {
    const root = rootFieldOf(type.name);
    const shaper = createShaper(operation.document, {
      schema,
      root: type,
      set: portion.set,
      selections,
      serviceOf: (path) => serviceOf([root, ...path]),
    });
    return { root, shaper, known: known.get(root) ?? [] };
  };
  const kins = new Map(portion.objectTypes.map((type) => [type.name, kinOf(type)]));

  return async (parents, variables, context) => {
    const execution = newExecution(variables, context);
    const places = parents.map((parent) => add(execution.data, parent, kins));
    if (run !== null) await run(execution);
    const errorsAt = sortErrors(execution);
    return places.map((place, index): Brought => {
      const { kin, path, source } = place;
      const own = errorsAt(kin.root, place.index, index === 0);
      const { data, errors } = kin.shaper.complete(source, variables, own);
      return { path, source, data, errors: errors.map((error) => below(path, error)) };
    });
  };
}

/** `{ known_Product { … } known_Offer { … } }` */
function fromEntities({ type, objectTypes, fetched }: DeferredPortion): SelectionSetNode {
  const on = (name: string, selections: readonly SelectionNode[]): SelectionNode => ({
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  });
  const selections = objectTypes.map(({ name }): SelectionNode => {
    const here = [on(name, type.name === name ? fetched.selections : [on(type.name, fetched.selections)])];
    return {
      kind: Kind.FIELD,
      name: { kind: Kind.NAME, value: rootFieldOf(name) },
      selectionSet: { kind: Kind.SELECTION_SET, selections: here },
    };
  });
  return { kind: Kind.SELECTION_SET, selections };
}

/** The plan without the fetches of what is known; null when nothing else is in it. */
function withoutKnown(node: PlanNode): PlanNode | null {
  switch (node.kind) {
    case 'Fetch':
      return node.service === KNOWN_ENTITIES ? null : node;
    case 'Condition': {
      const [ifTrue, ifFalse] = [node.ifTrue, node.ifFalse].map((branch) => branch && withoutKnown(branch));
      return ifTrue || ifFalse ? { ...node, ifTrue: ifTrue ?? null, ifFalse: ifFalse ?? null } : null;
    }
    case 'Sequence':
    case 'Parallel': {
      const nodes = node.nodes.flatMap((child) => withoutKnown(child) ?? []);
      return nodes.length === 0 ? null : { ...node, nodes };
    }
  }
}

/** By root field: what the fetches of what is known ask for, which is keys under whatever names. */
function knownFields(fetches: readonly FetchNode[]): Map<string, [key: string, field: string][]> {
  const known = new Map<string, [string, string][]>();
  for (const { service, operation } of fetches) {
    if (service !== KNOWN_ENTITIES) continue;
    const document = readFetchDocument(operation);
    const collect = (set: SelectionSetNode | undefined, into: [string, string][]): void => {
      for (const selection of set?.selections ?? []) {
        if (selection.kind === Kind.FIELD) {
          into.push([(selection.alias ?? selection.name).value, selection.name.value]);
        } else collect(document.fragment(selection).selectionSet, into);
      }
    };
    for (const selection of document.root.selections) {
      if (selection.kind !== Kind.FIELD) continue;
      const root = selection.name.value;
      if (!known.has(root)) known.set(root, []);
      collect(selection.selectionSet, known.get(root)!);
    }
  }
  return known;
}

interface Place {
  readonly kin: Kin;
  readonly index: number;
  readonly path: Path;
  readonly source: Data;
}

/** Puts an entity where the plan begins. It is one of its own: other portions may add to the same one meanwhile. */
function add(data: Data, { object, path }: Parent, kins: ReadonlyMap<string, Kin>): Place {
  const kin = kins.get(own(object, '__typename') as string)!;
  const source: Data = { __typename: own(object, '__typename') };
  for (const [key, field] of kin.known) {
    const value = own(object, field);
    if (value !== undefined) setOwn(source, key, value);
  }
  const list = (data[kin.root] ??= []) as Data[];
  return { kin, path, source, index: list.push(source) - 1 };
}

type ErrorsAt = (root: string, index: number, isFirst: boolean) => GraphQLError[];

/** Errors by the entity they concern, with their paths below it. One that concerns none is told with the first. */
function sortErrors({ errors }: Execution): ErrorsAt {
  const byPlace = new Map<string, GraphQLError[]>();
  const others: GraphQLError[] = [];
  for (const error of errors) {
    const [root, index, ...rest] = error.path ?? [];
    if (root === undefined || index === undefined) {
      others.push(error);
      continue;
    }
    const place = `${root} ${index}`;
    if (!byPlace.has(place)) byPlace.set(place, []);
    byPlace.get(place)!.push(withPath(error, rest));
  }
  return (root, index, isFirst) => [...(byPlace.get(`${root} ${index}`) ?? []), ...(isFirst ? others : [])];
}

const below = (path: Path, error: GraphQLError): GraphQLError =>
  error.path === undefined ? error : withPath(error, [...path, ...error.path]);

const withPath = ({ message, extensions, originalError }: GraphQLError, path: Path): GraphQLError =>
  new GraphQLError(message, { path, extensions, ...(originalError ? { originalError } : {}) });
