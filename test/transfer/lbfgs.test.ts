import assert from "node:assert/strict";
import { test } from "node:test";
import { minimiseLbfgs, type Objective } from "../../src/transfer/lbfgs";

/** Rosenbrock's valley, lowest at (1, 1). */
const valley: Objective = ([x, y]) => ({
  value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
});

test("Rosenbrock's valley is walked to its end, from the usual start", () => {
  const start = Float64Array.of(-1.2, 1);
  const { at, value, iterations, converged } = minimiseLbfgs(valley, start, { tolerance: 1e-8 });
  assert.ok(Math.abs(at[0] - 1) < 1e-7 && Math.abs(at[1] - 1) < 1e-7, at.join());
  assert.ok(value < 1e-14 && converged && iterations < 60, String(iterations));
  assert.deepEqual(Array.from(start), [-1.2, 1], "the start stays");
});

test("a bowl of 30 widths, with a memory of 3", () => {
  const widths = Array.from({ length: 30 }, (_, i) => 1 + i);
  const bowl: Objective = (at) => ({
    value: at.reduce((sum, x, i) => sum + (widths[i] * (x - i) ** 2) / 2, 0),
    gradient: at.map((x, i) => widths[i] * (x - i)),
  });
  const { at, converged } = minimiseLbfgs(bowl, new Float64Array(30), { memory: 3, tolerance: 1e-9 });
  assert.ok(converged);
  at.forEach((x, i) => assert.ok(Math.abs(x - i) < 1e-8));
});

test("it ends at the count of steps, at once where nothing slopes, and where a value is not finite", () => {
  const few = minimiseLbfgs(valley, Float64Array.of(-1.2, 1), { iterations: 3 });
  assert.deepEqual([few.iterations, few.converged], [3, false]);
  const there = minimiseLbfgs(valley, Float64Array.of(1, 1));
  assert.deepEqual([there.iterations, there.converged, there.value], [0, true, 0]);
  assert.throws(
    () => minimiseLbfgs(() => ({ value: NaN, gradient: Float64Array.of(1) }), Float64Array.of(0)),
    /Expected a finite value to minimise, but received NaN\. Check the numbers that it is made of\./,
  );
});
