import { amount, oneOf, sizes, type DepartmentDefinition, type LeafDefinition } from '../taxonomy-model.ts';

const format = sizes('Format', ['Paperback', 'Hardcover', 'Large print'], 1.7);

const AUTHORS = [
  'Miriam Okafor',
  'Jonas Lindqvist',
  'Helena Vasquez',
  'Tomas Berger',
  'Aiko Tanabe',
  'Ruth Calloway',
  'Daniel Moreau',
  'Ines Carvalho',
  'Patrick Donnelly',
  'Leila Haddad',
  'Samuel Whitcombe',
  'Greta Nilsen',
  'Oluwaseun Adeyemi',
  'Clara Fontaine',
  'Viktor Horak',
  'Naomi Ashdown',
  'Rafael Ibarra',
  'Edith Marlowe',
  'Hiroshi Kanda',
  'Beatrix Vogel',
];

const pages = amount('pages', 'Pages', null, [224, 272, 304, 336, 384, 432, 512], { facetable: false, lift: 1.2 });
const language = oneOf('language', 'Language', ['English'], { proper: true });
const author = oneOf('author', 'Author', AUTHORS, { proper: true });

/** Books differ in little but their words. */
const book = (
  leaf: Pick<LeafDefinition, 'slug' | 'name' | 'code' | 'noun' | 'title' | 'about' | 'price'> & {
    readonly words: Readonly<Record<string, readonly string[]>>;
    readonly genre: readonly string[];
  },
): LeafDefinition => {
  const { genre, ...rest } = leaf;
  return {
    ...rest,
    icon: 'book',
    tax: 'books',
    weightGrams: [220, 780],
    sizeMm: [210, 140, 28],
    attributes: [author, oneOf('genre', 'Genre', genre), pages, language],
    axes: [format],
  };
};

