/**
 * How long shared caches may keep what the catalogue says, in seconds: how late a visitor may learn of a change. Who
 * signs in is never answered from a cache, so whoever keeps the catalogue sees changes at once.
 *
 * Without a lifetime, on purpose: what has a price, an availability or a deal in it (product cards, offers, the home page), and
 * a search, whose answer names that one search.
 */
export const LIFETIMES = {
  /** Categories and brands: an administrator changes them now and then. */
  taxonomy: 300,
  /** A product and its variants: a corrected title or picture is out within a minute. */
  product: 60,
  /** Lists of products: what is in them follows stock and prices when it is filtered by them. */
  list: 30,
} as const;
