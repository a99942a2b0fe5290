import { setImmediate } from 'node:timers/promises';
import {
  getOperationAST,
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import type { Access, OperationAccess, Permitted } from '../access/access.ts';
import { DEFER_RULES } from '../deferral/defer-rules.ts';
import type { CostModel, OperationCost, Throttle } from '../demand/demand.ts';
import type { LoadedSupergraph, PlannedOperation } from '../engine/engine-types.ts';
import { withCode } from '../errors/with-code.ts';
import type { Limits } from '../limits.ts';
import type { GatewayMetrics, OperationMeter } from '../metrics.ts';
import { createCachePolicy, type CachePolicy } from './cache-policy.ts';
import { limitRules } from './limit-rules.ts';
import type { PreparedOperation } from './operation.ts';
import { Recent } from './recent.ts';
import { compileVariables, type CoerceVariables } from './variables.ts';

export interface PreparedOperationsOptions {
  readonly accessOf: (supergraph: LoadedSupergraph) => Access;
  /** Null when operations cost nothing. */
  readonly costOf: ((supergraph: LoadedSupergraph) => CostModel) | null;
  readonly throttle: Throttle | null;
  readonly limits: Limits;
  readonly introspection: boolean;
  readonly metrics: GatewayMetrics;
}

/** What the pipeline needs of an operation, found once. */
export interface CompiledOperation extends PreparedOperation {
  readonly coerceVariables: CoerceVariables;
  readonly cost: OperationCost | null;
  readonly throttle: ReturnType<Throttle['compile']>;
  readonly meter: OperationMeter;
  /** `Cache-Control` for an answer to nobody in particular; null when none may be kept. */
  readonly cacheControl: string | null;
  /** `planned` costs nothing any more. */
  readonly isPlanned: boolean;
  /** The operation as far as a viewer may see it; null when nothing remains. */
  narrowed(permitted: Permitted): CompiledOperation | null;
}

export interface PreparedOperations {
  /** The operation, or what is wrong with it, each error with a code. */
  prepare(
    supergraph: LoadedSupergraph,
    text: string,
    operationName: string | null | undefined,
  ): CompiledOperation | readonly GraphQLError[];
  /**
   * Plans for `next` what is asked for most under `current`, and the documents given; requests are served in between.
   * What fails is left out.
   */
  warmUp(next: LoadedSupergraph, current: LoadedSupergraph, documents: readonly string[]): Promise<void>;
}

/** Documents remembered for each supergraph; up to twice as many for a while. */
const REMEMBERED_DOCUMENTS = 1_000;
/** Outcomes of `@requiresScopes` remembered for each operation. */
const REMEMBERED_NARROWINGS = 32;
const WARMED_UP = 200;
const MAX_ERRORS = 10;

/**
 * Parses, validates within the limits and compiles, once for each text and supergraph. Only valid documents are
 * remembered, so that rubbish cannot push out what is in use. The text itself is the key: hashing it costs more.
 */
export function createPreparedOperations(options: PreparedOperationsOptions): PreparedOperations {
  const rules = [
    ...specifiedRules,
    ...DEFER_RULES,
    ...limitRules(options.limits),
    ...(options.introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];
  const bySupergraph = new WeakMap<LoadedSupergraph, Compiler>();
  let recent: Compiler | null = null;

  const compilerFor = (supergraph: LoadedSupergraph): Compiler => {
    if (recent?.supergraph === supergraph) return recent;
    let compiler = bySupergraph.get(supergraph);
    if (compiler === undefined) bySupergraph.set(supergraph, (compiler = new Compiler(supergraph, rules, options)));
    return (recent = compiler);
  };

  return {
    prepare: (supergraph, text, operationName) => compilerFor(supergraph).prepare(text, operationName),
    async warmUp(next, current, documents) {
      const compiler = compilerFor(next);
      for (const { text, operationName } of compilerFor(current).mostUsed(WARMED_UP)) {
        plan(compiler.prepare(text, operationName));
        await setImmediate();
      }
      for (const text of documents) {
        compiler.prepareAll(text).forEach(plan);
        await setImmediate();
      }
    },
  };
}

/** What cannot be planned is told to whoever asks for it. */
function plan(operation: CompiledOperation | readonly GraphQLError[]): void {
  try {
    if ('planned' in operation) void operation.planned;
  } catch {
    // see above
  }
}

/** The operations of one supergraph. */
class Compiler {
  readonly supergraph: LoadedSupergraph;
  readonly #rules: readonly ValidationRule[];
  readonly #options: PreparedOperationsOptions;
  readonly #access: Access;
  readonly #costs: CostModel | null;
  readonly #cachePolicy: CachePolicy;
  readonly #documents = new Recent<Document>(REMEMBERED_DOCUMENTS);

  constructor(supergraph: LoadedSupergraph, rules: readonly ValidationRule[], options: PreparedOperationsOptions) {
    this.supergraph = supergraph;
    this.#rules = rules;
    this.#options = options;
    this.#access = options.accessOf(supergraph);
    this.#costs = options.costOf?.(supergraph) ?? null;
    this.#cachePolicy = createCachePolicy(supergraph.ast, supergraph.schema);
  }

  prepare(text: string, operationName: string | null | undefined): CompiledOperation | readonly GraphQLError[] {
    let document = this.#documents.get(text);
    if (document === undefined) {
      const node = this.#validated(text);
      if (!('kind' in node)) return node;
      this.#documents.set(text, (document = new Document(node)));
    }
    document.uses += 1;
    const known = document.operations.get(operationName ?? '');
    if (known !== undefined) return known;

    const operation = getOperationAST(document.node, operationName || null);
    if (!operation) return [unresolved(operationName)];
    try {
      const name = operation.name?.value ?? '';
      const compiled = document.operations.get(name) ?? this.compile(text, document.node, operation);
      document.operations.set(name, compiled);
      document.operations.set(operationName ?? '', compiled);
      return compiled;
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return [error.extensions['code'] === undefined ? withCode(error, 'GRAPHQL_VALIDATION_FAILED') : error];
    }
  }

  /** Every operation of a document; none when it is not valid here. */
  prepareAll(text: string): CompiledOperation[] {
    const node = this.#validated(text);
    if (!('kind' in node)) return [];
    return node.definitions
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
      .map(({ name }) => this.prepare(text, name?.value))
      .filter((operation) => 'planned' in operation);
  }

  mostUsed(count: number): { text: string; operationName: string }[] {
    return [...this.#documents.values()]
      .toSorted((a, b) => b.uses - a.uses)
      .slice(0, count)
      .flatMap(({ operations }) => [...operations].map(([operationName, { text }]) => ({ text, operationName })));
  }

  compile(text: string, document: DocumentNode, operation: OperationDefinitionNode): CompiledOperation {
    const { limits, metrics, throttle } = this.#options;
    const access = this.#access.compile(document, operation);
    return new Compiled(this, {
      text,
      document,
      operation,
      access,
      coerceVariables: compileVariables(this.supergraph.schema, operation.variableDefinitions, limits.variablesLength),
      cost: this.#costs?.compile(document, operation) ?? null,
      throttle: throttle?.compile(document, operation) ?? null,
      meter: metrics.operation(operation.name?.value ?? null, operation.operation),
      cacheControl:
        access.isPublic && operation.operation === OperationTypeNode.QUERY ? this.#cachePolicy(document) : null,
    });
  }

  #validated(text: string): DocumentNode | readonly GraphQLError[] {
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: this.#options.limits.tokens });
    } catch (error) {
      return [withCode(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
    }
    const errors = validate(this.supergraph.schema, document, this.#rules, { maxErrors: MAX_ERRORS });
    return errors.length === 0 ? document : errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
  }
}

/** A valid document and those of its operations that somebody asked for, by name; the only one by no name too. */
class Document {
  readonly node: DocumentNode;
  readonly operations = new Map<string, CompiledOperation>();
  uses = 0;

  constructor(node: DocumentNode) {
    this.node = node;
  }
}

type CompiledParts = Pick<
  CompiledOperation,
  'text' | 'document' | 'operation' | 'access' | 'coerceVariables' | 'cost' | 'throttle' | 'meter' | 'cacheControl'
>;

class Compiled implements CompiledOperation {
  readonly supergraph: LoadedSupergraph;
  readonly text: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly type: OperationTypeNode;
  readonly name: string;
  readonly access: OperationAccess;
  readonly coerceVariables: CoerceVariables;
  readonly cost: OperationCost | null;
  readonly throttle: ReturnType<Throttle['compile']>;
  readonly meter: OperationMeter;
  readonly cacheControl: string | null;
  readonly #compiler: Compiler;
  #planned: PlannedOperation | null = null;
  #narrowed: Map<string, CompiledOperation> | null = null;

  constructor(compiler: Compiler, parts: CompiledParts) {
    this.#compiler = compiler;
    this.supergraph = compiler.supergraph;
    this.text = parts.text;
    this.document = parts.document;
    this.operation = parts.operation;
    this.type = parts.operation.operation;
    this.name = parts.operation.name?.value ?? 'anonymous';
    this.access = parts.access;
    this.coerceVariables = parts.coerceVariables;
    this.cost = parts.cost;
    this.throttle = parts.throttle;
    this.meter = parts.meter;
    this.cacheControl = parts.cacheControl;
  }

  get isPlanned(): boolean {
    return this.#planned !== null;
  }

  get planned(): PlannedOperation {
    return (this.#planned ??= this.supergraph.plan(this.document, this.operation));
  }

  narrowed({ key, narrowed }: Permitted): CompiledOperation | null {
    if (narrowed === null) return null;
    const known = this.#narrowed?.get(key);
    if (known !== undefined) return known;
    if (this.#narrowed === null || this.#narrowed.size >= REMEMBERED_NARROWINGS) this.#narrowed = new Map();
    const compiled = this.#compiler.compile(`${this.text}\n${key}`, narrowed.document, narrowed.operation);
    this.#narrowed.set(key, compiled);
    return compiled;
  }
}

const unresolved = (operationName: string | null | undefined): GraphQLError =>
  new GraphQLError(
    operationName
      ? `The document has no operation "${operationName}".`
      : 'The document has several operations: name one in operationName.',
    { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
  );
