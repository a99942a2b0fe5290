import type { BehaviourData } from '../support/subgraph.ts';

const media = [
  { __typename: 'Book', id: '1', title: 'Emma', pages: 474 },
  { __typename: 'Movie', id: '2', title: 'Alien', minutes: 117 },
];
const reviewed = [
  { id: '1', rating: 4, reviewers: ['Ada'] },
  { id: '2', rating: 5, reviewers: [] },
];

export const data = (): BehaviourData => ({
  catalog: { Query: { media, books: [media[0]] }, entities: { Media: media, Book: media, Movie: media } },
  reviews: { Query: { topRated: reviewed.toReversed() }, entities: { Media: reviewed } },
});
