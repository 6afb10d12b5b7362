// Pairs of neighbours that both lie in the hole, side by side or one above the other. Pairs across the hole's edge are left out: a
// visible seam is neither sharpness nor variation of the fill.

/** Calls `act` with both pixels of each pair of one image whose rows are `width` long, pixel by pixel: the right one, then the lower. */
export function eachHolePair(
  known: Float32Array | Uint8Array,
  width: number,
  act: (pixel: number, neighbour: number) => void,
): void {
  for (let p = 0, x = 0; p < known.length; p++, x = x + 1 === width ? 0 : x + 1) {
    if (known[p] !== 0) continue;
    if (x + 1 < width && known[p + 1] === 0) act(p, p + 1);
    if (p + width < known.length && known[p + width] === 0) act(p, p + width);
  }
}
