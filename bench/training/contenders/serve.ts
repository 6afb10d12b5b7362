// The contender's side of the protocol, for programs in TypeScript: reads requests line by line and answers each.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { PredictReply, Request, SetupReply, TrainReply } from "../protocol";

export interface Side {
  setup(folder: string): Promise<SetupReply>;
  train(epoch: number): Promise<TrainReply>;
  predict(): Promise<PredictReply>;
}

/** This machine lacks something; the sentence says what and what to do. */
export class Missing extends Error {}

/** Answers until the input closes. What libraries print goes to stderr: stdout is for answers. */
export async function serve(side: Side): Promise<void> {
  console.log = console.error;
  for await (const line of createInterface(process.stdin)) {
    process.stdout.write(`${JSON.stringify(await answer(side, JSON.parse(line) as Request))}\n`);
  }
  process.exit(0);
}

async function answer(side: Side, request: Request): Promise<object> {
  try {
    if (request.do === "setup") return await side.setup(request.folder);
    if (request.do === "train") return await side.train(request.epoch);
    if (request.do === "predict") return await side.predict();
    if (request.do === "memory") return { peakBytes: peakBytes() };
    return { error: `Expected a request of protocol.ts, but received "${request.do}".` };
  } catch (error) {
    return error instanceof Missing ? { missing: error.message } : { error: (error as Error).message };
  }
}

/** Linux's VmHWM; elsewhere getrusage, which on Linux would count what the parent held when it started this process. */
function peakBytes(): number {
  try {
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

/** Runs the work and says how long it took, in seconds. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ seconds: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { seconds: (performance.now() - start) / 1000, result };
}
