/** Every duration of a run in milliseconds; a number each, which is affordable for millions. */
export class Latencies {
  private values = new Float64Array(1024);
  private counted = 0;

  get count(): number {
    return this.counted;
  }

  add(ms: number): void {
    if (this.counted === this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.counted++] = ms;
  }

  /** The duration that `share` of all stay below; NaN when there is none. */
  percentile(share: number): number {
    const sorted = this.values.slice(0, this.counted).sort();
    return sorted[Math.min(this.counted - 1, Math.floor(share * this.counted))] ?? NaN;
  }
}