export const books: DepartmentDefinition = {
  slug: 'books',
  name: 'Books',
  hue: 12,
  brands: 'books',
  commissionBps: 1500,
  sections: [
    {
      slug: 'fiction',
      name: 'Fiction',
      leaves: [
        book({
          slug: 'crime-novels',
          name: 'Crime & Thrillers',
          code: 'CRM',
          noun: 'novel',
          price: [13, 0.25],
          title: 'The {adjective} {thing}: {genre} by {author}',
          genre: ['A Detective Novel', 'A Police Procedural', 'A Psychological Thriller', 'A Cosy Mystery'],
          words: {
            adjective: [
              'Last',
              'Drowned',
              'Silent',
              'Borrowed',
              'Seventh',
              'Hollow',
              'Northern',
              'Unlit',
              'Second',
              'Winter',
            ],
            thing: [
              'Witness',
              'Harbour',
              'Alibi',
              'Lighthouse',
              'Confession',
              'Ferryman',
              'Orchard',
              'Verdict',
              'Tenant',
              'Causeway',
            ],
            place: [
              'a Baltic ferry port',
              'a village that lives off one hotel',
              'Lisbon in August',
              'the flooded fens',
              'a ski town out of season',
            ],
          },
          about: [
            'In {place}, a retired magistrate is found with a railway ticket for a line that closed thirty years ago.',
            'Inspector Maren Holt has four days, two liars and one good question.',
            '{author} writes crime the way others write about love: patiently, and without mercy.',
          ],
        }),
        book({
          slug: 'science-fiction',
          name: 'Science Fiction & Fantasy',
          code: 'SCI',
          noun: 'novel',
          price: [14, 0.25],
          title: '{thing} of {place}: {genre} by {author}',
          genre: ['A Space Opera', 'A Fantasy Novel', 'A First-Contact Novel', 'A Climate Novel'],
          words: {
            thing: [
              'Children',
              'The Cartographers',
              'Engines',
              'The Salt',
              'A Memory',
              'Songs',
              'The Archive',
              'Seven Moons',
            ],
            place: [
              'Glass',
              'the Outer Tide',
              'Carrowmere',
              'the Ninth Meridian',
              'Ash and Amber',
              'the Quiet Star',
              'Elsewhere',
              'the Drift',
            ],
          },
          about: [
            'A survey ship answers a distress call that was sent by itself, eleven years from now.',
            'Between {place} and home lies one treaty, one stowaway and a language without a word for “enemy”.',
            'Big ideas, small rooms, and the best ship’s cook in recent fiction.',
          ],
        }),
        book({
          slug: 'literary-fiction',
          name: 'Literary Fiction',
          code: 'LIT',
          noun: 'novel',
          price: [15, 0.25],
          title: '{opening} {ending}: {genre} by {author}',
          genre: ['A Novel', 'A Family Saga', 'A Novel in Stories'],
          words: {
            opening: ['What We', 'All the Rooms We', 'Everything They', 'The Summers We', 'How to', 'Before We'],
            ending: [
              'Left Unsaid',
              'Learned to Carry',
              'Forgot at Sea',
              'Kept for Later',
              'Called Home',
              'Could Not Mend',
            ],
          },
          about: [
            'Three sisters clear their father’s house and disagree about every object in it.',
            'Over one long summer, {author} follows a family through the things they will not say.',
            'A {noun} about inheritance, borrowed time, and the price of a piano.',
          ],
        }),
      ],
    },
    {
      slug: 'non-fiction',
      name: 'Non-Fiction',
      leaves: [
        book({
          slug: 'cookbooks',
          name: 'Cookbooks',
          code: 'CKB',
          noun: 'cookbook',
          price: [27, 0.3],
          title: '{adjective} {food}: {count} Recipes by {author}',
          genre: ['Vegetarian', 'Baking', 'World kitchen', 'Weeknight cooking'],
          words: {
            adjective: ['Simple', 'Sunday', 'Everyday', 'The New', 'Slow', 'One-Pot', 'Coastal', 'Honest'],
            food: ['Kitchen', 'Bread', 'Suppers', 'Vegetables', 'Noodles', 'Table', 'Pastry', 'Fires'],
            count: ['75', '80', '100', '120'],
          },
          about: [
            '{count} recipes that assume a normal kitchen, a tired evening and a good appetite.',
            '{author} tells you which steps matter and which you may skip, and is right about both.',
            'Every dish is photographed as it looks at home, with a note on what to do with the rest.',
          ],
        }),
        book({
          slug: 'history-books',
          name: 'History',
          code: 'HIS',
          noun: 'history',
          price: [22, 0.3],
          title: '{subject}: {subtitle} by {author}',
          genre: ['Ancient history', 'Modern history', 'Economic history', 'Biography'],
          words: {
            subject: [
              'Salt Roads',
              'The Clockmakers',
              'Harbours',
              'A Republic of Letters',
              'Grain',
              'The Mapmakers',
              'Paper Empires',
              'The Long Canal',
            ],
            subtitle: [
              'How Trade Made a Continent',
              'Four Centuries of Getting It Wrong',
              'A History in Twelve Objects',
              'The People Who Measured the World',
              'A Biography',
            ],
          },
          about: [
            'Working from letters, ledgers and court records, {author} follows ordinary people through extraordinary years.',
            'The book moves from counting houses to kitchens and never loses its thread.',
            'With maps, thirty illustrations and sources for those who want to argue.',
          ],
        }),
        book({
          slug: 'popular-science',
          name: 'Popular Science',
          code: 'PSC',
          noun: 'book',
          price: [19, 0.3],
          title: '{subject}: {subtitle} by {author}',
          genre: ['Biology', 'Physics', 'Mathematics', 'Psychology'],
          words: {
            subject: [
              'Small Numbers',
              'The Patient Forest',
              'Why Rivers Bend',
              'Noise',
              'The Sleeping Brain',
              'Almost Symmetrical',
              'A Field Guide to Chance',
              'Deep Water',
            ],
            subtitle: [
              'The Science of Everyday Surprise',
              'What Nature Measures',
              'A Short Tour of a Big Idea',
              'And Other Questions Worth Asking',
            ],
          },
          about: [
            'Why does it work, how do we know, and what did we believe before? {author} answers in that order.',
            'No equations are needed, though a few are offered as a treat.',
            'Each chapter ends with an experiment for the kitchen table.',
          ],
        }),
      ],
    },
  ],
};
