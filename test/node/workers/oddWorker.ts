// A worker file for the tests of the pool: functions that answer, fail, never end or take their thread down.
import { setTimeout as wait } from "node:timers/promises";
import { worker } from "workerpool";
import { tellShares } from "../../../src/node/workers/tellShares";

const functions = {
  double: (values: Float32Array): Float32Array => values.map((value) => 2 * value),
  fail: (message: string): never => {
    throw new Error(message);
  },
  /** Counts up in shared memory for as long as its thread lives. */
  countForever: (counter: Int32Array): never => {
    for (;;) Atomics.add(counter, 0, 1);
  },
  /** Tells 0, 0.25, …, 1, each after so many milliseconds. */
  quarters: async (pause: number): Promise<string> => {
    const tell = tellShares();
    for (let share = 0; share <= 1; share += 0.25) {
      await wait(pause);
      tell(share);
    }
    return "done";
  },
  leave: (): never => process.exit(3),
  /** Answers, and takes its thread down soon after. */
  leaveLater: (): void => void setTimeout(() => process.exit(3), 20),
};
export type OddFunctions = typeof functions;

worker(functions);
