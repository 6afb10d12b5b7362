// A smooth function's minimum by L-BFGS (Nocedal and Wright, Numerical Optimization, 2006, algorithms 7.4 and 7.5): directions from the
// last few steps and differences of gradients, steps by bisection until both weak Wolfe conditions hold (Lewis and Overton 2013,
// algorithm 2.6). No chance takes part.

/** A function's value and gradient at a place. */
export type Objective = (at: Float64Array) => { readonly value: number; readonly gradient: Float64Array };

export interface LbfgsOptions {
  /** At most so many steps; default 100. */
  readonly iterations?: number;
  /** Differences that are remembered; default 10. */
  readonly memory?: number;
  /** Ends where no part of the gradient is larger; default 1e-5. */
  readonly tolerance?: number;
}

export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
  /** Steps that were taken. */
  readonly iterations: number;
  /** Whether it ended because of `tolerance`. */
  readonly converged: boolean;
}

/** Sufficient decrease and curvature. */
const [decrease, curvature] = [1e-4, 0.9];
/** Evaluations in one search along a direction. */
const searches = 25;

interface Point {
  readonly at: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly scale: number;
}

/** Goes down from `start` until a condition of the options holds, or rounding lets nothing be gained. Throws on values that are not finite. */
export function minimiseLbfgs(objective: Objective, start: Float64Array, options: LbfgsOptions = {}): Minimum {
  const { iterations = 100, memory = 10, tolerance = 1e-5 } = options;
  let point = evaluate(objective, start.slice());
  const pairs: Pair[] = [];
  const flat = (): boolean => point.gradient.every((part) => Math.abs(part) <= tolerance);
  let done = 0;
  for (; done < iterations && !flat(); done++) {
    const next = search(objective, point, directionFrom(point.gradient, pairs), pairs.length === 0);
    if (next === null) break;
    const step = next.at.map((value, i) => value - point.at[i]);
    const change = next.gradient.map((value, i) => value - point.gradient[i]);
    const product = dot(step, change);
    if (product > 0) pairs.push({ step, change, scale: 1 / product });
    if (pairs.length > memory) pairs.shift();
    point = next;
  }
  return { at: point.at, value: point.value, iterations: done, converged: flat() };
}

/** The two loops of algorithm 7.4, from minus the gradient. */
function directionFrom(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const direction = gradient.map((value) => -value);
  const parts = new Float64Array(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { step, change, scale } = pairs[k];
    parts[k] = scale * dot(step, direction);
    add(direction, change, -parts[k]);
  }
  const last = pairs.at(-1);
  if (last !== undefined) {
    const length = 1 / (last.scale * dot(last.change, last.change));
    for (let i = 0; i < direction.length; i++) direction[i] *= length;
  }
  pairs.forEach(({ step, change, scale }, k) => add(direction, step, parts[k] - scale * dot(change, direction)));
  return direction;
}

/** The first place found that meets both conditions; else the lowest below `from`; null where there is none. */
function search(objective: Objective, from: Point, direction: Float64Array, first: boolean): Point | null {
  const slope = dot(from.gradient, direction);
  if (!(slope < 0)) return null;
  // Without a memory the gradient says the direction and not how far.
  let length = first ? Math.min(1, 1 / Math.sqrt(dot(direction, direction))) : 1;
  let low = 0;
  let high = Infinity;
  let lowest: Point | null = null;
  for (let tried = 0; tried < searches; tried++) {
    const at = from.at.slice();
    add(at, direction, length);
    const point = evaluate(objective, at);
    if (point.value < (lowest ?? from).value) lowest = point;
    if (point.value > from.value + decrease * length * slope) high = length;
    else if (dot(point.gradient, direction) < curvature * slope) low = length;
    else return point;
    length = high === Infinity ? 2 * low : (low + high) / 2;
  }
  return lowest;
}

function evaluate(objective: Objective, at: Float64Array): Point {
  const { value, gradient } = objective(at);
  if (Number.isFinite(value)) return { at, value, gradient };
  throw new Error(`Expected a finite value to minimise, but received ${value}. Check the numbers that it is made of.`);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function add(to: Float64Array, values: Float64Array, times: number): void {
  for (let i = 0; i < to.length; i++) to[i] += times * values[i];
}
