import type { Dice } from './dice.ts';

const WORDS = [
  'Alder', 'Amber', 'Apex', 'Arbor', 'Arden', 'Ascent', 'Aspen', 'Atlas', 'Aurora', 'Avalon', 'Basalt', 'Beacon', 'Bergen', 'Birch', 'Bliss', 'Bramble',
  'Breeze', 'Brisk', 'Cairn', 'Canto', 'Cascade', 'Cedar', 'Chorus', 'Cinder', 'Clarity', 'Cobalt', 'Comet', 'Contour', 'Coral', 'Cove', 'Crest', 'Dawn',
  'Delta', 'Drift', 'Dune', 'Echo', 'Elara', 'Elm', 'Ember', 'Fable', 'Fathom', 'Fern', 'Fjord', 'Flint', 'Forge', 'Garnet', 'Gale', 'Glade', 'Glide',
  'Halo', 'Harbour', 'Haven', 'Hazel', 'Heath', 'Helix', 'Horizon', 'Indigo', 'Iris', 'Isle', 'Ivy', 'Juniper', 'Kin', 'Lagoon', 'Lark', 'Ledge', 'Linden',
  'Loom', 'Lumen', 'Lyra', 'Maple', 'Marlow', 'Meadow', 'Meridian', 'Mesa', 'Mira', 'Mistral', 'Moor', 'Nimbus', 'Nova', 'Oasis', 'Onyx', 'Opal', 'Orbit',
  'Orchard', 'Orion', 'Osprey', 'Otter', 'Pace', 'Pebble', 'Pine', 'Pivot', 'Plover', 'Prairie', 'Prism', 'Pulse', 'Quarry', 'Quartz', 'Quill', 'Rally',
  'Ravine', 'Reed', 'Ridge', 'Ripple', 'River', 'Rowan', 'Saffron', 'Sage', 'Sierra', 'Skye', 'Solace', 'Sorrel', 'Spruce', 'Stride', 'Summit', 'Swift',
  'Tempo', 'Terra', 'Thistle', 'Tide', 'Timber', 'Topaz', 'Trail', 'Tundra', 'Vale', 'Vega', 'Velvet', 'Verve', 'Vesper', 'Vista', 'Wander', 'Willow',
  'Wren', 'Yarrow', 'Zephyr', 'Zest',
] as const;

const MARKS = ['2', '3', '5', 'One', 'Pro', 'Lite', 'Plus', 'SE', '300', '500', '700'] as const;

/** Departments whose products carry a generation beside their name. */
const NUMBERED = new Set(['electronics', 'computers-and-office', 'phones-and-wearables']);

/** What a maker calls one of its products: "Drift", or "Vega Pro" where products have generations. */
export const modelName = (dice: Dice, departmentSlug: string): string => {
  const word = dice.pick(WORDS);
  return NUMBERED.has(departmentSlug) && dice.chance(0.6) ? `${word} ${dice.pick(MARKS)}` : word;
};
