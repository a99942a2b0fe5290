// A bookshop's page, as plain objects that refer to each other: subgraphs and the expected answers read the same ones.

export interface Reader {
  readonly __typename: 'Reader';
  readonly id: string;
  readonly name: string;
  readonly avatar: string;
  readonly city: string;
  readonly level: number;
}

export interface Review {
  readonly id: string;
  readonly stars: number;
  readonly title: string;
  readonly text: string;
  readonly writtenAt: string;
  readonly reader: Reader;
}

export interface Offer {
  readonly id: string;
  readonly shop: string;
  readonly price: number;
  readonly currency: string;
  readonly inStock: number;
  readonly deliveredBy: string;
}

export interface Author {
  readonly __typename: 'Author';
  readonly id: string;
  readonly name: string;
  readonly bio: string;
  readonly books: () => readonly Book[];
}

export interface Book {
  readonly __typename: 'Book';
  readonly id: string;
  readonly title: string;
  readonly subtitle: string | null;
  readonly summary: string;
  readonly isbn: string;
  readonly pages: number;
  readonly publishedOn: string;
  readonly cover: string;
  readonly genres: readonly string[];
  readonly author: Author;
  readonly related: () => readonly Book[];
  readonly offers: readonly Offer[];
  readonly bestOffer: Offer;
  readonly rating: number;
  readonly reviewCount: number;
  readonly reviews: (arguments_: { readonly first: number }) => readonly Review[];
}

export interface World {
  readonly books: readonly Book[];
  readonly authors: readonly Author[];
  readonly readers: readonly Reader[];
}

const BOOKS = 120;
const AUTHORS = 30;
const READERS = 90;
const REVIEWS_EACH = 6;
const OFFERS_EACH = 3;

const WORDS =
  'a river under the bridge keeps every secret that summer forgot while quiet lamps burn over harbour stones and letters wait for winter trains nobody boards until morning finds them reading again'.split(
    ' ',
  );
const GENRES = ['Novel', 'Travel', 'History', 'Poetry', 'Essays', 'Crime'];

/** The same at each call: what is measured today can be compared with what was measured yesterday. */
export function createWorld(): World {
  const words = (seed: number, count: number): string => {
    const text = Array.from(
      { length: count },
      (_, index) => WORDS[(seed * 7 + index * 5 + (index % 3)) % WORDS.length],
    );
    return sentence(text.join(' '));
  };
  const day = (seed: number): string => new Date(Date.UTC(2020, 0, 1 + (seed % 2_000))).toISOString();

  const readers = many(READERS, (index): Reader => ({
    __typename: 'Reader',
    id: `reader-${index}`,
    name: words(index + 11, 2),
    avatar: `https://images.example/readers/${index}/small.webp`,
    city: words(index + 3, 1),
    level: index % 7,
  }));
  const books: Book[] = [];
  const authors = many(AUTHORS, (index): Author => ({
    __typename: 'Author',
    id: `author-${index}`,
    name: words(index + 5, 2),
    bio: words(index, 24),
    books: () => books.filter(({ author }) => author.id === `author-${index}`),
  }));
  for (let index = 0; index < BOOKS; index += 1) {
    const offers = many(OFFERS_EACH, (offer): Offer => ({
      id: `offer-${index}-${offer}`,
      shop: words(index + offer, 2),
      price: 900 + ((index * 37 + offer * 113) % 3_000),
      currency: 'EUR',
      inStock: (index * 3 + offer) % 40,
      deliveredBy: day(index + offer),
    }));
    const reviews = many(REVIEWS_EACH, (review): Review => ({
      id: `review-${index}-${review}`,
      stars: 1 + ((index + review) % 5),
      title: words(index + review, 4),
      text: words(index * 3 + review, 18),
      writtenAt: day(index * 11 + review),
      reader: readers[(index * 5 + review * 13) % READERS]!,
    }));
    books.push({
      __typename: 'Book',
      id: `book-${index}`,
      title: words(index, 4),
      subtitle: index % 4 === 0 ? null : words(index + 2, 5),
      summary: words(index + 1, 20),
      isbn: `978-0-${String(100_000 + index * 739)}-${index % 10}`,
      pages: 120 + ((index * 29) % 600),
      publishedOn: day(index * 17),
      cover: `https://images.example/books/${index}/cover.webp`,
      genres: [GENRES[index % GENRES.length]!, GENRES[(index * 5 + 2) % GENRES.length]!],
      author: authors[index % AUTHORS]!,
      related: () => many(4, (other) => books[(index * 3 + other * 7 + 1) % BOOKS]!),
      offers,
      bestOffer: offers.reduce((best, offer) => (offer.price < best.price ? offer : best)),
      rating: reviews.reduce((sum, { stars }) => sum + stars, 0) / reviews.length,
      reviewCount: reviews.length,
      reviews: ({ first }) => reviews.slice(0, first),
    });
  }
  return { books, authors, readers };
}

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
