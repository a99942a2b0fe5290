import type { Metric, Registry } from 'prom-client';

/** One set of label values, found once; observing is a few comparisons and two additions. */
export class HistogramSeries {
  /** Observations by bucket, each in one only; the last is for what is above every bound. */
  readonly counts: Float64Array;
  sum = 0;
  readonly #bounds: readonly number[];

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.counts = new Float64Array(bounds.length + 1);
  }

  observe(value: number): void {
    const bounds = this.#bounds;
    let at = 0;
    while (at < bounds.length && value > bounds[at]!) at += 1;
    this.counts[at]! += 1;
    this.sum += value;
  }
}

/** A Prometheus histogram for hot paths: prom-client's own hashes the labels at each observation. */
export class Histogram<Label extends string> {
  readonly name: string;
  readonly #help: string;
  readonly #bounds: readonly number[];
  readonly #series = new Map<
    string,
    { readonly labels: Readonly<Record<Label, string>>; readonly at: HistogramSeries }
  >();

  constructor(options: { name: string; help: string; bounds: readonly number[]; registry: Registry }) {
    this.name = options.name;
    this.#help = options.help;
    this.#bounds = options.bounds;
    options.registry.registerMetric(this as unknown as Metric);
  }

  /** The same object for equal labels. */
  series(labels: Readonly<Record<Label, string>>): HistogramSeries {
    const key = JSON.stringify(labels);
    const known = this.#series.get(key);
    if (known !== undefined) return known.at;
    const at = new HistogramSeries(this.#bounds);
    this.#series.set(key, { labels, at });
    return at;
  }

  /** What prom-client asks of a metric when it is scraped. */
  get() {
    const values: { metricName: string; labels: Record<string, string | number>; value: number }[] = [];
    for (const { labels, at } of this.#series.values()) {
      let total = 0;
      at.counts.forEach((count, bucket) => {
        total += count;
        const le = this.#bounds[bucket] ?? '+Inf';
        values.push({ metricName: `${this.name}_bucket`, labels: { le, ...labels }, value: total });
      });
      values.push({ metricName: `${this.name}_sum`, labels, value: at.sum });
      values.push({ metricName: `${this.name}_count`, labels, value: total });
    }
    return { name: this.name, help: this.#help, type: 'histogram', aggregator: 'sum', values };
  }
}
