/** JSON of which all pieces are known. They are put together where it is written. */
export interface UnwrittenJson {
  writeTo(output: JsonOutput): void;
  /** Its text. */
  toString(): string;
}

/** What is written, in UTF-8. Nothing in it may wait: all is put together in one place, one after the other. */
export function jsonBytes(write: (output: JsonOutput) => void): Buffer {
  OUTPUT.clear();
  write(OUTPUT);
  return OUTPUT.copy();
}

/** Shorter pieces are copied byte by byte: a call costs as much as that. */
const SHORT_PIECE = 40;

const KEPT_BYTES = 1024 * 1024;

/** Where JSON in UTF-8 is put together from pieces. */
export class JsonOutput {
  #bytes = Buffer.allocUnsafeSlow(KEPT_BYTES / 4);
  #length = 0;

  clear(): void {
    this.#length = 0;
    if (this.#bytes.length > KEPT_BYTES) this.#bytes = Buffer.allocUnsafeSlow(KEPT_BYTES);
  }

  /** From `begin` to before `end`. */
  piece(from: Buffer, begin = 0, end = from.length): void {
    const length = end - begin;
    this.#reserve(length);
    const bytes = this.#bytes;
    const at = this.#length;
    if (length > SHORT_PIECE) from.copy(bytes, at, begin, end);
    else for (let index = 0; index < length; index += 1) bytes[at + index] = from[begin + index]!;
    this.#length = at + length;
  }

  text(piece: string): void {
    this.#reserve(3 * piece.length);
    this.#length += this.#bytes.write(piece, this.#length);
  }

  copy(): Buffer {
    const copy = Buffer.allocUnsafe(this.#length);
    this.#bytes.copy(copy, 0, 0, this.#length);
    return copy;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.#length + more));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

const OUTPUT = new JsonOutput();
