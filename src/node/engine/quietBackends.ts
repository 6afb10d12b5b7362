// TensorFlow.js prints a boxed advertisement for tfjs-node at the first tensor on its JavaScript backend. Here that backend
// is either chosen on purpose or waiting for the engine, so the notice is switched off.
import * as tf from "@tensorflow/tfjs";

/** Keeps the JavaScript backend's first-use notice from being printed. Loads nothing native. */
export function silenceFirstUseNotice(): void {
  const backend = tf.findBackend("cpu") as { firstUse?: boolean } | null;
  if (backend) backend.firstUse = false;
}
