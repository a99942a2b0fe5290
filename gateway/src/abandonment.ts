/**
 * Says that nobody waits for an answer any more. One `AbortController` for each request and one listener for each
 * fetch would cost more than a small request itself, hence something smaller.
 */
export class Abandonment {
  #happened = false;
  #listeners: (() => void)[] | null = null;

  get happened(): boolean {
    return this.#happened;
  }

  /** Tells every listener, once. */
  happen(): void {
    if (this.#happened) return;
    this.#happened = true;
    const listeners = this.#listeners;
    this.#listeners = null;
    if (listeners) for (const listener of listeners) listener();
  }

  /** Calls back when it happens; not when it has happened already: look at `happened` first. */
  add(listener: () => void): void {
    (this.#listeners ??= []).push(listener);
  }

  remove(listener: () => void): void {
    const at = this.#listeners?.indexOf(listener) ?? -1;
    if (at >= 0) this.#listeners!.splice(at, 1);
  }
}
