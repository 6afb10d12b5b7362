// The dense arithmetic of a front: Cholesky's columns for the unknowns that are eliminated (the panel), and the products of its
// rows, which change the entries among the later unknowns. Rows are contiguous, and the inner loops take four rows at a time,
// so that each number read is used several times.

/** A panel inside a longer array: `width` columns, and a row for each of them and for each of `height` later unknowns. */
export interface Panel {
  readonly values: Float64Array;
  readonly start: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Turns a panel into the factor's: its first `width` rows, a lower triangle, become their Cholesky factor, the rows below are
 * multiplied by its inverse. Throws where a pivot is not positive; `first` is the number of the panel's first unknown.
 */
export function eliminatePanel({ values, start, width, height }: Panel, first: number): void {
  for (let i = 0; i < width; i++) {
    const row = start + i * width;
    for (let j = 0; j < i; j++)
      values[row + j] = remainder(values, row, start + j * width, j) / values[start + j * width + j];
    const pivot = remainder(values, row, row, i);
    if (!(pivot > 0)) throw new Error(notPositiveDefinite(first + i, pivot));
    values[row + i] = Math.sqrt(pivot);
  }
  const last = start + (width + height - 1) * width;
  for (let a = start + width * width; a <= last; a += 4 * width) {
    const b = Math.min(a + width, last);
    const c = Math.min(b + width, last);
    const d = Math.min(c + width, last);
    for (let j = 0; j < width; j++) {
      const row = start + j * width;
      const scale = 1 / values[row + j];
      let sa = values[a + j];
      let sb = values[b + j];
      let sc = values[c + j];
      let sd = values[d + j];
      for (let k = 0; k < j; k++) {
        const entry = values[row + k];
        sa -= values[a + k] * entry;
        sb -= values[b + k] * entry;
        sc -= values[c + k] * entry;
        sd -= values[d + k] * entry;
      }
      values[a + j] = sa * scale;
      values[b + j] = sb * scale;
      values[c + j] = sc * scale;
      values[d + j] = sd * scale;
    }
  }
}

/** Entry `length` of row a, less the product of the rows a and b up to there. */
function remainder(values: Float64Array, a: number, b: number, length: number): number {
  let rest = values[a + length];
  for (let k = 0; k < length; k++) rest -= values[a + k] * values[b + k];
  return rest;
}

function notPositiveDefinite(unknown: number, pivot: number): string {
  return (
    `Expected a positive definite matrix, but the pivot of unknown ${unknown} is ${pivot}. ` +
    `Check that the equations are symmetric.`
  );
}

/** Side of the square that holds the changes among `rows` unknowns: the next multiple of four. */
export function paddedSide(rows: number): number {
  return (rows + 3) & ~3;
}

/**
 * Subtracts from `change`, a square of paddedSide(height), the products of the panel's lower rows with each other. Only its lower
 * triangle counts; above the diagonal and in the padding it is left with meaningless numbers.
 */
export function subtractProducts({ values, start, width, height }: Panel, change: Float64Array): void {
  const top = start + width * width;
  const last = top + (height - 1) * width;
  const side = paddedSide(height);
  for (let i = 0; i < side; i += 4) {
    const a = top + i * width;
    const b = Math.min(a + width, last);
    const c = Math.min(b + width, last);
    const d = Math.min(c + width, last);
    for (let j = 0; j < i + 4; j += 2) {
      const e = Math.min(top + j * width, last);
      const f = Math.min(e + width, last);
      let ae = 0;
      let af = 0;
      let be = 0;
      let bf = 0;
      let ce = 0;
      let cf = 0;
      let de = 0;
      let df = 0;
      for (let k = 0; k < width; k++) {
        const left = values[e + k];
        const right = values[f + k];
        const va = values[a + k];
        const vb = values[b + k];
        const vc = values[c + k];
        const vd = values[d + k];
        ae += va * left;
        af += va * right;
        be += vb * left;
        bf += vb * right;
        ce += vc * left;
        cf += vc * right;
        de += vd * left;
        df += vd * right;
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
