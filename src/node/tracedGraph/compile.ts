// Turns a function of tensors into one that TensorFlow runs as a single graph: the first call for each set of input
// shapes records the function and builds a session; the second call records it again, with the inputs it then gets, and
// compares. What cannot be replayed runs eagerly, with one warning. On other backends everything runs eagerly.
import * as tf from "../../tensorflow";
import { nativeBackend, type NativeBackend } from "./backend";
import { difference } from "./compareRecordings";
import type { Recording, TensorFunction, TensorMap } from "./graph";
import { isRecording, record } from "./recording";
import type { ConvolutionPrecision } from "./savedModel";
import { Session } from "./session";

export interface TraceOptions {
  /**
   * "bfloat16": convolutions compute with 8 bits of mantissa, and so do biases, Relu and sums between them; everything else stays
   * float32. Default "float32".
   */
  readonly convolutions?: ConvolutionPrecision;
  /** Receives the one warning of a function that runs eagerly; default console.warn. */
  readonly warn?: (message: string) => void;
}

/** A compiled function; dispose() frees its sessions. */
export type TracedFunction = TensorFunction & { readonly dispose: () => void };

/**
 * Compiles `run`. Same signature: named tensors in, new named tensors out, which the caller disposes of. Model variables
 * that it reads are read at each call, and those that it assigns are assigned at each call.
 * @throws FrozenValueError at the call that shows that a replay would use an old random number or constant.
 */
export function compileTraced(run: TensorFunction, options: TraceOptions = {}): TracedFunction {
  const { convolutions = "float32", warn = console.warn } = options;
  const traces = new Map<string, Trace>();
  let eagerReason: string | null = null;
  const runEagerly = (inputs: TensorMap): TensorMap => tf.tidy(() => run(inputs));
  const dispose = (): void => {
    for (const trace of traces.values()) trace.dispose();
    traces.clear();
  };
  const giveUp = (reason: string): void => {
    eagerReason = reason;
    dispose();
    warn(`This step runs eagerly, several times slower than traced: ${reason}.`);
  };
  const traced = (inputs: TensorMap): TensorMap => {
    const backend = nativeBackend();
    if (!backend || isRecording() || eagerReason !== null) return runEagerly(inputs);
    const key = Object.entries(inputs)
      .map(([name, { dtype, shape }]) => `${name}:${dtype}:${shape.join("x")}`)
      .join(" ");
    let trace = traces.get(key);
    if (!trace) {
      trace = new Trace(backend, run, inputs, convolutions);
      if (trace.obstacle === null) traces.set(key, trace);
    } else {
      trace.verify(inputs);
    }
    if (trace.obstacle === null) return trace.run(inputs);
    giveUp(trace.obstacle);
    return runEagerly(inputs);
  };
  return Object.assign(traced, { dispose });
}

/** One set of input shapes: its recording until the second call has confirmed it, and its session. */
class Trace {
  obstacle: string | null;
  private unconfirmed: Recording | null;
  private readonly session: Session | null = null;

  constructor(
    private readonly backend: NativeBackend,
    private readonly step: TensorFunction,
    inputs: TensorMap,
    convolutions: ConvolutionPrecision,
  ) {
    const recording = record(backend, step, inputs);
    this.unconfirmed = recording;
    this.obstacle = recording.obstacle;
    if (this.obstacle !== null) return;
    try {
      this.session = new Session(backend, recording, convolutions);
    } catch (error) {
      this.obstacle = `TensorFlow does not take the graph: ${(error as Error).message}`;
    }
  }

  verify(inputs: TensorMap): void {
    if (!this.unconfirmed) return;
    const second = record(this.backend, this.step, inputs);
    this.obstacle = second.obstacle ?? difference(this.unconfirmed, second);
    this.unconfirmed = null;
  }

  run(inputs: TensorMap): TensorMap {
    return (this.session as Session).run(inputs);
  }

  dispose(): void {
    this.session?.dispose();
  }
}
