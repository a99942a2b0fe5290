import 'reflect-metadata';
import { ArgsType, Directive, Field, Int, ObjectType } from 'type-graphql';
import type { ConnectionOf } from '../../cursor/index.ts';
import { LifetimeOfParent } from './cache-control.ts';

@Directive('@shareable')
@ObjectType('PageInfo', { description: 'Where a page lies in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'More items follow.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Items come before this page.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item, null on an empty page.' })
  startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item; pass it as `after` for the next page.',
  })
  endCursor: string | null;
}

/** What a resolver returns for a connection: `connectionOf(rows, page, cursorOf)`, with a total where that is cheap. */
export type Connection<N> = ConnectionOf<N> & { readonly totalCount?: number | null };

export interface ConnectionOptions {
  /** Adds `totalCount`; only where counting is cheap. */
  totalCount?: boolean;
  /** Needed only when two subgraphs have the same connection. */
  shareable?: boolean;
  /** Caches keep the page as long as the field that returns it, or its nodes where they live shorter. */
  cached?: boolean;
}

/**
 * The two classes behind a paginated field:
 *
 *     export const { Connection: OfferConnection } = connectionTypes('Offer', () => Offer);
 *     @Query(() => OfferConnection) …: Promise<Connection<Offer>>
 *
 * Call it once for a node type of a subgraph, in the file of that type.
 */
export function connectionTypes(name: string, node: () => abstract new () => object, options: ConnectionOptions = {}) {
  const label = name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

  @ObjectType(`${name}Edge`, { description: `One ${label} in a list, with its place.` })
  class Edge {
    @Field(() => String, { description: 'The place in the list; opaque.' })
    cursor: string;

    @Field(() => node(), { description: `The ${label}.` })
    node: object;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list: ${label}.` })
  class Connection {
    @Field(() => [Edge], { description: 'The items of this page with their cursors.' })
    edges: Edge[];

    @Field(() => [node()], { description: 'The items of this page without their cursors.' })
    nodes: object[];

    @Field(() => PageInfo, { description: 'Whether there is more, and where to go on.' })
    pageInfo: PageInfo;

    totalCount?: number | null;
  }

  if (options.totalCount) {
    const description = 'How many items the whole list has; null when that is not known.';
    Field(() => Int, { nullable: true, description })(Connection.prototype, 'totalCount');
  }
  if (options.shareable) for (const type of [Edge, Connection]) Directive('@shareable')(type);
  if (options.cached) {
    for (const type of [Edge, Connection]) LifetimeOfParent()(type);
    LifetimeOfParent()(Connection.prototype, 'pageInfo');
  }
  return { Edge, Connection };
}

/**
 * Marks a field with `pageArgs` that answers a connection: the gateway counts what it costs by `first`, before the
 * operation runs.
 */
export const Paginated = (): MethodDecorator =>
  Directive('@listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"])');

export interface PageArgs {
  first: number;
  after?: string | null;
}

/** `first` and `after` of a paginated field: `@Args(() => Page50) args`, then `page(args)`. */
export function pageArgs(defaultFirst: number): new () => PageArgs {
  @ArgsType()
  class PageArgsOfSize implements PageArgs {
    @Field(() => Int, { defaultValue: defaultFirst, description: 'How many items at most, 1 to 100.' })
    first: number;

    @Field(() => String, {
      nullable: true,
      description: 'The `endCursor` of the page before; nothing for the first page.',
    })
    after?: string | null;
  }
  return PageArgsOfSize;
}

export const PageArgs = pageArgs(20);
