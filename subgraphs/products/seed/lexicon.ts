import type { Database } from '@emporium/platform/db';

/** What spelling correction and suggestions know, from titles, brands and categories. */
export async function buildLexicon(db: Database): Promise<void> {
  await db.query(`
    INSERT INTO word (word, frequency)
    SELECT word, count(*)::int FROM (
      SELECT regexp_split_to_table(plain(title), '[^[:alnum:]]+') AS word FROM product
      UNION ALL SELECT regexp_split_to_table(plain(name), '[^[:alnum:]]+') FROM brand
      UNION ALL SELECT regexp_split_to_table(plain(name), '[^[:alnum:]]+') FROM category) words
     WHERE length(word) > 2 GROUP BY word`);
  await db.query(`
    INSERT INTO suggestion (kind, reference, text, sort_text, weight)
    SELECT 'CATEGORY', id, name, plain(name), 3 - cardinality(path_ids) / 10.0 FROM category
    UNION ALL SELECT 'BRAND', id, name, plain(name), 2 FROM brand
    UNION ALL SELECT 'QUERY', word, word, word, least(frequency, 10000) / 10000.0 + 0.5 FROM word
               WHERE frequency > 2 AND word !~ '^[0-9]+$' AND length(word) > 3
    UNION ALL (SELECT 'PRODUCT', product_id, title, plain(title), popularity FROM product_card ORDER BY popularity DESC LIMIT 50000)`);
}
