// What the harness asks the contenders that train, in the form of ../protocol.ts.
import type { MemoryReply } from "../protocol";

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
  /** From the beginning of the epoch, before it is shuffled, to the end of its last batch. */
  readonly seconds: number;
  /** What `fit` takes besides, and is not counted: setting up, and its data pipeline winding down. Loops of our own have none. */
  readonly idleSeconds?: number;
  readonly images: number;
  /** Mean loss over the epoch. */
  readonly loss: number;
}

/** All images through the network, the results in ordinary memory. */
export interface PredictReply {
  readonly seconds: number;
  readonly images: number;
}

export interface SgemmReply {
  /** 10^9 floating-point operations per second, the best of five products. */
  readonly gflops: number;
}

export interface ReplyOf {
  readonly setup: SetupReply;
  readonly train: TrainReply;
  readonly predict: PredictReply;
  readonly memory: MemoryReply;
  readonly sgemm: SgemmReply;
}
