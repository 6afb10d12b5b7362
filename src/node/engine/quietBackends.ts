// TensorFlow.js prints a boxed advertisement for tfjs-node at the first tensor on its JavaScript backend. Here that backend
// is either chosen on purpose or waiting for the engine, so the notice is switched off, on the backend that exists and on
// those that will be made (TensorFlow.js may make it anew).
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "../../tensorflow";

interface NoticingBackend {
  firstUse?: boolean;
}

interface BackendTables {
  readonly registry: { readonly [name: string]: NoticingBackend };
  readonly registryFactory: { readonly [name: string]: { factory: () => NoticingBackend } };
}

let silenced = false;

/** Keeps the JavaScript backend's first-use notice from being printed. Starts no backend and loads nothing native. */
export function silenceFirstUseNotice(): void {
  const { registry, registryFactory } = tf.engine() as unknown as BackendTables;
  if (registry.cpu) registry.cpu.firstUse = false;
  if (silenced || !registryFactory.cpu) return;
  const make = registryFactory.cpu.factory;
  registryFactory.cpu.factory = () => Object.assign(make(), { firstUse: false });
  silenced = true;
}
