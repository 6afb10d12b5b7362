// What the harness and a contender say to each other: one JSON object per line, a request on stdin, its answer on stdout.
// The contender keeps the time itself, so that neither the pipe nor the harness is in it.

export type Request =
  | { readonly do: "setup"; readonly folder: string }
  | { readonly do: "train"; readonly epoch: number }
  | { readonly do: "predict" }
  | { readonly do: "memory" }
  | { readonly do: "sgemm" };

/** After loading the data, and after one warm-up epoch in the given order and one prediction, neither of which is timed. */
export interface SetupReply {
  /** What runs, with its version. */
  readonly version: string;
  /** Loss of the first batch with the initial weights: the same for all, or they do not run the same network. */
  readonly firstLoss: number;
  /** Mean loss over the warm-up epoch. */
  readonly warmUpLoss: number;
}

/** One epoch: shuffling, gathering, transfer, forward, backward, optimiser. */
export interface TrainReply {
  readonly seconds: number;
  readonly images: number;
  /** Mean loss over the epoch. */
  readonly loss: number;
}

/** All images through the network, the results in ordinary memory. */
export interface PredictReply {
  readonly seconds: number;
  readonly images: number;
}

export interface MemoryReply {
  /** The most resident memory that the process has had, in bytes. */
  readonly peakBytes: number;
}

export interface SgemmReply {
  /** 10^9 floating-point operations per second, the best of five products. */
  readonly gflops: number;
}

/** `missing` says what this machine lacks for the contender; `error` that something went wrong. */
export interface FailureReply {
  readonly missing?: string;
  readonly error?: string;
}

export interface ReplyOf {
  readonly setup: SetupReply;
  readonly train: TrainReply;
  readonly predict: PredictReply;
  readonly memory: MemoryReply;
  readonly sgemm: SgemmReply;
}

/** The answer in a line of output, or null where the line is something else that a library printed. */
export function readReply(line: string): (object & FailureReply) | null {
  if (!line.startsWith("{")) return null;
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}
