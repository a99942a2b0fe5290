import { productId } from '@emporium/world/ids';
import type { WorldReview } from '@emporium/world/reviews';

const FIVE = 5;

/** Counts stars while reviews are loaded. */
export class Ratings {
  readonly #products: number;
  readonly #stars: Int32Array;
  readonly #verified: Int32Array;

  constructor(products: number) {
    this.#products = products;
    this.#stars = new Int32Array(products * FIVE);
    this.#verified = new Int32Array(products * FIVE);
  }

  count({ productIndex, stars, verifiedPurchase }: WorldReview): void {
    const place = productIndex * FIVE + stars - 1;
    this.#stars[place]! += 1;
    if (verifiedPurchase) this.#verified[place]! += 1;
  }

  *rows() {
    for (let index = 0; index < this.#products; index += 1) {
      const [from, to] = [index * FIVE, (index + 1) * FIVE];
      yield [productId(index), 1, [...this.#stars.subarray(from, to)], [...this.#verified.subarray(from, to)]];
    }
  }
}
