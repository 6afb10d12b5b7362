// The queue of the fast march: a binary heap (Williams 1964) in flat arrays, earliest arrival first. Equal times leave in the
// order in which they came, as in OpenCV's sorted list: on a pixel grid they are the rule, and each filled pixel feeds on those
// before it, so another order gives another picture.

/** Pixels waiting for their turn, by arrival time. It grows as needed and keeps its memory. */
export class ArrivalHeap {
  size = 0;
  #keys: Float64Array = new Float64Array(256);
  #pixels: Int32Array = new Int32Array(256);
  #pushes = 0;

  /** `time` is a float32 number above 0. */
  push(time: number, pixel: number): void {
    if (this.size === this.#keys.length) this.#grow();
    if (this.size === 0) this.#pushes = 0;
    this.#rise(this.size++, orderKey(time, this.#pushes++), pixel);
  }

  /** Removes and returns the earliest pixel. The heap must not be empty. */
  pop(): number {
    const keys = this.#keys;
    const pixels = this.#pixels;
    const earliest = pixels[0];
    const last = --this.size;
    let gap = 0;
    for (let child = 1; child < last; child = 2 * gap + 1) {
      if (child + 1 < last && keys[child + 1] < keys[child]) child++;
      keys[gap] = keys[child];
      pixels[gap] = pixels[child];
      gap = child;
    }
    this.#rise(gap, keys[last], pixels[last]); // the last one is mostly late and stays down
    return earliest;
  }

  #rise(at: number, key: number, pixel: number): void {
    const keys = this.#keys;
    const pixels = this.#pixels;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (keys[parent] < key) break;
      keys[at] = keys[parent];
      pixels[at] = pixels[parent];
      at = parent;
    }
    keys[at] = key;
    pixels[at] = pixel;
  }

  #grow(): void {
    const keys = new Float64Array(2 * this.size);
    const pixels = new Int32Array(2 * this.size);
    keys.set(this.#keys);
    pixels.set(this.#pixels);
    this.#keys = keys;
    this.#pixels = pixels;
  }
}

/** One number that sorts by time, then by turn: between two float32 numbers lie 2^29 doubles, which the turn counts off. */
function orderKey(time: number, turn: number): number {
  return time * (1 + turn * 2 ** -52);
}
