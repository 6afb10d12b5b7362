// Runs a function of tensors once, eagerly, and gives the graph of it. The function's results are disposed of and the
// variables that it assigned get their old values back: a recording has no effect but the graph.
import * as tf from "../../tensorflow";
import { separateCopy, type NativeBackend } from "./backend";
import type { Recording, TensorFunction, TensorMap } from "./graph";
import { Recorder } from "./recorder";

let active = false;
/** Whether a recording is in progress: a traced function called inside another one is written into that one's graph. */
export function isRecording(): boolean {
  return active;
}

/** Records `run` on the given inputs. @throws what `run` throws, FrozenValueError for operations with hidden state. */
export function record(backend: NativeBackend, run: TensorFunction, inputs: TensorMap): Recording {
  const recorder = new Recorder(backend);
  // Inputs and variables may share data; each gets an identity of its own, by which the recorder tells them apart.
  const copies = Object.fromEntries(
    Object.entries(inputs).map(([name, tensor]) => [name, separateCopy(backend, tensor)]),
  );
  const restore = separateVariables(backend, (variable) => recorder.addVariable(variable));
  for (const [name, tensor] of Object.entries(copies)) recorder.addInput(name, tensor);
  const stop = recorder.start();
  active = true;
  try {
    const results = tf.tidy(() => run(copies));
    return recorder.finish(results);
  } finally {
    active = false;
    stop();
    restore();
    tf.dispose(copies);
  }
}

/** Gives every variable an unshared copy of its value; the function returned puts the old ones back. */
function separateVariables(backend: NativeBackend, onEach: (variable: tf.Variable) => void): () => void {
  const saved = Object.values(tf.engine().state.registeredVariables).map((variable) => {
    const before = tf.keep(variable.clone());
    const copy = separateCopy(backend, variable);
    variable.assign(copy);
    copy.dispose();
    onEach(variable);
    return { variable, before };
  });
  return () => {
    for (const { variable, before } of saved) {
      if (!variable.isDisposed) variable.assign(before);
      before.dispose();
    }
  };
}
