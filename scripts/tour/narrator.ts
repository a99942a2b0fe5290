import { paint } from '../start/progress.ts';

/** What the tour prints: numbered chapters, facts, and live events as they arrive. */
let chapters = 0;

export function chapter(title: string): void {
  chapters += 1;
  process.stdout.write(`\n${paint('bold', `${chapters}. ${title}`)}\n`);
}

export const say = (text: string): void => void process.stdout.write(`   ${text}\n`);
export const live = (text: string): void => void process.stdout.write(`   ${paint('cyan', '⚡')} ${text}\n`);

/** Ends the tour unless what the shop answered is what it should be. */
export function expect(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Error(otherwise);
}

export const money = (amount: { amount: string; currencyCode: string }): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency: amount.currencyCode }).format(Number(amount.amount));
