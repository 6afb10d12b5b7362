// The dense arithmetic of a front: Cholesky's columns for the unknowns that are eliminated (the panel), and the products of its
// rows, which change the entries among the later unknowns. Rows are contiguous, and the inner loops take four rows at a time,
// so that each number read is used several times.

/**
 * Turns a panel into the factor's: its first `width` rows, a lower triangle, become their Cholesky factor, the rows below are
 * multiplied by its inverse. Throws where a pivot is not positive; `first` is the number of the panel's first unknown.
 */
export function eliminatePanel(panel: Float64Array, width: number, first: number): void {
  for (let i = 0; i < width; i++) {
    const row = i * width;
    for (let j = 0; j < i; j++) panel[row + j] = (panel[row + j] - dot(panel, row, j * width, j)) / panel[j * width + j];
    const pivot = panel[row + i] - dot(panel, row, row, i);
    if (!(pivot > 0)) throw new Error(notPositiveDefinite(first + i, pivot));
    panel[row + i] = Math.sqrt(pivot);
  }
  const last = panel.length - width;
  for (let a = width * width; a <= last; a += 4 * width) {
    const b = Math.min(a + width, last), c = Math.min(b + width, last), d = Math.min(c + width, last);
    for (let j = 0; j < width; j++) {
      const row = j * width, scale = 1 / panel[row + j];
      let sa = panel[a + j], sb = panel[b + j], sc = panel[c + j], sd = panel[d + j];
      for (let k = 0; k < j; k++) {
        const entry = panel[row + k];
        sa -= panel[a + k] * entry;
        sb -= panel[b + k] * entry;
        sc -= panel[c + k] * entry;
        sd -= panel[d + k] * entry;
      }
      panel[a + j] = sa * scale;
      panel[b + j] = sb * scale;
      panel[c + j] = sc * scale;
      panel[d + j] = sd * scale;
    }
  }
}

function dot(values: Float64Array, a: number, b: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += values[a + k] * values[b + k];
  return sum;
}

function notPositiveDefinite(unknown: number, pivot: number): string {
  return `Expected a positive definite matrix, but the pivot of unknown ${unknown} is ${pivot}. Check that the equations are symmetric.`;
}

/** Side of the square that holds the changes among `rows` unknowns: the next multiple of four. */
export function paddedSide(rows: number): number {
  return (rows + 3) & ~3;
}

/**
 * Subtracts from `change` the products of the panel's rows below the block with each other. Only its lower triangle counts;
 * above the diagonal and in the padding it is left with meaningless numbers.
 */
export function subtractProducts(panel: Float64Array, width: number, change: Float64Array): void {
  const start = width * width, last = panel.length - width, side = paddedSide(panel.length / width - width);
  for (let i = 0; i < side; i += 4) {
    const a = start + i * width, b = Math.min(a + width, last), c = Math.min(b + width, last), d = Math.min(c + width, last);
    for (let j = 0; j < i + 4; j += 2) {
      const e = Math.min(start + j * width, last), f = Math.min(e + width, last);
      let ae = 0, af = 0, be = 0, bf = 0, ce = 0, cf = 0, de = 0, df = 0;
      for (let k = 0; k < width; k++) {
        const left = panel[e + k], right = panel[f + k], pa = panel[a + k], pb = panel[b + k], pc = panel[c + k], pd = panel[d + k];
        ae += pa * left;
        af += pa * right;
        be += pb * left;
        bf += pb * right;
        ce += pc * left;
        cf += pc * right;
        de += pd * left;
        df += pd * right;
      }
      const to = i * side + j;
      change[to] -= ae;
      change[to + 1] -= af;
      change[to + side] -= be;
      change[to + side + 1] -= bf;
      change[to + 2 * side] -= ce;
      change[to + 2 * side + 1] -= cf;
      change[to + 3 * side] -= de;
      change[to + 3 * side + 1] -= df;
    }
  }
}
