export * from './scalars.ts';
export { describedEnum } from './described-enum.ts';
export { ErrorCode } from './error-code.ts';
export { CurrencyCode } from './currency-code.ts';
export { MoneyType, MoneyInput, MoneyRange, toMoney, toMoneyRange } from './money.ts';
export { Image, ImageFormat, toImage } from './image.ts';
export { PostalAddress, PostalAddressInput } from './postal-address.ts';
export { AppliedDiscount } from './applied-discount.ts';
export { Node } from './node.ts';
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
