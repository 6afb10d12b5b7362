// Eigenvalues and eigenvectors of a real symmetric matrix by Jacobi's rotations, row by row until nothing is left beside the diagonal
// (Golub and Van Loan 2013, section 8.5): a few sweeps of 4n³ operations, exact to rounding also for small eigenvalues.

/** Matrices are n×n, row after row; column i of `vectors` belongs to values[i]. In no order. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

const mostSweeps = 60;

/** Of a symmetric matrix of n×n finite numbers, of which only the upper triangle is looked at; the matrix stays as it is. */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  const a = new Float64Array(n * n);
  const vectors = new Float64Array(n * n);
  let total = 0;
  for (let i = 0; i < n; i++) {
    vectors[i * n + i] = 1;
    for (let j = i; j < n; j++) {
      a[i * n + j] = a[j * n + i] = matrix[i * n + j];
      total += (i === j ? 1 : 2) * matrix[i * n + j] ** 2;
    }
  }
  for (let sweep = 0; sweep < mostSweeps && besideDiagonal(a, n) > (n * Number.EPSILON) ** 2 * total; sweep++) {
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(a, vectors, n, p, q);
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i]), vectors };
}

function besideDiagonal(a: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) sum += 2 * a[i * n + j] ** 2;
  return sum;
}

/** Turns rows and columns p and q so that a[p,q] becomes 0, and the vectors with them. */
function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const beside = a[p * n + q];
  if (beside === 0) return;
  const ratio = (a[q * n + q] - a[p * n + p]) / (2 * beside);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(1, ratio));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  for (let k = 0; k < n; k++) {
    const [kp, kq] = [k * n + p, k * n + q];
    turn(a, kp, kq, cosine, sine);
    turn(vectors, kp, kq, cosine, sine);
  }
  for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k, cosine, sine);
  a[p * n + q] = a[q * n + p] = 0;
}

function turn(values: Float64Array, i: number, j: number, cosine: number, sine: number): void {
  const [first, second] = [values[i], values[j]];
  values[i] = cosine * first - sine * second;
  values[j] = sine * first + cosine * second;
}
