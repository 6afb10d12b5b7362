// What looks into the operations of a step needs the native backend: on others there are no TensorFlow operations to see.
import * as tf from "../../tensorflow";
import { nativeBackend, type NativeBackend } from "./backend";

/** The native backend. @throws Error where another one runs. */
export function requireNativeBackend(): NativeBackend {
  const backend = nativeBackend();
  if (backend) return backend;
  throw new Error(
    `Expected the native engine, but the backend "${tf.getBackend()}" runs. ` +
      `Call startEngine({ purpose: "training" }) first; where it cannot be installed, steps are not traced.`,
  );
}
