import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  isObjectType,
  type GraphQLFieldConfig,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { AppError } from '../../errors/index.ts';
import type { Viewer } from '../../identity/index.ts';
import type { Reference } from '../subgraph/entities.ts';
import { denialOf, requirementsOfField, requirementsOfType, type Denial } from './requirements.ts';

type Context = { readonly viewer: Viewer };
type Field = GraphQLFieldConfig<unknown, Context>;

const MESSAGES: Record<Denial, string> = {
  UNAUTHENTICATED: 'Sign in, or start a guest session, to use this.',
  FORBIDDEN: 'This needs a permission that you do not have.',
};

export const deniedError = (denial: Denial): AppError => new AppError(denial, MESSAGES[denial]);

/**
 * The same schema with every protected field asking the viewer first. A denied field throws before its resolver
 * runs; the rest of the operation is answered. For those operations only that the viewer may not run whole:
 * a check on each field doubles the cost of a list.
 */
export function guardedSchema(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (config, name, typeName, source) => {
      const parent = source.getType(typeName) as GraphQLObjectType;
      if (parent === source.getQueryType() && name === '_entities') return guardEntities(config, source);

      const requirements = requirementsOfField(parent, parent.getFields()[name]!);
      if (requirements.length === 0) return undefined;
      const check = ({ viewer }: Context): void => {
        const denial = denialOf(viewer, requirements);
        if (denial !== null) throw deniedError(denial);
      };
      return guardField(config, check);
    },
  });
}

function guardField(config: Field, check: (context: Context) => void): Field {
  const { resolve = defaultFieldResolver, subscribe } = config;
  return {
    ...config,
    resolve: (root, args, context, info) => {
      check(context);
      return resolve(root, args, context, info) as unknown;
    },
    ...(subscribe && {
      subscribe: (root, args, context, info) => {
        check(context);
        return subscribe(root, args, context, info) as unknown;
      },
    }),
  };
}

/** Entities of a denied type are refused one by one, and never loaded. */
function guardEntities(config: Field, schema: GraphQLSchema): Field {
  const resolve = config.resolve!;
  return {
    ...config,
    resolve: async (root, args, context, info) => {
      const { representations } = args as { representations: readonly Reference[] };
      const denials = representations.map(({ __typename }) => {
        const type = schema.getType(__typename);
        return isObjectType(type) ? denialOf(context.viewer, requirementsOfType(type)) : null;
      });
      const allowed = representations.filter((_, index) => denials[index] === null);
      const loaded = (await resolve(root, { representations: allowed }, context, info)) as readonly unknown[];
      const rows = loaded.values();
      return denials.map((denial) => (denial === null ? rows.next().value : deniedError(denial)));
    },
  };
}
