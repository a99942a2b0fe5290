import type { Id, IdPrefix } from '@emporium/contracts/ids';
import type { Money } from '../../money/index.ts';
import type { ErrorCode } from '../types/error-code.ts';
import type { PostalAddress } from '../types/postal-address.ts';
import { inputError, type InputError } from '../types/user-error.ts';
import * as kinds from './field-kinds.ts';

export interface ListOptions<T> {
  /** Default 1. */
  min?: number;
  max: number;
  /** Two items with the same key are refused. */
  uniqueBy?: (item: T) => string;
}

/**
 * Reads the fields of one input object and collects everything that is wrong with it, so that a client can
 * mend it in one go. `Missing` is what an absent field gives: nothing (a problem is noted) or null.
 */
class FieldReader<Missing> {
  constructor(
    protected readonly source: Readonly<Record<string, unknown>>,
    protected readonly path: readonly string[],
    protected readonly problems: InputError[],
    private readonly isRequired: boolean,
  ) {}

  id<Prefix extends IdPrefix>(prefix: Prefix, field: string): Id<Prefix> | Missing {
    return this.read(field, kinds.id(prefix));
  }
  int(field: string, options: kinds.IntOptions): number | Missing {
    return this.read(field, kinds.int(options));
  }
  text(field: string, options: kinds.TextOptions): string | Missing {
    return this.read(field, kinds.text(options));
  }
  email(field: string): string | Missing {
    return this.read(field, kinds.email);
  }
  money(field: string, options?: kinds.MoneyOptions): Money | Missing {
    return this.read(field, kinds.money(options));
  }
  instant(field: string, options?: kinds.InstantOptions): Date | Missing {
    return this.read(field, kinds.instant(options));
  }
  /** A calendar day as `YYYY-MM-DD`. */
  day(field: string, options?: kinds.DayOptions): string | Missing {
    return this.read(field, kinds.day(options));
  }
  boolean(field: string): boolean | Missing {
    return this.read(field, kinds.yesOrNo);
  }
  /** What the client sent as idempotency key; scope it with `idempotencyKey` before use. */
  key(field = 'idempotencyKey'): string | Missing {
    return this.read(field, kinds.key);
  }

  object<T>(field: string, shape: (reader: InputReader) => T): T | Missing {
    const value = this.source[field];
    if (value === undefined || value === null) return this.missing(field, () => shape(this.nested({}, [field], [])));
    return shape(this.nested(value, [field]));
  }

  list<T>(field: string, options: ListOptions<T>, shape: (reader: InputReader, index: number) => T): T[] | Missing {
    return this.items(field, options, (item, index) => shape(this.nested(item, [field, String(index)]), index));
  }
  ids<Prefix extends IdPrefix>(
    prefix: Prefix,
    field: string,
    options: ListOptions<Id<Prefix>>,
  ): Id<Prefix>[] | Missing {
    return this.items(field, options, (item, index) => this.readValue(item, [field, String(index)], kinds.id(prefix)));
  }
  texts(field: string, options: ListOptions<string> & { each: kinds.TextOptions }): string[] | Missing {
    return this.items(field, options, (item, index) =>
      this.readValue(item, [field, String(index)], kinds.text(options.each)),
    );
  }

  address(field: string): PostalAddress | Missing {
    return this.object(field, (address) => ({
      recipient: address.text('recipient', { max: 100 }),
      line1: address.text('line1', { max: 200 }),
      line2: address.optional.text('line2', { max: 200 }),
      city: address.text('city', { max: 100 }),
      region: address.optional.text('region', { max: 100 }),
      postalCode: address.optional.text('postalCode', { max: 20 }),
      country: address.text('country', { max: 2 }),
      phone: address.optional.text('phone', {
        max: 32,
        pattern: /^\+?[\d ()./-]{4,}$/,
        hint: 'Write a phone number such as +49 30 123456.',
      }),
    }));
  }

  /** A value of any other kind. */
  read<T>(field: string, kind: kinds.FieldKind<T>): T | Missing {
    const value = this.source[field];
    if (value === undefined || value === null) return this.missing(field, () => kind.placeholder);
    return this.readValue(value, [field], kind);
  }

  private items<T>(field: string, options: ListOptions<T>, each: (item: unknown, index: number) => T): T[] | Missing {
    const { min = 1, max, uniqueBy } = options;
    const value = this.source[field];
    if (value === undefined || value === null) return this.missing(field, () => []);
    const given = value as readonly unknown[];
    if (given.length < min || given.length > max) {
      this.note([field], given.length < min ? `Give at least ${min}.` : `Give at most ${max}.`);
      return [];
    }
    const items = given.map(each);
    if (uniqueBy !== undefined) this.noteRepeated(field, items.map(uniqueBy));
    return items;
  }

  private noteRepeated(field: string, keys: readonly string[]): void {
    const seen = new Set<string>();
    keys.forEach((key, index) => {
      if (seen.has(key)) this.note([field, String(index)], 'This is in the list twice.');
      seen.add(key);
    });
  }

  private readValue<T>(value: unknown, path: readonly string[], kind: kinds.FieldKind<T>): T {
    const result = kind.read(value);
    if (result.ok) return result.value;
    const { message, at } = result.error;
    this.note(at === undefined ? path : [...path, at], message);
    return kind.placeholder;
  }

  private missing<T>(field: string, placeholder: () => T): T | Missing {
    if (!this.isRequired) return null as Missing;
    this.note([field], 'This is required.');
    return placeholder();
  }

  private nested(value: unknown, path: readonly string[], problems = this.problems): InputReader {
    return new InputReader(value as Record<string, unknown>, [...this.path, ...path], problems);
  }

  protected note(path: readonly string[], message: string, code: ErrorCode = 'INVALID'): void {
    this.problems.push(inputError(code, message, [...this.path, ...path]));
  }
}

export class InputReader extends FieldReader<never> {
  /** The same methods for fields that may be left out or null: both give null. */
  readonly optional: FieldReader<null>;

  constructor(source: Readonly<Record<string, unknown>>, path: readonly string[], problems: InputError[]) {
    super(source, path, problems, true);
    this.optional = new FieldReader<null>(source, path, problems, false);
  }

  /** The client wrote the field, null included. Tells "leave it" from "clear it". */
  has(field: string): boolean {
    return this.source[field] !== undefined;
  }

  /** A rule across fields. */
  check(holds: boolean, field: string, message: string, code?: ErrorCode): void {
    if (!holds) this.note([field], message, code);
  }
}
