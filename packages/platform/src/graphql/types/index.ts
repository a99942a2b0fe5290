export * from './scalars.ts';
export { describedEnum } from './described-enum.ts';
export { ErrorCode } from './error-code.ts';
export { CurrencyCode } from './currency-code.ts';
export { MoneyType, MoneyInput, MoneyRange, toMoney, toMoneyRange } from './money.ts';
export { Image, ImageFormat, toImage } from './image.ts';
export { PostalAddress, PostalAddressInput } from './postal-address.ts';
export { AppliedDiscount } from './applied-discount.ts';
export { EntityKey, Node } from './node.ts';
export { InsufficientStockError } from './insufficient-stock-error.ts';
export { OfferCondition } from './offer-condition.ts';
export { NextActionKind, PaymentNextAction } from './payment-next-action.ts';
export { IDEMPOTENCY_KEY } from './idempotency-key.ts';
export {
  IdempotencyConflictError,
  InputError,
  inputError,
  MutationPayload,
  NotFoundError,
  notFoundError,
  StaleVersionError,
  staleVersionError,
  UserError,
  userError,
} from './user-error.ts';
export {
  connectionTypes,
  PageArgs,
  pageArgs,
  PageInfo,
  Paginated,
  type Connection,
  type ConnectionOptions,
} from './connection.ts';
export { Internal } from './internal.ts';
export { Lifetime, LifetimeOfParent } from './cache-control.ts';
