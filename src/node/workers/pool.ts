// A pool of worker threads for the length of one task: they start when first called and have ended when it returns, whatever
// happened; or until it is ended. workerpool does the queueing. Here are the rules around it: callers are typed by the functions of the worker file,
// errors keep their sentence, and nothing can be called after the end. Arguments and results are copied, so slice an array
// before sending a part of it: a subarray takes its whole buffer along.
import { availableParallelism } from "node:os";
import * as workerpool from "workerpool";

/** A file that ends with `worker(functions)` of workerpool. */
export interface WorkerFile<Functions> {
  /** `require.resolve("./itsName")` finds the compiled file from compiled code, and the source where tsx runs sources. */
  readonly path: string;
  /** Never set; tells the compiler which functions the file has. */
  readonly functions?: Functions;
}

/** The workers while they run. */
export interface WorkerPool<Functions> {
  /** How many there are at most. */
  readonly workers: number;
  /** Calls a function of the worker file once a worker is free. What it throws there is thrown here. */
  call<Name extends keyof Functions & string>(
    name: Name,
    ...args: Arguments<Functions[Name]>
  ): Promise<Result<Functions[Name]>>;
  /** The same, and `onProgress` hears the shares, 0 to 1, that the function hands to tellShares() meanwhile. */
  callWithProgress<Name extends keyof Functions & string>(
    onProgress: (share: number) => void,
    name: Name,
    ...args: Arguments<Functions[Name]>
  ): Promise<Result<Functions[Name]>>;
}

type Arguments<Value> = Value extends (...args: infer List) => unknown ? List : never;
type Result<Value> = Value extends (...args: never[]) => infer Returned ? Awaited<Returned> : never;

export interface WorkerOptions {
  /** How many workers at most; default: one per processor core. */
  readonly workers?: number;
  /** When it is aborted, the workers end and the call rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Workers that stay until somebody ends them. */
export interface OpenWorkers<Functions> extends WorkerPool<Functions> {
  /** Ends them, whatever they are doing; what was called and has not returned rejects. */
  end(): Promise<void>;
}

/** What `use` returns. By then the workers have ended, also where it threw, a worker broke down or the signal came. */
export async function withWorkers<Functions, Returned>(
  file: WorkerFile<Functions>,
  options: WorkerOptions,
  use: (pool: WorkerPool<Functions>) => Promise<Returned>,
): Promise<Returned> {
  options.signal?.throwIfAborted();
  const { end, ...pool } = openWorkers(file, options.workers);
  try {
    return await untilAborted(use(pool), options.signal);
  } finally {
    await end();
  }
}

/** Workers that outlive a single task; whoever opens them ends them. Throws as workerCount does. */
export function openWorkers<Functions>(file: WorkerFile<Functions>, count?: number): OpenWorkers<Functions> {
  const workers = workerCount(count);
  const pool = workerpool.pool(file.path, poolOptions(file.path, workers));
  let open = true;
  const exec = async (name: string, args: unknown[], on?: (told: unknown) => void): Promise<unknown> => {
    if (!open)
      throw new Error("Expected calls while withWorkers runs, but its workers have ended. Await every call inside it.");
    try {
      return await pool.exec(name, args, { on });
    } catch (error) {
      throw error instanceof workerpool.TerminateError ? brokeDown(error) : error;
    }
  };
  const call = (name: string, ...args: unknown[]): Promise<unknown> => exec(name, args);
  const callWithProgress = (onProgress: (share: number) => void, name: string, ...args: unknown[]): Promise<unknown> =>
    exec(name, args, (told) => {
      if (typeof told === "number") onProgress(told);
    });
  const end = async (): Promise<void> => {
    open = false;
    await endWorkers(pool);
  };
  return { workers, call, callWithProgress, end } as OpenWorkers<Functions>;
}

/** `workers`, or one per processor core. Throws on a number that makes no sense. */
export function workerCount(workers: number = availableParallelism()): number {
  if (Number.isSafeInteger(workers) && workers >= 1) return workers;
  throw new Error(
    `Expected workers to be a whole number from 1 up, but received ${workers}. Leave it out for one per core.`,
  );
}

/** Milliseconds that an idle worker has to end by itself, and that all have to be gone in. */
const endOfOne = 50;
const endOfAll = 2_000;

/** Worker threads do not take over tsx's hooks from the thread that starts them: a source file brings them along. */
function poolOptions(path: string, workers: number): workerpool.WorkerPoolOptions {
  const execArgv = path.endsWith(".ts") ? ["--require", require.resolve("tsx/cjs")] : [];
  return {
    maxWorkers: workers,
    workerType: "thread",
    workerTerminateTimeout: endOfOne,
    workerThreadOpts: { execArgv },
  };
}

/** workerpool waits forever for a worker that died while idle, hence the limit; such a one is gone anyway. */
async function endWorkers(pool: workerpool.Pool): Promise<void> {
  try {
    await pool.terminate(true, endOfAll);
  } catch (error) {
    if (!(error instanceof workerpool.Promise.TimeoutError)) throw error;
  }
}

function brokeDown({ cause }: { readonly cause?: unknown }): Error {
  const reason = cause instanceof Error ? cause.message : "it ended its thread";
  const message = `Expected every worker to finish its work, but one broke down: ${reason}. Try fewer workers, or only one.`;
  return new Error(message, { cause });
}

/** Rejects with the signal's reason as soon as it is aborted, else as the promise. */
async function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise;
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
