/** The longest delay a Node timer takes; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Calls back at an instant however far away (a guest's token lives 30 days). Returns the way to call it off. */
export function atTime(instantMs: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout;
  const arm = () => {
    const leftMs = instantMs - Date.now();
    timer = leftMs > LONGEST_TIMER_MS ? setTimeout(arm, LONGEST_TIMER_MS) : setTimeout(callback, Math.max(0, leftMs));
    timer.unref();
  };
  arm();
  return () => clearTimeout(timer);
}
