// One function of tensors eagerly and as one graph, on the same inputs: how long each takes, what making the graph costs, and
// how far the results lie apart. The two take turns, so that a disturbance of the machine meets both.
import * as tf from "../../tensorflow";
import { compileTraced } from "./compile";
import { median } from "./profile";
import type { TensorFunction, TensorMap } from "./graph";
import { requireNativeBackend } from "./requireNative";

export interface SpeedComparison {
  /** Medians over the runs. */
  readonly eagerMilliseconds: number;
  readonly tracedMilliseconds: number;
  /** What the first two traced calls, which record, build and compare, took beyond two later ones; at least 0. */
  readonly tracingMilliseconds: number;
  /** Distance between the eager and the traced result of each name, as relativeDifferences gives it. */
  readonly differences: Readonly<Record<string, number>>;
}

export interface SpeedOptions {
  /** Runs of each kind that count; default 7. */
  readonly runs?: number;
}

/**
 * Measures `run`; its results are disposed of, the inputs stay the caller's.
 * @throws Error if the native engine does not run, or if `run` cannot be traced, with the reason; FrozenValueError as
 * compileTraced.
 */
export function compareSpeed(run: TensorFunction, inputs: TensorMap, { runs = 7 }: SpeedOptions = {}): SpeedComparison {
  requireNativeBackend();
  let warning: string | null = null;
  let expected: TensorMap = {};
  let results: TensorMap = {};
  const graph = compileTraced(run, {
    warn: (message) => {
      warning = message;
    },
  });
  const traced = (): TensorMap => graph(inputs);
  const eager = (): TensorMap => tf.tidy(() => run(inputs));
  try {
    expected = eager();
    const making = [timed(traced), timed(traced)];
    results = traced();
    if (warning !== null) {
      throw new Error(
        `Expected a function that can be traced, but received the warning "${warning}". Trace a part of it.`,
      );
    }
    const differences = relativeDifferences(expected, results);
    const pairs = Array.from({ length: runs }, () => ({ eager: timed(eager), traced: timed(traced) }));
    const tracedMilliseconds = median(pairs.map((pair) => pair.traced));
    return {
      eagerMilliseconds: median(pairs.map((pair) => pair.eager)),
      tracedMilliseconds,
      tracingMilliseconds: Math.max(0, making[0] + making[1] - 2 * tracedMilliseconds),
      differences,
    };
  } finally {
    tf.dispose([expected, results]);
    graph.dispose();
  }
}

/** ‖a - b‖ / ‖a‖ for the tensors a of one map and b of the other that have the same name; where a is all zeros, ‖b‖. */
export function relativeDifferences(expected: TensorMap, actual: TensorMap): Record<string, number> {
  return Object.fromEntries(
    Object.entries(expected).map(([name, tensor]) => {
      const norm = length(tensor);
      const apart = tf.tidy(() => length(tf.sub(tensor, actual[name])));
      return [name, norm === 0 ? apart : apart / norm];
    }),
  );
}

/** The largest of the differences whose names fit; 0 where none does. */
export function largestDifference(differences: Readonly<Record<string, number>>, names: RegExp = /./): number {
  return Math.max(0, ...Object.entries(differences).flatMap(([name, value]) => (names.test(name) ? [value] : [])));
}

/** Summed in double precision. */
function length(tensor: tf.Tensor): number {
  return Math.sqrt((tensor.dataSync() as Float32Array).reduce((sum, value) => sum + value * value, 0));
}

function timed(run: () => TensorMap): number {
  const started = performance.now();
  const results = run();
  const milliseconds = performance.now() - started;
  tf.dispose(results);
  return milliseconds;
}
