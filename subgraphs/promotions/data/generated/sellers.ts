/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The currencies Emporium trades in, as ISO 4217 codes them. */
export type CurrencyCode =
  /** United Arab Emirates dirham; 100 fils. */
  | 'AED'
  /** Australian dollar; 100 cents. */
  | 'AUD'
  /** Brazilian real; 100 centavos. */
  | 'BRL'
  /** Canadian dollar; 100 cents. */
  | 'CAD'
  /** Swiss franc; 100 rappen. */
  | 'CHF'
  /** Chinese yuan; 100 fen. */
  | 'CNY'
  /** Euro; 100 cents. */
  | 'EUR'
  /** Pound sterling; 100 pence. */
  | 'GBP'
  /** Indian rupee; 100 paise. */
  | 'INR'
  /** Japanese yen; no smaller unit. */
  | 'JPY'
  /** South Korean won; no smaller unit. */
  | 'KRW'
  /** Kuwaiti dinar; 1000 fils. */
  | 'KWD'
  /** Mexican peso; 100 centavos. */
  | 'MXN'
  /** Polish złoty; 100 groszy. */
  | 'PLN'
  /** Swedish krona; 100 öre. */
  | 'SEK'
  /** Singapore dollar; 100 cents. */
  | 'SGD'
  /** United States dollar; 100 cents. */
  | 'USD'
  /** South African rand; 100 cents. */
  | 'ZAR';

/** Whether an offer stands. Whether it is in stock is its `availability`. */
export type OfferStatus =
  /** Can be bought while it is in stock. */
  | 'ACTIVE'
  /** Withdrawn by its seller. */
  | 'INACTIVE'
  /** Its product is not for sale at present. */
  | 'SUPPRESSED';

export type OffersForCommerceQueryVariables = Exact<{
  ids: ReadonlyArray<string> | string;
}>;


export type OffersForCommerceQuery = { readonly offersForCommerce: ReadonlyArray<{ readonly offerId: string, readonly productId: string, readonly variantId: string, readonly sellerId: string, readonly categoryPath: ReadonlyArray<string>, readonly status: OfferStatus, readonly price: { readonly minorUnits: string, readonly currencyCode: CurrencyCode } }> | null };

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

export const OffersForCommerceDocument = new TypedDocumentString(`
    query OffersForCommerce($ids: [ID!]!) {
  offersForCommerce(ids: $ids) {
    offerId
    productId
    variantId
    sellerId
    categoryPath
    status
    price {
      minorUnits
      currencyCode
    }
  }
}
    `) as unknown as TypedDocumentString<OffersForCommerceQuery, OffersForCommerceQueryVariables>;