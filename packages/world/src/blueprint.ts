import type { WorldBrand } from './brands.ts';
import { Dice } from './dice.ts';
import { modelName } from './model-names.ts';
import { charmCents } from './pricing.ts';
import type { AttributeDefinition, OptionAxis } from './taxonomy-model.ts';
import { LEAVES, type Leaf } from './taxonomy.ts';

export interface BlueprintOption {
  readonly axis: OptionAxis;
  /** The values this product comes in: some of the axis', in its order. */
  readonly values: readonly string[];
}

export interface BlueprintVariant {
  /** One value for each option, in the options' order. */
  readonly selected: readonly string[];
  /** What a shop would ask for it, in US cents. */
  readonly priceCents: number;
  readonly weightGrams: number;
}

/** A product before it has words: enough for prices, offers and stock, and cheap to make. */
export interface Blueprint {
  readonly index: number;
  readonly leaf: Leaf;
  readonly brand: WorldBrand;
  readonly model: string;
  /** Position of the value drawn for each of the leaf's attributes. */
  readonly picks: readonly number[];
  readonly options: readonly BlueprintOption[];
  readonly variants: readonly BlueprintVariant[];
  /** How good it is, 0 to 1; stars follow it. */
  readonly quality: number;
}

const MAX_VARIANTS = 6;

/** The middle value costs what it costs; the first and the last are a square root of `lift` away from it. */
const liftOf = (definition: AttributeDefinition | OptionAxis, position: number): number =>
  definition.lift === 1 || definition.values.length < 2
    ? 1
    : definition.lift ** (position / (definition.values.length - 1) - 0.5);

const optionsOf = (dice: Dice, axes: readonly OptionAxis[]): BlueprintOption[] => {
  let room = MAX_VARIANTS;
  return axes.map((axis, position) => {
    const fewest = position === 0 && axis.values.length > 1 ? 2 : 1;
    const most = Math.min(room, axis.values.length, axes.length > 1 && position === 0 ? 4 : MAX_VARIANTS);
    const count = dice.int(Math.min(fewest, most), most);
    room = Math.floor(room / count);
    return { axis, values: axis.ordered ? dice.run(axis.values, count) : dice.some(axis.values, count) };
  });
};

const selections = (options: readonly BlueprintOption[]): string[][] =>
  options.reduce<string[][]>(
    (rows, option) => rows.flatMap((row) => option.values.map((value) => [...row, value])),
    [[]],
  );

/** The plan of product number `index`. Pure; about three microseconds. */
export const blueprint = (index: number): Blueprint => {
  const dice = new Dice('product', index);
  const leaf = dice.pick(LEAVES);
  const brand = dice.pick(leaf.brands);
  const { definition } = leaf;
  const picks = definition.attributes.map((attribute) => dice.int(0, attribute.values.length - 1));
  const options = optionsOf(dice, definition.axes);

  const [medianUsd, sigma] = definition.price;
  let usd = medianUsd * Math.exp(sigma * 0.6 * dice.normal()) * brand.priceFactor ** 0.7;
  picks.forEach((pick, position) => {
    usd *= liftOf(definition.attributes[position] as AttributeDefinition, pick);
  });
  const taste = dice.next();
  const [lightest, heaviest] = definition.weightGrams;
  const weight = dice.between(lightest, heaviest);

  const variants = selections(options).map((selected) => {
    const lift = selected.reduce((product, value, position) => {
      const { axis } = options[position] as BlueprintOption;
      return product * liftOf(axis, axis.values.indexOf(value));
    }, 1);
    return {
      selected,
      priceCents: charmCents(usd * lift, taste),
      weightGrams: Math.max(5, Math.round(weight * (leaf.definition.tax === 'electronics' ? 1 : lift ** 0.8))),
    };
  });

  return {
    index,
    leaf,
    brand,
    model: modelName(dice, leaf.department.slug),
    picks,
    options,
    variants,
    quality: Math.min(0.98, Math.max(0.05, 0.6 * brand.quality + 0.25 + 0.16 * dice.normal())),
  };
};
