/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type AddressForCheckoutQueryVariables = Exact<{
  ownerId: string;
  addressId?: string | null | undefined;
}>;


export type AddressForCheckoutQuery = { readonly addressForCheckout: { readonly recipient: string, readonly line1: string, readonly line2: string | null, readonly city: string, readonly region: string | null, readonly postalCode: string | null, readonly country: string, readonly phone: string | null } | null };

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

export const AddressForCheckoutDocument = new TypedDocumentString(`
    query AddressForCheckout($ownerId: ID!, $addressId: ID) {
  addressForCheckout(ownerId: $ownerId, addressId: $addressId) {
    recipient
    line1
    line2
    city
    region
    postalCode
    country
    phone
  }
}
    `) as unknown as TypedDocumentString<AddressForCheckoutQuery, AddressForCheckoutQueryVariables>;