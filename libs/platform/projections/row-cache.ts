/**
 * Rows as the last confirmed commit left them, at most `rowsMax` of them. Two generations stand in for a
 * least-recently-used list: what is asked for moves to the young one; when that is full, the old one is
 * forgotten. Valid only while nobody else writes the table, which the checkpoint's compare-and-set
 * guarantees.
 */
export class RowCache {
  private young = new Map<string, object>();
  private old = new Map<string, object>();

  constructor(private readonly rowsMax: number) {}

  get(keyText: string): object | undefined {
    const row = this.young.get(keyText);
    if (row) return row;
    const aged = this.old.get(keyText);
    if (aged) this.set(keyText, aged);
    return aged;
  }

  set(keyText: string, row: object): void {
    if (this.young.size >= this.rowsMax / 2 && !this.young.has(keyText)) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(keyText, row);
  }

  clear(): void {
    this.young = new Map();
    this.old = new Map();
  }

  /** Rows held; one that lives in both generations counts twice. */
  get size(): number {
    return this.young.size + this.old.size;
  }
}
