import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Texts that clients have registered under their hashes. */
export interface AutomaticDocuments {
  find(hash: string): string | undefined;
  /** False when the hash is not the text's. */
  register(hash: string, text: string): boolean;
}

const DOCUMENTS = 10_000;
const BYTES = 32 * 1024 * 1024;

/**
 * Automatic persisted queries, kept in this process: another gateway asks its clients once more. Whatever has the right
 * hash is kept, valid or not: who wants to push out what others registered can send valid texts just as well, so the
 * bounds protect the memory, and clients register again what was forgotten.
 */
export function createAutomaticDocuments({ documents = DOCUMENTS, bytes = BYTES } = {}): AutomaticDocuments {
  const texts = new LRUCache<string, string>({
    max: documents,
    maxSize: bytes,
    sizeCalculation: (text, hash) => 2 * (text.length + hash.length),
  });
  return {
    find: (hash) => texts.get(hash),
    register(hash, text) {
      if (texts.get(hash) === text) return true;
      if (sha256(text) !== hash) return false;
      texts.set(hash, text);
      return true;
    },
  };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
