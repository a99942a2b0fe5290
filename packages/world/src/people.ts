import type { Dice } from './dice.ts';

export type Locale = 'en-US' | 'en-GB' | 'de-DE' | 'ja-JP' | 'en-CA';

interface Names {
  readonly given: readonly string[];
  readonly family: readonly string[];
}

const ENGLISH: Names = {
  given: [
    'Ava',
    'Noah',
    'Maya',
    'Ethan',
    'Chloe',
    'Liam',
    'Zoe',
    'Mason',
    'Nora',
    'Caleb',
    'Priya',
    'Mateo',
    'Grace',
    'Omar',
    'Hannah',
    'Dylan',
    'Leah',
    'Isaac',
    'Ruby',
    'Theo',
    'Amara',
    'Felix',
    'Elena',
    'Jude',
    'Imani',
    'Kai',
  ],
  family: [
    'Bennett',
    'Carter',
    'Delgado',
    'Ellis',
    'Foster',
    'Grant',
    'Hughes',
    'Iyer',
    'Jensen',
    'Khan',
    'Lawson',
    'Morales',
    'Nguyen',
    'Okoye',
    'Patel',
    'Quinn',
    'Reyes',
    'Sullivan',
    'Turner',
    'Vaughn',
    'Walsh',
    'Young',
    'Abbott',
    'Brooks',
    'Castillo',
    'Dunn',
  ],
};

const NAMES: Readonly<Record<Locale, Names>> = {
  'en-US': ENGLISH,
  'en-GB': ENGLISH,
  'en-CA': ENGLISH,
  'de-DE': {
    given: ['Lena', 'Jonas', 'Mia', 'Paul', 'Clara', 'Emil', 'Ida', 'Anton', 'Greta', 'Moritz', 'Frieda', 'Jakob'],
    family: [
      'Albrecht',
      'Brandt',
      'Dietrich',
      'Engel',
      'Fuchs',
      'Haas',
      'Keller',
      'Lorenz',
      'Neumann',
      'Schreiber',
      'Vogt',
      'Winter',
    ],
  },
  'ja-JP': {
    given: ['Haruka', 'Kenta', 'Yui', 'Sota', 'Aoi', 'Ren', 'Mio', 'Daiki', 'Sakura', 'Takumi'],
    family: ['Abe', 'Fujita', 'Hayashi', 'Ishikawa', 'Kimura', 'Mori', 'Nakano', 'Ogawa', 'Sakai', 'Ueda'],
  },
};

export interface PersonName {
  readonly given: string;
  readonly family: string;
}

export const personName = (dice: Dice, locale: Locale): PersonName => ({
  given: dice.pick(NAMES[locale].given),
  family: dice.pick(NAMES[locale].family),
});
