import {
  Kind,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';

/** `@listSize`: how long a list gets. */
export interface ListSize {
  readonly assumedSize: number | null;
  /** Arguments that say how long; a path such as `page.first` leads into an input object. */
  readonly slicingArguments: readonly (readonly string[])[];
  /** The fields below that the size is meant for, such as `nodes` of a connection; none: the field itself. */
  readonly sizedFields: readonly string[];
  readonly requireOneSlicingArgument: boolean;
}

/** What a supergraph says of costs, by schema coordinate: `Type`, `Type.field`, `Type.field(argument:)`. */
export interface CostDirectives {
  readonly weights: ReadonlyMap<string, number>;
  readonly listSizes: ReadonlyMap<string, ListSize>;
}

type Fielded = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/**
 * Reads `@cost` and `@listSize` of the cost specification v0.1, under whatever names the supergraph gives them. A field
 * that says nothing itself is as its interfaces say.
 */
export function readCostDirectives(supergraph: DocumentNode): CostDirectives {
  const names = directiveNames(supergraph);
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();

  const note = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined): void => {
    for (const directive of directives ?? []) {
      if (directive.name.value === names.cost) {
        const weight = Number(argumentsOf(directive)['weight']);
        if (Number.isFinite(weight)) weights.set(coordinate, weight);
      } else if (directive.name.value === names.listSize) {
        listSizes.set(coordinate, listSizeOf(argumentsOf(directive)));
      }
    }
  };
  const noteField = (type: string, field: FieldDefinitionNode): void => {
    const coordinate = `${type}.${field.name.value}`;
    note(coordinate, field.directives);
    for (const argument of field.arguments ?? []) {
      note(`${coordinate}(${argument.name.value}:)`, argument.directives);
    }
  };

  const fielded: Fielded[] = [];
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      note(definition.name.value, definition.directives);
      for (const field of definition.fields ?? []) noteField(definition.name.value, field);
      fielded.push(definition);
    } else if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      for (const field of definition.fields ?? []) {
        note(`${definition.name.value}.${field.name.value}`, field.directives);
      }
    } else if (definition.kind === Kind.SCALAR_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_DEFINITION) {
      note(definition.name.value, definition.directives);
    }
  }
  for (const definition of fielded) {
    inherit(weights, definition);
    inherit(listSizes, definition);
  }
  return { weights, listSizes };
}

/** Takes over from a type's interfaces what its own fields leave unsaid. */
function inherit<Value>(known: Map<string, Value>, { name, interfaces, fields }: Fielded): void {
  for (const field of fields ?? []) {
    const own = `${name.value}.${field.name.value}`;
    for (const implemented of interfaces ?? []) {
      const said = known.get(`${implemented.name.value}.${field.name.value}`);
      if (said !== undefined && !known.has(own)) known.set(own, said);
    }
  }
}

/** What the two directives are called here: their `@link` may import them under other names, or not at all. */
function directiveNames(supergraph: DocumentNode): { readonly cost: string; readonly listSize: string } {
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== 'link') continue;
      const { url, as, import: imports } = argumentsOf(directive);
      if (typeof url !== 'string' || !/\/cost\/v\d+\.\d+$/.test(url)) continue;
      const prefix = typeof as === 'string' ? as : 'cost';
      // A directive named as its specification is goes by the specification's name alone.
      return {
        cost: importedAs(imports, '@cost') ?? prefix,
        listSize: importedAs(imports, '@listSize') ?? `${prefix}__listSize`,
      };
    }
  }
  return { cost: 'cost', listSize: 'listSize' };
}

function importedAs(imports: unknown, name: string): string | null {
  for (const entry of Array.isArray(imports) ? (imports as unknown[]) : []) {
    if (entry === name) return name.slice(1);
    const renamed = entry as { readonly name?: unknown; readonly as?: unknown } | null;
    if (renamed?.name === name) return (typeof renamed.as === 'string' ? renamed.as : name).slice(1);
  }
  return null;
}

function listSizeOf(given: Readonly<Record<string, unknown>>): ListSize {
  const assumedSize = given['assumedSize'];
  return {
    assumedSize: typeof assumedSize === 'number' ? assumedSize : null,
    slicingArguments: namesIn(given['slicingArguments']).map((path) => path.split('.')),
    sizedFields: namesIn(given['sizedFields']),
    requireOneSlicingArgument: given['requireOneSlicingArgument'] !== false,
  };
}

const namesIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];

const argumentsOf = (directive: ConstDirectiveNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
