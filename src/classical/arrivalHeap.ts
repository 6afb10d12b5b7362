// The queue of the fast march: a binary heap (Williams 1964) in flat arrays, smallest arrival time first. Equal times leave
// in the order in which they came, as in OpenCV's sorted list: on a pixel grid they are the rule, and each filled pixel feeds
// on those before it, so another order gives another picture.

/** Pixels waiting for their turn, by arrival time. It grows as needed and keeps its memory. */
export class ArrivalHeap {
  size = 0;
  #times: Float32Array = new Float32Array(256);
  #turns: Uint32Array = new Uint32Array(256);
  #pixels: Int32Array = new Int32Array(256);
  #nextTurn = 0;

  push(time: number, pixel: number): void {
    if (this.size === this.#times.length) this.#grow();
    if (this.size === 0) this.#nextTurn = 0;
    const times = this.#times, turns = this.#turns, pixels = this.#pixels;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (times[parent] <= time) break;
      times[at] = times[parent];
      turns[at] = turns[parent];
      pixels[at] = pixels[parent];
      at = parent;
    }
    times[at] = time;
    turns[at] = this.#nextTurn++;
    pixels[at] = pixel;
  }

  /** Removes and returns the pixel whose time is smallest, of equal ones the first that came. The heap must not be empty. */
  pop(): number {
    const times = this.#times, turns = this.#turns, pixels = this.#pixels;
    const first = pixels[0], size = --this.size;
    const time = times[size], turn = turns[size], pixel = pixels[size];
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      const other = child + 1;
      if (other < size && (times[other] < times[child] || (times[other] === times[child] && turns[other] < turns[child]))) child = other;
      if (time < times[child] || (time === times[child] && turn < turns[child])) break;
      times[at] = times[child];
      turns[at] = turns[child];
      pixels[at] = pixels[child];
      at = child;
    }
    times[at] = time;
    turns[at] = turn;
    pixels[at] = pixel;
    return first;
  }

  #grow(): void {
    const times = new Float32Array(2 * this.size), turns = new Uint32Array(2 * this.size), pixels = new Int32Array(2 * this.size);
    times.set(this.#times);
    turns.set(this.#turns);
    pixels.set(this.#pixels);
    this.#times = times;
    this.#turns = turns;
    this.#pixels = pixels;
  }
}
