// The order in which a region's pixels are eliminated: nested dissection (George 1973, SIAM J. Numer. Anal. 10). A strip of
// pixels as wide as the stencil's reach cuts the region in two; both sides come first, each cut again, and the strip last, so
// that eliminating one side never touches the other. Holes are rarely rectangles, so each cut is chosen by counting pixels.

/** An order of elimination, in blocks that are eliminated together. */
export interface Ordering {
  /** The pixel at each position. */
  readonly order: Int32Array;
  /** Where each block starts, and at the end the number of pixels. */
  readonly blocks: Int32Array;
}

/** Pieces up to this size are one block: below it dense arithmetic costs less than cutting saves. Measured on 32×32 masks. */
const leafPixels = 12;
/** Longer strips become several blocks, one after the other. */
const blockPixels = 48;

/** Orders the pixels at the given rows and columns. `reach`: the largest row plus column distance of two coupled pixels. */
export function dissect(rows: Int32Array, columns: Int32Array, reach: number): Ordering {
  const size = rows.length;
  const order = Int32Array.from({ length: size }, (_, i) => i);
  const blocks = [0];
  const moved = new Int32Array(size);
  const eliminate = (low: number, high: number): void => {
    const parts = Math.ceil((high - low) / blockPixels);
    for (let part = 1; part <= parts; part++) blocks.push(low + Math.round(((high - low) * part) / parts));
  };
  const arrange = (low: number, high: number): void => {
    const cut = high - low > leafPixels ? bestCut(order.subarray(low, high), rows, columns, reach) : undefined;
    if (cut === undefined) return eliminate(low, high);
    const middle = low + cut.before;
    const strip = middle + cut.after;
    separate(order, low, high, cut, reach, moved);
    arrange(low, middle);
    arrange(middle, strip);
    eliminate(strip, high);
  };
  arrange(0, size);
  return { order, blocks: Int32Array.from(blocks) };
}

/** A strip from `start` on, along rows or columns, and how many pixels lie before and after it. */
interface Cut {
  readonly along: Int32Array;
  readonly start: number;
  readonly before: number;
  readonly after: number;
  readonly cost: number;
}

/** The cut whose strip has the fewest pixels for what it cuts off; undefined where no strip has pixels on both sides. */
function bestCut(part: Int32Array, rows: Int32Array, columns: Int32Array, reach: number): Cut | undefined {
  const byRow = bestCutAlong(rows, part, reach);
  const byColumn = bestCutAlong(columns, part, reach);
  return byRow === undefined || (byColumn !== undefined && byColumn.cost < byRow.cost) ? byColumn : byRow;
}

function bestCutAlong(along: Int32Array, part: Int32Array, reach: number): Cut | undefined {
  let low = along[part[0]];
  let high = low;
  for (let i = 1; i < part.length; i++) {
    low = Math.min(low, along[part[i]]);
    high = Math.max(high, along[part[i]]);
  }
  const counts = new Int32Array(high - low + 1);
  for (let i = 0; i < part.length; i++) counts[along[part[i]] - low]++;
  let best: Cut | undefined;
  let before = 0;
  let strip = 0;
  for (let t = 0; t < reach; t++) strip += counts[t];
  for (let s = 1; s + reach < counts.length; s++) {
    before += counts[s - 1];
    strip += counts[s + reach - 1] - counts[s - 1];
    const after = part.length - before - strip;
    const cost = (strip + 1) / Math.sqrt(Math.min(before, after));
    if (best === undefined || cost < best.cost) best = { along, start: low + s, before, after, cost };
  }
  return best;
}

/** Moves the pixels before the strip to the front, those after it behind them, and the strip to the end. */
function separate(order: Int32Array, low: number, high: number, cut: Cut, reach: number, moved: Int32Array): void {
  const { along, start, before, after } = cut;
  let toBefore = low;
  let toAfter = low + before;
  let toStrip = toAfter + after;
  for (let i = low; i < high; i++) {
    const distance = along[order[i]] - start;
    if (distance < 0) moved[toBefore++] = order[i];
    else if (distance < reach) moved[toStrip++] = order[i];
    else moved[toAfter++] = order[i];
  }
  order.set(moved.subarray(low, high), low);
}
