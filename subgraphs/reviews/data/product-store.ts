import type { ProductStore } from '../app/ports.ts';
import type { ProductStatus } from '../domain/product.ts';

export const postgresProductStore = (): ProductStore => ({
  async find(tx, id) {
    const [row] = await tx.query<{ status: ProductStatus }>('SELECT status FROM known_product WHERE product_id = $1', [
      id,
    ]);
    return row?.status ?? null;
  },

  note(tx, { id, version, status }) {
    tx.write(
      `INSERT INTO known_product (product_id, version, status) VALUES ($1, $2, $3)
       ON CONFLICT (product_id) DO UPDATE SET version = excluded.version, status = excluded.status
         WHERE known_product.version < excluded.version`,
      [id, version, status],
    );
    tx.write('INSERT INTO rating_summary (product_id) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
  },
});
