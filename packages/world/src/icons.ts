/** Simple drawings of what the categories sell, on a field of 100 by 100. */

type Tone = 'main' | 'light' | 'dark' | 'line';

const TONES: Readonly<Record<Tone, string>> = {
  main: '',
  light: ' fill="#fff" fill-opacity=".55"',
  dark: ' fill="#0b1020" fill-opacity=".28"',
  line: ' fill="none" stroke="currentColor" stroke-opacity="1" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"',
};

const rect = (x: number, y: number, w: number, h: number, r = 4, tone: Tone = 'main'): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}"${TONES[tone]}/>`;
const dot = (x: number, y: number, r: number, tone: Tone = 'main'): string =>
  `<circle cx="${x}" cy="${y}" r="${r}"${TONES[tone]}/>`;
const path = (d: string, tone: Tone = 'main'): string => `<path d="${d}"${TONES[tone]}/>`;

const shirtBody = 'M34 20l-20 10 8 18 10-4v36h36V44l10 4 8-18-20-10c-4 8-28 8-32 0z';

export const ICONS: Readonly<Record<string, string>> = {
  headphones: path('M20 62V50a30 30 0 0 1 60 0v12', 'line') + rect(14, 52, 18, 30, 8) + rect(68, 52, 18, 30, 8),
  earbuds:
    dot(34, 38, 13) +
    rect(28, 44, 10, 34, 5) +
    dot(66, 38, 13) +
    rect(62, 44, 10, 34, 5) +
    dot(34, 38, 5, 'dark') +
    dot(66, 38, 5, 'dark'),
  speaker: rect(28, 12, 44, 76, 10) + dot(50, 60, 17, 'light') + dot(50, 60, 7, 'dark') + dot(50, 29, 8, 'light'),
  tv: rect(10, 20, 80, 50, 4) + rect(15, 25, 70, 40, 2, 'light') + path('M30 82l6-12h28l6 12z', 'dark'),
  soundbar: rect(8, 40, 84, 20, 8) + rect(16, 46, 44, 8, 4, 'light') + dot(80, 50, 4, 'dark'),
  projector:
    rect(12, 32, 76, 38, 10) +
    dot(36, 51, 14, 'light') +
    dot(36, 51, 7, 'dark') +
    rect(62, 42, 16, 4, 2, 'dark') +
    rect(62, 52, 16, 4, 2, 'dark'),
  camera:
    rect(12, 32, 76, 48, 8) +
    rect(34, 22, 24, 14, 4) +
    dot(50, 56, 18, 'light') +
    dot(50, 56, 9, 'dark') +
    dot(78, 42, 3, 'light'),
  laptop: rect(18, 22, 64, 44, 4) + rect(23, 27, 54, 34, 2, 'light') + path('M8 70h84l-6 8H14z', 'dark'),
  tablet: rect(24, 12, 52, 76, 7) + rect(29, 19, 42, 60, 3, 'light') + dot(50, 84, 2, 'dark'),
  monitor:
    rect(12, 18, 76, 48, 4) +
    rect(17, 23, 66, 38, 2, 'light') +
    rect(45, 66, 10, 12, 0, 'dark') +
    rect(32, 78, 36, 5, 2, 'dark'),
  keyboard:
    rect(8, 34, 84, 34, 6) +
    [0, 1, 2]
      .map((row) =>
        [0, 1, 2, 3, 4, 5, 6].map((key) => rect(14 + key * 10.6, 40 + row * 8.4, 8, 6, 1.5, 'light')).join(''),
      )
      .join(''),
  mouse: rect(32, 16, 36, 66, 18) + rect(47, 24, 6, 16, 3, 'dark'),
  drive: rect(26, 22, 48, 56, 8) + rect(34, 30, 32, 18, 3, 'light') + rect(44, 70, 12, 4, 2, 'dark'),
  notebook:
    rect(26, 14, 50, 72, 4) +
    rect(26, 14, 9, 72, 4, 'dark') +
    rect(44, 28, 24, 5, 2, 'light') +
    rect(44, 38, 18, 5, 2, 'light'),
  printer:
    rect(14, 38, 72, 34, 6) +
    rect(28, 18, 44, 22, 2, 'light') +
    rect(28, 60, 44, 24, 2, 'light') +
    dot(76, 48, 3, 'dark'),
  phone: rect(32, 10, 36, 80, 7) + rect(36, 17, 28, 64, 3, 'light') + dot(50, 85, 2, 'dark'),
  battery: rect(26, 20, 48, 64, 8) + rect(40, 12, 20, 8, 2, 'dark') + path('M54 34L38 54h10l-4 18 18-22H51z', 'light'),
  watch: rect(38, 8, 24, 84, 6, 'dark') + rect(28, 30, 44, 42, 12) + path('M50 40v12l8 5', 'line'),
  pan: dot(40, 56, 28) + dot(40, 56, 21, 'light') + path('M62 38l26-18', 'line'),
  knife: path('M18 70L66 18c8 10 4 22-8 32L40 66z') + path('M18 70l10 10 14-14-8-8z', 'dark'),
  box: rect(18, 36, 64, 44, 6) + rect(14, 26, 72, 12, 4, 'dark') + rect(30, 50, 40, 16, 3, 'light'),
  'coffee-machine':
    rect(20, 14, 60, 20, 5) +
    rect(20, 14, 18, 72, 5) +
    rect(20, 76, 60, 10, 4, 'dark') +
    path('M46 48h26l-4 22H50z', 'light'),
  oven:
    rect(18, 16, 64, 68, 8) +
    rect(26, 34, 48, 40, 5, 'light') +
    dot(30, 25, 3, 'dark') +
    dot(42, 25, 3, 'dark') +
    rect(54, 23, 20, 4, 2, 'dark'),
  blender: path('M34 12h34l-5 46H39z') + path('M38 22h26l-3 28H41z', 'light') + rect(32, 58, 38, 28, 6, 'dark'),
  vacuum: path('M60 12L44 66', 'line') + rect(22, 66, 44, 16, 7) + rect(46, 28, 18, 30, 8, 'dark'),
  bed:
    rect(10, 46, 80, 24, 5) +
    rect(16, 32, 28, 18, 6, 'light') +
    rect(50, 32, 28, 18, 6, 'light') +
    rect(12, 70, 6, 14, 2, 'dark') +
    rect(82, 70, 6, 14, 2, 'dark'),
  pillow:
    path('M16 30c20 6 48 6 68 0 6 12 6 28 0 40-20-6-48-6-68 0-6-12-6-28 0-40z') +
    path('M30 42c12 4 28 4 40 0v6c-12 4-28 4-40 0z', 'light'),
  towel:
    rect(22, 14, 56, 12, 6, 'dark') +
    rect(28, 20, 44, 64, 4) +
    rect(28, 64, 44, 6, 0, 'light') +
    rect(28, 74, 44, 3, 0, 'light'),
  chair: rect(32, 10, 36, 40, 10) + rect(28, 52, 44, 12, 6, 'dark') + path('M50 64v14M34 86l16-10 16 10', 'line'),
  desk:
    rect(8, 32, 84, 10, 3) +
    rect(14, 42, 7, 42, 2, 'dark') +
    rect(79, 42, 7, 42, 2, 'dark') +
    rect(56, 42, 22, 20, 2, 'light'),
  bookcase:
    rect(22, 10, 56, 80, 4) +
    [16, 41, 66]
      .map(
        (y) => rect(28, y, 44, 19, 2, 'light') + rect(32, y + 3, 6, 16, 1, 'dark') + rect(40, y + 5, 6, 14, 1, 'dark'),
      )
      .join(''),
  lamp: path('M34 16h32l12 30H22z') + rect(47, 46, 6, 34, 2, 'dark') + rect(32, 80, 36, 7, 3, 'dark'),
  rug: rect(16, 24, 68, 52, 3) + rect(24, 32, 52, 36, 2, 'light') + path('M50 38l14 12-14 12-14-12z', 'dark'),
  tshirt: path(shirtBody),
  shirt:
    path(shirtBody) +
    path('M50 26v54', 'line') +
    dot(56, 44, 2, 'dark') +
    dot(56, 58, 2, 'dark') +
    dot(56, 71, 2, 'dark'),
  dress: path('M38 12l4 26L24 86h52L58 38l4-26-8 8h-8z') + path('M42 38h16l2 6H40z', 'light'),
  jeans: path('M30 12h40l6 76H56l-6-48-6 48H24z') + rect(30, 12, 40, 8, 0, 'dark'),
  jacket: path(shirtBody) + path('M50 24v56', 'line') + rect(36, 56, 9, 12, 2, 'dark') + rect(55, 56, 9, 12, 2, 'dark'),
  jumper: path(shirtBody) + rect(32, 70, 36, 10, 0, 'dark') + path('M36 48h28M36 56h28', 'line'),
  shoe:
    path('M12 60c0-12 6-24 12-26 6 8 14 8 18 2 12 14 22 18 36 20 8 2 10 8 10 14H12z') + rect(12, 70, 76, 8, 4, 'dark'),
  boot: path('M32 12h26v44c14 2 24 8 24 20H32z') + rect(30, 76, 54, 9, 3, 'dark'),
  backpack:
    rect(26, 24, 48, 62, 14) +
    path('M38 24v-4a12 12 0 0 1 24 0v4', 'line') +
    rect(34, 54, 32, 24, 6, 'light') +
    rect(34, 38, 32, 6, 3, 'dark'),
  suitcase:
    rect(24, 26, 52, 56, 7) +
    path('M40 26V14h20v12', 'line') +
    rect(34, 34, 6, 40, 2, 'dark') +
    rect(60, 34, 6, 40, 2, 'dark') +
    dot(34, 86, 4, 'dark') +
    dot(66, 86, 4, 'dark'),
  book:
    path('M22 16h46a8 8 0 0 1 8 8v62H30a8 8 0 0 1-8-8z') +
    path('M22 76a8 8 0 0 1 8-8h46v18H30a8 8 0 0 1-8-8z', 'light') +
    rect(36, 30, 28, 6, 2, 'dark') +
    rect(36, 42, 18, 5, 2, 'dark'),
  coffee:
    path('M30 20h40l6 66H24z') +
    path('M36 10h28l6 10H30z', 'dark') +
    path('M50 38c10 6 10 22 0 30-10-8-10-24 0-30z', 'light'),
  tea:
    path('M18 40h52v16a26 26 0 0 1-52 0z') +
    path('M70 44h8a8 8 0 0 1 0 18h-10', 'line') +
    rect(16, 84, 58, 5, 2, 'dark') +
    path('M36 12c-6 8 6 12 0 20M52 12c-6 8 6 12 0 20', 'line'),
  bottle:
    path('M42 10h16v18c8 6 12 12 12 22v38H30V50c0-10 4-16 12-22z') +
    rect(30, 54, 40, 20, 0, 'light') +
    rect(41, 8, 18, 8, 2, 'dark'),
  chocolate:
    rect(26, 12, 48, 76, 4) +
    [0, 1, 2]
      .map((row) => [0, 1].map((column) => rect(31 + column * 20, 18 + row * 16, 17, 13, 2, 'dark')).join(''))
      .join('') +
    rect(26, 64, 48, 24, 2, 'light'),
  snack:
    path('M26 14h48l-4 72H30z') + rect(26, 14, 48, 8, 0, 'dark') + dot(44, 50, 8, 'light') + dot(57, 58, 8, 'light'),
  pasta:
    path('M30 12h40v76H30z') +
    [36, 44, 52, 60].map((x) => rect(x, 30, 4, 50, 2, 'light')).join('') +
    rect(30, 12, 40, 10, 0, 'dark'),
  cosmetic: rect(30, 38, 40, 48, 8) + rect(38, 14, 24, 24, 4, 'dark') + rect(38, 52, 24, 18, 3, 'light'),
  pill: `<g transform="rotate(-35 50 50)">${rect(14, 36, 72, 28, 14)}${path('M50 36h22a14 14 0 0 1 0 28H50z', 'light')}</g>`,
  toothbrush: rect(42, 34, 16, 56, 8) + rect(46, 14, 8, 22, 3, 'dark') + rect(40, 10, 20, 10, 3, 'light'),
  mat: rect(20, 34, 60, 46, 3) + dot(28, 34, 14, 'dark') + dot(28, 34, 6, 'light') + rect(28, 20, 56, 14, 3),
  dumbbell: rect(30, 45, 40, 10, 3, 'dark') + rect(14, 28, 16, 44, 5) + rect(70, 28, 16, 44, 5),
  band: path('M28 30c-24 14-6 46 22 40s46-26 24-40-36 20-8 22', 'line'),
  tent: path('M50 16L10 82h80z') + path('M50 42L34 82h32z', 'dark'),
  'sleeping-bag':
    path('M34 20a16 16 0 0 1 32 0v58a10 10 0 0 1-10 10H44a10 10 0 0 1-10-10z') +
    dot(50, 26, 11, 'light') +
    path('M50 42v38', 'line'),
  helmet:
    path('M12 62a38 36 0 0 1 76 0z') +
    rect(10, 62, 80, 8, 4, 'dark') +
    rect(34, 36, 7, 20, 3, 'light') +
    rect(47, 32, 7, 24, 3, 'light') +
    rect(60, 36, 7, 20, 3, 'light'),
  pole: path('M38 12L30 88M62 12l8 76', 'line') + rect(34, 8, 9, 20, 4, 'dark') + rect(58, 8, 9, 20, 4, 'dark'),
  dice:
    rect(20, 20, 60, 60, 10) +
    [
      [34, 34],
      [66, 34],
      [50, 50],
      [34, 66],
      [66, 66],
    ]
      .map(([x, y]) => dot(x as number, y as number, 6, 'light'))
      .join(''),
  blocks:
    rect(16, 54, 34, 30, 3) +
    rect(52, 54, 34, 30, 3, 'dark') +
    rect(34, 22, 34, 30, 3) +
    [24, 38, 42, 56, 60, 74].map((x, i) => rect(x - 4, i === 2 || i === 3 ? 16 : 48, 8, 6, 1, 'light')).join(''),
  puzzle: path('M20 34h20a10 10 0 1 1 20 0h20v20a10 10 0 1 0 0 20v10H20z'),
  bear:
    dot(30, 28, 12) +
    dot(70, 28, 12) +
    dot(50, 50, 32) +
    dot(50, 60, 13, 'light') +
    dot(39, 44, 4, 'dark') +
    dot(61, 44, 4, 'dark') +
    dot(50, 56, 4, 'dark'),
  stroller:
    path('M20 20v34h56a34 34 0 0 0-34-34v34') +
    path('M78 20l-8 0-10 50H32', 'line') +
    dot(34, 82, 8, 'dark') +
    dot(64, 82, 8, 'dark'),
  carrier:
    rect(32, 26, 36, 54, 16) + path('M36 34C22 20 30 10 50 12s28 8 14 22', 'line') + rect(22, 66, 56, 9, 4, 'dark'),
  drill:
    path('M16 26h46l8 6v14l-8 6H46l4 34H28l2-34H16z') +
    rect(70, 35, 18, 7, 2, 'dark') +
    rect(24, 80, 30, 10, 3, 'dark'),
  wrench: path('M66 12a18 18 0 0 0-20 26L16 70a9 9 0 0 0 14 14l32-30a18 18 0 0 0 24-22l-12 10-10-4-2-10z'),
  plant:
    path('M28 56h44l-6 32H34z', 'dark') +
    path('M50 56V34M50 40c-4-16-18-18-26-16 2 12 12 18 26 16zM50 34c2-18 16-22 26-20 0 14-12 22-26 20z'),
  hose:
    path('M50 50m-30 0a30 30 0 1 1 60 0a30 30 0 1 1-60 0M50 50m-17 0a17 17 0 1 1 34 0a17 17 0 1 1-34 0', 'line') +
    rect(70, 70, 20, 9, 4, 'dark'),
  paw:
    path('M50 48c14 0 26 16 22 28-3 9-13 6-22 6s-19 3-22-6c-4-12 8-28 22-28z') +
    dot(26, 44, 9) +
    dot(42, 28, 10) +
    dot(60, 28, 10) +
    dot(75, 44, 9),
};
