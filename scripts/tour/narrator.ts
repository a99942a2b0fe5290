import { paint } from '../start/progress.ts';

/** What the tour prints: numbered chapters, facts, and live events as they arrive. */
const chapters: string[] = [];

export function chapter(title: string): void {
  chapters.push(title);
  process.stdout.write(`\n${paint('bold', `${chapters.length}. ${title}`)}\n`);
}

/** Where the tour is: its last chapter's title. */
export const presentChapter = (): string => chapters.at(-1) ?? 'the beginning';

export const say = (text: string): void => void process.stdout.write(`   ${text}\n`);
/** A fact, and the subgraph that contributed it. */
export const tell = (subgraph: string, text: string): void => say(`${paint('gray', subgraph.padEnd(12))}${text}`);
export const live = (text: string): void => void process.stdout.write(`   ${paint('cyan', '⚡')} ${text}\n`);

/** Ends the tour unless what the shop answered is what it should be. */
export function expect(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Error(otherwise);
}

export const money = (amount: { amount: string; currencyCode: string }): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency: amount.currencyCode }).format(Number(amount.amount));
