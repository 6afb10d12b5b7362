// A small cache: it keeps what was used last, up to a total size.

export class BoundedCache<Value> {
  private readonly entries = new Map<string, { value: Value; size: number }>();
  private total = 0;

  /** `capacity` and the sizes of entries are in whatever unit the caller counts. */
  constructor(private readonly capacity: number) {}

  /** The value kept under a key, which now counts as the last used; undefined where there is none. */
  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  /** Keeps a value under a new key and lets go of those not used for longest. What exceeds the capacity alone is not kept. */
  add(key: string, value: Value, size: number): void {
    if (size > this.capacity) return;
    this.entries.set(key, { value, size });
    this.total += size;
    for (const [oldest, entry] of this.entries) {
      if (this.total <= this.capacity) return;
      this.entries.delete(oldest);
      this.total -= entry.size;
    }
  }
}
