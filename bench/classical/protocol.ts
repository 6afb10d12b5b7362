// What the harness asks the programs that fill holes, in the form of ../protocol.ts.
import type { MemoryReply } from "../protocol";

export type Request = { readonly do: "setup"; readonly folder: string } | FillRequest | { readonly do: "memory" };

export interface FillRequest {
  readonly do: "fill";
  /** A workload of workloads.json in the folder; read before the clock starts. */
  readonly workload: string;
  /** What the program calls the method. */
  readonly method: string;
  /** How many of the workload's images, from the first on. */
  readonly images: number;
  /** The fill is repeated until so much time has passed; 0 = once. */
  readonly atLeastSeconds: number;
  /** A file of the folder for the filled images, raw uint8; left out, nothing is written. */
  readonly output?: string;
}

export interface SetupReply {
  /** What runs, with its version. */
  readonly version: string;
  /** What can stand in `method`. */
  readonly methods: readonly string[];
}

export interface FillReply {
  /** Seconds for all the images once: the mean where the fill was repeated. */
  readonly seconds: number;
}

export interface ReplyOf {
  readonly setup: SetupReply;
  readonly fill: FillReply;
  readonly memory: MemoryReply;
}
