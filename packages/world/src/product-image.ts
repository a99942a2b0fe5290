import type { Blueprint } from './blueprint.ts';
import { blueprint } from './blueprint.ts';
import { ICONS } from './icons.ts';
import { COLOUR_HEX } from './palette.ts';
import { colourOption, productIndexOfSlug, titleOf } from './products.ts';
import { escapeHtml } from './wording.ts';

/** The colour this picture shows the product in, if it comes in several. */
const colourAt = (plan: Blueprint, position: number): string | null =>
  plan.options[colourOption(plan)]?.values[position - 1] ?? null;

const initials = (title: string): string =>
  title
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');

/** Enough of a title for one line of the card. */
const short = (title: string): string =>
  title.length <= 46 ? title : `${title.slice(0, title.lastIndexOf(' ', 44))} …`;

/**
 * Picture `position` (from 1) of a product as an SVG of about 2 kB: a card in its department's
 * colour with a drawing of what it is, in the variant's colour. Deterministic, so it may be cached for ever.
 */
export const productImageSvg = (productIndex: number, position: number): string => {
  const plan = blueprint(productIndex);
  const { definition, department } = plan.leaf;
  const title = titleOf(plan);
  const colour = colourAt(plan, position);
  const detail = colour === null && position > 1;
  const fill = colour === null ? `hsl(${department.hue} 45% ${detail ? 46 : 40}%)` : (COLOUR_HEX[colour] ?? '#666');
  const icon = ICONS[definition.icon];
  if (icon === undefined) throw new Error(`no drawing of ${definition.icon}`);
  const hue = (department.hue + (productIndex % 5) * 6 - 12 + 360) % 360;
  const placed = detail ? 'translate(60 20) scale(7.4) rotate(-8 50 50)' : 'translate(180 120) scale(4.4)';
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800" viewBox="0 0 800 800" role="img">',
    `<title>${escapeHtml(colour === null ? title : `${title}, ${colour}`)}</title>`,
    `<defs><linearGradient id="b" x1="0" y1="0" x2="1" y2="1"><stop stop-color="hsl(${hue} 62% 95%)"/><stop offset="1" stop-color="hsl(${hue} 46% 84%)"/></linearGradient></defs>`,
    '<rect width="800" height="800" fill="url(#b)"/>',
    `<circle cx="400" cy="345" r="${detail ? 330 : 285}" fill="#fff" fill-opacity=".5"/>`,
    detail ? '' : '<ellipse cx="400" cy="585" rx="180" ry="16" fill="#0b1020" fill-opacity=".1"/>',
    `<g transform="${placed}" fill="${fill}" color="${fill}" stroke="#0b1020" stroke-opacity=".14" stroke-width=".8">${icon}</g>`,
    '<rect y="672" width="800" height="128" fill="#fff" fill-opacity=".78"/>',
    `<rect x="40" y="700" width="72" height="72" rx="18" fill="hsl(${hue} 42% 38%)"/>`,
    `<text x="76" y="747" font-family="system-ui,sans-serif" font-size="32" font-weight="600" fill="#fff" text-anchor="middle">${escapeHtml(initials(title))}</text>`,
    `<text x="136" y="730" font-family="system-ui,sans-serif" font-size="24" font-weight="600" fill="#1d2330">${escapeHtml(short(title))}</text>`,
    `<text x="136" y="764" font-family="system-ui,sans-serif" font-size="21" fill="#5b6474">${escapeHtml(colour === null ? plan.leaf.category.name : `${plan.leaf.category.name} · ${colour}`)}</text>`,
    '</svg>',
  ].join('');
};

const MEDIA_PATH = /^\/media\/(?<slug>[a-z0-9-]+)-(?<position>\d{1,2})\.svg$/;

/** The picture behind a path such as `/media/<slug>-1.svg`, or null when no product of the world has it. */
export const mediaSvg = (path: string): string | null => {
  const groups = MEDIA_PATH.exec(path)?.groups;
  const index = groups?.slug === undefined ? null : productIndexOfSlug(groups.slug);
  return index === null ? null : productImageSvg(index, Number(groups?.position));
};
