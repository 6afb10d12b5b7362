// What transparency means in a mask file. Strokes drawn on a transparent layer are the hole; where parts of an opaque picture
// were erased, these are. Which of the two it is shows in the colours and in the size of the opaque part.

/** One way to read a mask file; `unclear` says in half a sentence why there is none. */
export type LayerMeaning =
  { readonly kind: "opaque" | "strokes" | "erased" | "flattened" } | { readonly kind: "unclear"; readonly why: string };

/** Up to this share of the layer, one colour is strokes; as large a share that is transparent was erased. */
const strokesAtMost = 0.4;

/**
 * How to read a layer. rgba: [H,W,4] in 0..255, row by row.
 *
 * "opaque": nothing is transparent. "strokes": one colour covers at most 40 %, and is the hole. "erased": one colour other than
 * white covers at least 60 %, or many colours at least half: what is transparent is the hole. "flattened": a mask of black and
 * white covers at least half: what is transparent counts as white. All else is "unclear".
 */
export function meaningOfLayer(rgba: Uint8Array): LayerMeaning {
  const pixels = rgba.length / 4;
  let most = 0;
  let least = 255;
  for (let p = 0; p < pixels; p++) {
    most = Math.max(most, rgba[4 * p + 3]);
    least = Math.min(least, rgba[4 * p + 3]);
  }
  if (least >= 128) return { kind: "opaque" };
  if (most === 0) return { kind: "unclear", why: "all of it is transparent" };
  const { share, colours } = opaquePart(rgba, most);
  const percent = `${Math.round(100 * share)} %`;
  if (colours === "black and white") {
    if (share >= 0.5) return { kind: "flattened" };
    return { kind: "unclear", why: `it has black and white strokes, which cover ${percent}` };
  }
  if (colours === "many") {
    if (share >= 0.5) return { kind: "erased" };
    return { kind: "unclear", why: `its opaque part has many colours and covers ${percent}` };
  }
  if (share <= strokesAtMost) return { kind: "strokes" };
  if (share >= 1 - strokesAtMost && colours !== "white") return { kind: "erased" };
  return {
    kind: "unclear",
    why: `its opaque part has one colour${colours === "white" ? ", white," : ""} and covers ${percent}`,
  };
}

/** Levels 0..255, 255 for hole, of a layer read this way. rgba: [H,W,4]. */
export function levelsOfLayer(rgba: Uint8Array, kind: Exclude<LayerMeaning["kind"], "unclear">): Uint8Array {
  const levels = new Uint8Array(rgba.length / 4);
  for (let p = 0; p < levels.length; p++) {
    const alpha = rgba[4 * p + 3];
    if (kind === "strokes") levels[p] = alpha;
    else if (kind === "erased") levels[p] = 255 - alpha;
    else levels[p] = Math.round(255 - (alpha / 255) * (255 - meanLevel(rgba, 4 * p)));
  }
  return levels;
}

/** The mean of red, green and blue. */
export function meanLevel(values: Uint8Array, at: number): number {
  return (values[at] + values[at + 1] + values[at + 2]) / 3;
}

interface OpaquePart {
  /** Of all pixels. */
  readonly share: number;
  readonly colours: "white" | "one" | "black and white" | "many";
}

/** One pixel in twenty may be of another colour: edges, noise. */
const nearlyAll = 0.95;

function opaquePart(rgba: Uint8Array, most: number): OpaquePart {
  const count = new Uint32Array(16 ** 3);
  const cells: number[] = [];
  for (let at = 0; at < rgba.length; at += 4) {
    if (2 * rgba[at + 3] < most) continue;
    const cell = ((rgba[at] >> 4) << 8) | ((rgba[at + 1] >> 4) << 4) | (rgba[at + 2] >> 4);
    if (count[cell]++ === 0) cells.push(cell);
  }
  const total = cells.reduce((sum, cell) => sum + count[cell], 0);
  const main = cells.reduce((one, cell) => (count[cell] > count[one] ? cell : one), cells[0]);
  const around = (cell: number): number =>
    cells.reduce((sum, other) => sum + (areNear(cell, other) ? count[other] : 0), 0);
  const white = around(0xfff);
  const colours =
    white >= nearlyAll * total
      ? "white"
      : around(main) >= nearlyAll * total
        ? "one"
        : around(0x000) + white >= nearlyAll * total
          ? "black and white"
          : "many";
  return { share: (4 * total) / rgba.length, colours };
}

/** Cells of 16 levels a side: neighbours hold colours that differ by less than 48 levels. */
function areNear(a: number, b: number): boolean {
  return [8, 4, 0].every((shift) => Math.abs(((a >> shift) & 15) - ((b >> shift) & 15)) <= 2);
}
