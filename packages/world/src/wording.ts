/** "Birk & Bay Café" → "birk-and-bay-cafe". */
export const slugify = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f’']/g, '')
    .replace(/&/g, ' and ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

type Slots = Readonly<Record<string, string>>;

/** A template cut once into literal text and slots: `['The ', 'model', ' falls …']`, slots at odd places. */
const cuts = new Map<string, readonly string[]>();

const cut = (template: string): readonly string[] => {
  const known = cuts.get(template);
  if (known !== undefined) return known;
  const parts = template.split(/\{([a-zA-Z]+)\}/);
  cuts.set(template, parts);
  return parts;
};

const slotOf = (slots: Slots, name: string, template: string): string => {
  const value = slots[name];
  if (value === undefined) throw new Error(`nothing to put into {${name}} of "${template}"`);
  return value;
};

/** Fills `{slots}` in as they are. Templates are constants of this package, so they are cut once and kept. */
export const fill = (template: string, slots: Slots): string => {
  const parts = cut(template);
  let text = parts[0] as string;
  for (let i = 1; i < parts.length; i += 2)
    text += slotOf(slots, parts[i] as string, template) + (parts[i + 1] as string);
  return text;
};

const SOUNDS_LIKE_VOWEL = /^(?:[aeio]|u(?!ni|se)|8|11|18)/i;
const SOUNDS_LIKE_CONSONANT = /^(?:one|eu)/i;
const CAPITALISED = /(?<![\w-])(?:\d+-)?[A-Z][a-z]+(?:-[A-Z]?[a-z]+)*(?![\w-])/g;

/** "Full-Grain Leather" → "full-grain leather" and "HEPA Filter" → "HEPA filter", but "VG-10" as it is. */
const uncapitalised = (value: string): string => value.replace(CAPITALISED, (word) => word.toLowerCase());

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * Fills `{slots}` in as a sentence wants them: in lower case unless they open it or are `proper`
 * names, and with "an" for "a" where it must be.
 */
export const sentence = (template: string, slots: Slots, proper: ReadonlySet<string>): string => {
  const parts = cut(template);
  let text = parts[0] as string;
  for (let i = 1; i < parts.length; i += 2) {
    const name = parts[i] as string;
    const value = slotOf(slots, name, template);
    const opens = text === '' || /[.!?] $/.test(text);
    const plain = proper.has(name) ? value : uncapitalised(value);
    const shown = opens ? capitalised(plain) : plain;
    if (/(?:^|\s)[Aa] $/.test(text) && SOUNDS_LIKE_VOWEL.test(shown) && !SOUNDS_LIKE_CONSONANT.test(shown)) {
      text = `${text.slice(0, -1)}n `;
    }
    text += shown + (parts[i + 1] as string);
  }
  return capitalised(text);
};
