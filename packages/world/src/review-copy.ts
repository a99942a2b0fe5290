import type { Blueprint } from './blueprint.ts';
import type { Dice } from './dice.ts';
import { reviewPoints } from './review-points.ts';

const TITLES: readonly (readonly string[])[] = [
  ['Very disappointed', 'Sent it back', 'Would not buy again', 'Not as described'],
  ['Expected more', 'Not for me', 'Too many compromises', 'Below average'],
  ['It does the job', 'Decent, with reservations', 'Fine for the price', 'Neither good nor bad'],
  ['Very good', 'Nearly perfect', 'Happy with it', 'Would recommend', 'Good value'],
  [
    'Excellent',
    'Exactly what I wanted',
    'Could not be happier',
    'Best I have owned',
    'Worth every cent',
    'Five stars from me',
  ],
];

const OPENINGS: readonly (readonly string[])[] = [
  [
    'I really wanted to like this {noun}.',
    'Unfortunately mine is already on its way back.',
    'I should have read the other reviews first.',
  ],
  ['I had higher hopes for this {noun}.', 'On paper it sounded right.', 'I have used it for two weeks now.'],
  [
    'An average {noun} at an average price.',
    'I have mixed feelings about this {noun}.',
    'Bought as a replacement for an older one.',
  ],
  [
    'I have used it almost every day for a month.',
    'A good {noun}, with one small but.',
    'Bought after comparing five others.',
    'My second one from {brand}.',
  ],
  [
    'I did not expect to be this pleased with a {noun}.',
    'After three months of daily use I am still impressed.',
    'Bought for my partner, and now I want one too.',
    'Easily the best {noun} I have owned.',
    '{brand} got this one right.',
  ],
];

const CLOSINGS: readonly (readonly string[])[] = [
  ['Refund was quick, at least.', 'One star for the delivery.', 'Save your money.'],
  ['There are better ones for the same price.', 'I will keep it, but I would choose differently today.'],
  ['If your expectations are modest, go ahead.', 'It will do until I find something better.', 'Wait for a discount.'],
  ['All in all a solid choice.', 'Recommended.', 'I would buy it again.'],
  [
    'Highly recommended.',
    'Do not hesitate.',
    'Already ordered another as a present.',
    'I cannot think of anything to improve.',
  ],
];

const sentenceOf = (clause: string): string => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;

const worded = (text: string, plan: Blueprint): string =>
  text.replace('{noun}', plan.leaf.definition.noun).replace('{brand}', plan.brand.name);

export const reviewTitle = (dice: Dice, stars: number): string => dice.pick(TITLES[stars - 1] as readonly string[]);

/** What somebody who gave `stars` says: what pleased and what annoyed them, in a proportion that fits. */
export const reviewBody = (dice: Dice, stars: number, plan: Blueprint): string => {
  const { praise, gripes } = reviewPoints(plan.leaf.definition.slug);
  const opening = worded(dice.pick(OPENINGS[stars - 1] as readonly string[]), plan);
  const closing = dice.pick(CLOSINGS[stars - 1] as readonly string[]);
  const good = dice.some(praise, stars >= 5 ? dice.int(1, 3) : stars >= 3 ? dice.int(1, 2) : 0);
  const bad = dice.some(gripes, stars <= 2 ? dice.int(1, 2) : stars <= 4 ? 1 : 0);
  const middle =
    good.length > 0 && bad.length > 0 && stars <= 4
      ? [
          ...good.slice(0, -1).map(sentenceOf),
          `${sentenceOf(good.at(-1) as string).slice(0, -1)}, but ${bad[0]}.`,
          ...bad.slice(1).map(sentenceOf),
        ]
      : [...good, ...bad].map(sentenceOf);
  return [opening, ...middle, ...(dice.chance(0.6) ? [closing] : [])].join(' ');
};
