/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type VariantSnapshotsQueryVariables = Exact<{
  ids: ReadonlyArray<string> | string;
}>;


export type VariantSnapshotsQuery = { readonly variantSnapshots: ReadonlyArray<{ readonly variantId: string, readonly sku: string, readonly title: string, readonly imageUrl: string | null, readonly taxClass: string, readonly weightGrams: number | null, readonly categoryPath: ReadonlyArray<string> }> | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const VariantSnapshotsDocument = new TypedDocumentString(`
    query VariantSnapshots($ids: [ID!]!) {
  variantSnapshots(ids: $ids) {
    variantId
    sku
    title
    imageUrl
    taxClass
    weightGrams
    categoryPath
  }
}
    `) as unknown as TypedDocumentString<VariantSnapshotsQuery, VariantSnapshotsQueryVariables>;