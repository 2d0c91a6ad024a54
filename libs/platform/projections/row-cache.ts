/**
 * Rows as the last confirmed commit left them, at most `rowsMax` of them; null for one known not to be there.
 * Two generations stand in for a least-recently-used list: what is asked for moves to the young one; when
 * that is full, the old one is forgotten. Valid only while nobody else writes the table, which the
 * checkpoint's compare-and-set guarantees.
 */
export class RowCache {
  private young = new Map<string, object | null>();
  private old = new Map<string, object | null>();
  private forgetful = false;

  constructor(private readonly rowsMax: number) {}

  get(keyText: string): object | null | undefined {
    const row = this.young.get(keyText);
    if (row !== undefined) return row;
    const aged = this.old.get(keyText);
    if (aged !== undefined) this.set(keyText, aged);
    return aged;
  }

  set(keyText: string, row: object | null): void {
    if (this.young.size >= this.rowsMax / 2 && !this.young.has(keyText)) {
      if (this.old.size > 0) this.forgetful = true;
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(keyText, row);
  }

  clear(): void {
    this.forgetful = true;
    this.young = new Map();
    this.old = new Map();
  }

  /** Whether something was ever let go: until then what is not here was never put here. */
  get hasForgotten(): boolean {
    return this.forgetful;
  }

  /** Rows held; one that lives in both generations counts twice. */
  get size(): number {
    return this.young.size + this.old.size;
  }
}
