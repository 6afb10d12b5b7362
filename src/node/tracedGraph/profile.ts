// What a function of tensors costs when it runs eagerly, by kind of TensorFlow operation. Every operation of tfjs-node passes
// two functions of its backend; for the time of a profile these are surrounded by a clock. What lies between the operations,
// TensorFlow.js's own work, is the difference to the whole.
import * as tf from "../../tensorflow";
import { surroundOperations } from "./backend";
import type { TensorFunction, TensorMap } from "./graph";
import { requireNativeBackend } from "./requireNative";

export interface OperationCost {
  /** TensorFlow's name of the operation, "Conv2D". */
  readonly op: string;
  readonly calls: number;
  /** All its calls in one run together, the way from JavaScript to TensorFlow and back included. */
  readonly milliseconds: number;
}

export interface OperationProfile {
  /** The most expensive first. */
  readonly rows: readonly OperationCost[];
  /** Operations executed in one run. */
  readonly calls: number;
  /** One run from beginning to end. */
  readonly milliseconds: number;
}

export interface ProfileOptions {
  /** Runs that count, after one that does not; times are medians over them. Default 5. */
  readonly runs?: number;
}

/**
 * Runs `run` eagerly on the inputs, several times, and disposes of its results. Variables that it assigns stay assigned.
 * @throws Error if the native engine does not run, or if a run executes other operations than the one before.
 */
export function profileOperations(
  run: TensorFunction,
  inputs: TensorMap,
  options: ProfileOptions = {},
): OperationProfile {
  const { runs = 5 } = options;
  const profiles: { whole: number; costs: Costs }[] = [];
  if (!(Number.isInteger(runs) && runs >= 1)) {
    throw new Error(`Expected runs to be a whole number from 1 up, but received ${runs}. Use for example 5.`);
  }
  for (let i = 0; i <= runs; i++) {
    const profile = profileOnce(run, inputs);
    if (i > 0) profiles.push(profile);
  }
  const [{ costs: first }] = profiles;
  for (const { costs } of profiles) checkSame(first, costs);
  const rows = [...first].map(([op, { calls }]): OperationCost => ({
    op,
    calls,
    milliseconds: median(profiles.map(({ costs }) => (costs.get(op) as Cost).milliseconds)),
  }));
  return {
    rows: rows.sort((a, b) => b.milliseconds - a.milliseconds),
    calls: rows.reduce((sum, { calls }) => sum + calls, 0),
    milliseconds: median(profiles.map(({ whole }) => whole)),
  };
}

/** The middle of the values, or the mean of the two in the middle. Throws where there is none. */
export function median(values: readonly number[]): number {
  if (values.length === 0)
    throw new Error("Expected at least one value for a median, but received none. Measure a round first.");
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

interface Cost {
  calls: number;
  milliseconds: number;
}

type Costs = Map<string, Cost>;

function profileOnce(run: TensorFunction, inputs: TensorMap): { whole: number; costs: Costs } {
  const costs: Costs = new Map();
  const stop = surroundOperations(requireNativeBackend(), ({ op }, execute) => {
    const started = performance.now();
    const outputs = execute();
    const spent = performance.now() - started;
    const cost = costs.get(op) ?? { calls: 0, milliseconds: 0 };
    costs.set(op, { calls: cost.calls + 1, milliseconds: cost.milliseconds + spent });
    return outputs;
  });
  try {
    const started = performance.now();
    const results = tf.tidy(() => run(inputs));
    const whole = performance.now() - started;
    tf.dispose(results);
    return { whole, costs };
  } finally {
    stop();
  }
}

function checkSame(first: Costs, other: Costs): void {
  const text = (costs: Costs): string => [...costs].map(([op, { calls }]) => `${calls} ${op}`).join(", ");
  if (text(first) === text(other)) return;
  throw new Error(
    `Expected the same operations in every run, but received ${text(first)} and then ${text(other)}. ` +
      `Profile a function that depends on its inputs alone.`,
  );
}
