/** Colour names that several categories share, so that the colour facet stays short. */
export const TECH_COLOURS = ['Midnight Black', 'Slate Grey', 'Silver', 'Pearl White', 'Deep Blue', 'Sage Green'] as const;
export const FABRIC_COLOURS = ['Black', 'Navy', 'Charcoal', 'Olive', 'Burgundy', 'Sand', 'Ivory', 'Rust', 'Sky Blue'] as const;
export const HOME_COLOURS = ['White', 'Natural Oak', 'Walnut', 'Anthracite', 'Sage', 'Terracotta', 'Linen', 'Dusty Rose'] as const;
export const BRIGHT_COLOURS = ['Coral', 'Teal', 'Sunflower', 'Forest Green', 'Cobalt', 'Graphite', 'Lilac'] as const;

/** How a colour name looks in a picture. */
export const COLOUR_HEX: Readonly<Record<string, string>> = {
  'Midnight Black': '#23262b',
  'Slate Grey': '#5d6670',
  Silver: '#b9c0c7',
  'Pearl White': '#eceae4',
  'Deep Blue': '#274b7a',
  'Sage Green': '#8aa287',
  Black: '#222427',
  Navy: '#26365c',
  Charcoal: '#474c52',
  Olive: '#6d6f45',
  Burgundy: '#6f2638',
  Sand: '#cdb893',
  Ivory: '#ece4d2',
  Rust: '#a9532f',
  'Sky Blue': '#7fb0d6',
  White: '#f1f0ec',
  'Natural Oak': '#c9a26f',
  Walnut: '#6e4a33',
  Anthracite: '#3d4247',
  Sage: '#97a98c',
  Terracotta: '#b9623f',
  Linen: '#ddd2bf',
  'Dusty Rose': '#c99a98',
  Coral: '#e77a62',
  Teal: '#1f7f83',
  Sunflower: '#e6b23c',
  'Forest Green': '#2f5d43',
  Cobalt: '#2b51a3',
  Graphite: '#4a4d52',
  Lilac: '#a996c9',
};
