// Preconditioned conjugate gradients (Hestenes and Stiefel 1952; Saad, Iterative Methods for Sparse Linear Systems, 2003,
// algorithm 9.1) for systems that are too large to factor. They stop when the preconditioned residual, which estimates the
// error in every unknown, is small everywhere.

/** A symmetric positive definite system and an approximate inverse of it. */
export interface LinearSystem {
  /** Writes the matrix times x to `product`. */
  multiply(x: Float64Array, product: Float64Array): void;
  /** Replaces `values` by approximately the inverse times them. */
  precondition(values: Float64Array): void;
}

export interface GradientOptions {
  /** Largest estimated error of an unknown that is accepted. */
  readonly tolerance: number;
  /** Most iterations before giving up; default 1,000. */
  readonly iterations?: number;
  /** Hears the estimated error before each iteration. */
  readonly onError?: (error: number) => void;
}

/** Replaces the right-hand side in `x` by the solution. Throws where the iterations do not suffice. */
export function conjugateGradients(system: LinearSystem, x: Float64Array, options: GradientOptions): void {
  const { tolerance, iterations = 1000, onError } = options;
  const residual = x.slice();
  const direction = new Float64Array(x.length);
  const scratch = new Float64Array(x.length);
  x.fill(0);
  let before = 0;
  let error = 0;
  for (let iteration = 0; iteration <= iterations; iteration++) {
    scratch.set(residual);
    system.precondition(scratch);
    error = largest(scratch);
    onError?.(error);
    if (error <= tolerance) return;
    const now = dot(residual, scratch);
    const share = iteration === 0 ? 0 : now / before;
    before = now;
    for (let i = 0; i < x.length; i++) direction[i] = scratch[i] + share * direction[i];
    system.multiply(direction, scratch);
    const step = now / dot(direction, scratch);
    for (let i = 0; i < x.length; i++) {
      x[i] += step * direction[i];
      residual[i] -= step * scratch[i];
    }
  }
  throw new Error(
    `Expected an error below ${tolerance} after ${iterations} iterations for ${x.length} unknowns, ` +
      `but it is about ${error.toPrecision(2)}. Split the hole into smaller ones, or fill a smaller copy of the image first.`,
  );
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function largest(values: Float64Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most;
}
