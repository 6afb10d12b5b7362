// The contender's side of the protocol, for programs in TypeScript: reads requests line by line and answers each.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { AnyRequest, AnswersTo } from "./protocol";

/** What a program does on each request; "memory" is answered for it. */
export type Side<Request extends AnyRequest, Answers extends AnswersTo<Request>> = {
  readonly [Word in Exclude<Request["do"], "memory">]?: (
    request: Extract<Request, { readonly do: Word }>,
  ) => Answers[Word] | Promise<Answers[Word]>;
};

type AnySide = { readonly [word: string]: ((request: AnyRequest) => object | Promise<object>) | undefined };

/** This machine lacks something; the sentence says what and what to do. */
export class Missing extends Error {}

/** Answers until the input closes. What libraries print goes to stderr: stdout is for answers. */
export async function serve<Request extends AnyRequest, Answers extends AnswersTo<Request>>(
  side: Side<Request, Answers>,
): Promise<void> {
  console.log = console.error;
  for await (const line of createInterface(process.stdin)) {
    process.stdout.write(`${JSON.stringify(await answer(side as AnySide, JSON.parse(line) as AnyRequest))}\n`);
  }
  process.exit(0);
}

async function answer(side: AnySide, request: AnyRequest): Promise<object> {
  try {
    if (request.do === "memory") return { peakBytes: peakBytes() };
    const own = side[request.do];
    return own ? await own(request) : { error: `Expected a request of the protocol, but received "${request.do}".` };
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
