// How fast training images come, and how long a training waits for them: crops taken as fast as they are made, then one batch for
// each step of a training that is only pretended.
import { range } from "../../src/images/batch";
import { shuffledPositions, randomStream } from "../../src/random";
import type { ImageSource } from "../../src/datasets/imageSource";

export interface LoadingSpeed {
  readonly cropsPerSecond: number;
  /** Of the time with steps, the part spent waiting for a batch to be prepared, after the first two steps; 0 to 1. */
  readonly waitingShare: number;
  /** The same for taking the batch once it is ready. */
  readonly takingShare: number;
}

export interface LoadingOptions {
  readonly batchSize: number;
  /** How long a pretended step takes; it stops this thread, as TensorFlow does, and leaves the processors to others. */
  readonly stepMilliseconds: number;
  /** Each of the two parts goes on at least so long. */
  readonly seconds: number;
}

/** Measures the source of each epoch. */
export async function measureLoading(
  sourceOf: (epoch: number) => ImageSource,
  { batchSize, stepMilliseconds, seconds }: LoadingOptions,
): Promise<LoadingSpeed> {
  let taken = 0;
  const began = performance.now();
  await eachBatch(sourceOf, batchSize, 1, async (_, positions) => {
    taken += positions.length;
    return performance.now() - began < 1000 * seconds;
  });
  const cropsPerSecond = (1000 * taken) / (performance.now() - began);

  let steps = 0;
  let [waiting, taking, from] = [0, 0, 0];
  await eachBatch(sourceOf, batchSize, 1000, async (times) => {
    if (steps >= 2) {
      waiting += times.waited;
      taking += times.took;
    }
    steps++;
    pretendStep(stepMilliseconds);
    await new Promise(setImmediate);
    if (steps === 2) from = performance.now();
    return steps < 10 || performance.now() - from < 1000 * seconds;
  });
  const whole = performance.now() - from;
  return { cropsPerSecond, waitingShare: waiting / whole, takingShare: taking / whole };
}

/** Batches of one epoch after another until `use` says false. */
async function eachBatch(
  sourceOf: (epoch: number) => ImageSource,
  batchSize: number,
  firstEpoch: number,
  use: (times: { waited: number; took: number }, positions: Int32Array) => Promise<boolean>,
): Promise<void> {
  for (let epoch = firstEpoch; ; epoch++) {
    const source = sourceOf(epoch);
    const order = shuffledPositions(source.count, randomStream(1, "batch order", epoch));
    for (const batch of range(Math.ceil(order.length / batchSize))) {
      const positions = order.subarray(batch * batchSize, (batch + 1) * batchSize);
      const start = performance.now();
      await source.prepare?.(positions, order.subarray((batch + 1) * batchSize));
      const ready = performance.now();
      source.batch(positions);
      const times = { waited: ready - start, took: performance.now() - ready };
      if (!(await use(times, positions))) return;
    }
  }
}

const never = new Int32Array(new SharedArrayBuffer(4));

function pretendStep(milliseconds: number): void {
  Atomics.wait(never, 0, 0, milliseconds);
}
