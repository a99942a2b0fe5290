import type { Blueprint } from './blueprint.ts';
import { Dice } from './dice.ts';
import type { TaxClass } from './taxonomy-model.ts';
import { escapeHtml, sentence } from './wording.ts';

/** How a description ends. */
const CLOSINGS: Readonly<Record<TaxClass, readonly string[]>> = {
  electronics: [
    'Two years of guarantee from {brand}; spare parts are listed with prices.',
    '{brand} ships it in plain cardboard, with the manual in six languages.',
    'Registered owners get an extra year of guarantee.',
  ],
  standard: [
    '{brand} answers questions about it by e-mail within a day.',
    'Packed without plastic, in a box that fits.',
    'If it is not right, send it back within thirty days.',
  ],
  clothing: [
    'Care: wash inside out at 30 °C and dry in the shade.',
    'Made in a factory that {brand} names on the label.',
    'Free exchange when the size is wrong.',
  ],
  books: ['Published by {brand}, printed on certified paper.', '{brand}, first edition, {pages} pages.'],
  food: [
    'Store cool, dry and dark; best within six weeks of opening.',
    '{brand} prints batch, origin and date on every pack.',
  ],
  medicine: ['Keep out of the reach of children. Store below 25 °C.'],
};

/** Two or three paragraphs of HTML: sentences about the category, filled in with the product's own facts. */
export const description = (plan: Blueprint, slots: Readonly<Record<string, string>>): string => {
  const { definition, properSlots } = plan.leaf;
  const dice = new Dice('copy', plan.index);
  const safe = Object.fromEntries(Object.entries(slots).map(([name, value]) => [name, escapeHtml(value)]));
  const say = (template: string): string => sentence(template, safe, properSlots);
  const [opening, ...rest] = dice.chance(0.75) ? definition.about : definition.about.slice(0, 2);
  const closing = dice.pick(CLOSINGS[definition.tax]);
  return `<p>${say(opening as string)}</p><p>${[...rest, closing].map(say).join(' ')}</p>`;
};

/** Up to five short facts: numbers and kinds first, then what it also can do. */
export const highlights = (plan: Blueprint): string[] => {
  const facts: string[] = [];
  const extras: string[] = [];
  plan.leaf.definition.attributes.forEach((attribute, position) => {
    const value = attribute.values[plan.picks[position] as number] as string;
    if (attribute.type !== 'boolean')
      facts.push(`${attribute.label}: ${value}${attribute.unit === null ? '' : ` ${attribute.unit}`}`);
    else if (value === 'Yes') extras.push(attribute.label);
  });
  return [...facts, ...extras].slice(0, 5);
};
