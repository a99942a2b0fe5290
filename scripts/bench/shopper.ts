import { randomUUID } from 'node:crypto';
import { GuestSessionCreateDocument, type TypedDocumentString } from '@emporium/web-client';
import type { Pool } from 'undici';

/** What a mutation answers, as far as it says what was wrong. */
export interface Payload {
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

/** A client that knows the public endpoint and perhaps a token; whatever is not an answer without errors is an exception. */
export class Shopper {
  readonly token: string | null;
  readonly #pool: Pool;
  readonly #headers: Record<string, string>;

  constructor(pool: Pool, token: string | null = null, headers: Readonly<Record<string, string>> = {}) {
    this.token = token;
    this.#pool = pool;
    this.#headers = {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...headers,
    };
  }

  async ask<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data> {
    const { body } = await this.#pool.request({
      method: 'POST',
      path: '/graphql',
      headers: this.#headers,
      body: JSON.stringify({ query: document.toString(), variables }),
    });
    const { data, errors } = (await body.json()) as { data?: Data | null; errors?: readonly unknown[] };
    if (!data || errors) throw new Error(`the answer has errors: ${JSON.stringify(errors)}`);
    return data;
  }

  /** The payload of a mutation with one field; a refusal is an exception too. */
  async do<Data extends Readonly<Record<Exclude<keyof Data, '__typename'>, Payload | null>>, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): Promise<NonNullable<Data[keyof Data]>> {
    const [[name, payload]] = Object.entries(await this.ask(document, variables)) as [[string, Payload | null]];
    if (payload === null) throw new Error(`${name} answered nothing`);
    const [refusal] = payload.userErrors;
    if (refusal) throw new Error(`${name} was refused: ${refusal.code}, ${refusal.message}`);
    return payload as NonNullable<Data[keyof Data]>;
  }
}

/** A visitor with a session of their own: a cart, a checkout, orders. */
export async function guest(pool: Pool): Promise<Shopper> {
  const { token } = await new Shopper(pool).do(GuestSessionCreateDocument, {});
  return new Shopper(pool, token);
}

/** Fails the run unless what was answered is what should have been. */
export function expect(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Error(otherwise);
}

export const key = (): string => randomUUID();
