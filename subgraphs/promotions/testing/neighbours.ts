import type { CategoryId, DealId, OfferId, SellerId, VariantId } from '@emporium/contracts/ids';
import type { SubgraphName } from '@emporium/contracts/topology';
import { ServiceUnavailable, type ServiceClient } from '@emporium/platform/client';
import { newId } from '@emporium/platform/ids';

export interface FakeOffer {
  readonly offerId: OfferId;
  readonly productId: string;
  readonly variantId: VariantId;
  readonly sellerId: SellerId;
  readonly categoryPath: readonly CategoryId[];
  readonly status: string;
  readonly price: { readonly minorUnits: string; readonly currencyCode: string };
}

/** Inventory, sellers and products in memory, behind the client that the adapters use. */
export class Neighbours {
  readonly offers = new Map<OfferId, FakeOffer>();
  /** Units free of every offer; nothing is known to be short unless a test says so. */
  readonly stock = new Map<OfferId, number>();
  readonly setAside = new Map<DealId, number>();
  readonly released: { dealId: DealId; key: string }[] = [];
  isInventoryDown = false;

  addOffer(offer: Partial<FakeOffer> = {}): FakeOffer {
    const added: FakeOffer = {
      offerId: newId('ofr'),
      productId: newId('prod'),
      variantId: newId('var'),
      sellerId: newId('sel'),
      categoryPath: [newId('cat'), newId('cat')],
      status: 'ACTIVE',
      price: { minorUnits: '10000', currencyCode: 'USD' },
      ...offer,
    };
    this.offers.set(added.offerId, added);
    return added;
  }

  client(_name: SubgraphName): ServiceClient {
    return {
      call: (document, variables) => {
        const [, operation] = /(?:query|mutation) (\w+)/.exec(String(document))!;
        return this.#answer(operation!, variables as never) as never;
      },
      close: async () => {},
    };
  }

  async #answer(operation: string, { ids, input }: { ids: readonly string[]; input: never }): Promise<object> {
    switch (operation) {
      case 'OffersForCommerce':
        return { offersForCommerce: ids.flatMap((id) => this.offers.get(id as OfferId) ?? []) };
      case 'VariantTitles':
        return { variantSnapshots: ids.map(() => ({ title: 'Brass lamp' })) };
      case 'DealStockAllocate':
        return { dealStockAllocate: this.#allocate(input) };
      case 'DealStockRelease':
        return { dealStockRelease: this.#release(input) };
      default:
        throw new Error(`nobody answers ${operation}`);
    }
  }

  #allocate({ dealId, offerId, quantity }: { dealId: DealId; offerId: OfferId; quantity: number }) {
    if (this.isInventoryDown) throw new ServiceUnavailable('inventory', 'a test says so');
    const available = this.stock.get(offerId) ?? Infinity;
    if (available < quantity) {
      return { userErrors: [{ code: 'INSUFFICIENT_STOCK', message: 'Too few.', available }] };
    }
    this.setAside.set(dealId, quantity);
    return { userErrors: [] };
  }

  #release({ dealId, idempotencyKey }: { dealId: DealId; idempotencyKey: string }) {
    this.setAside.delete(dealId);
    this.released.push({ dealId, key: idempotencyKey });
    return { userErrors: [] };
  }
}
