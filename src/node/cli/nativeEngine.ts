// Commands that would take days in plain JavaScript say so instead of starting.
import type { Engine } from "../engine/startEngine";

/** Throws where the engine is not the native one; `doing`: "the studies take days"; `instead`: what there is to read. */
export function checkNativeEngine({ native }: Pick<Engine, "native">, doing: string, instead: string): void {
  if (native) return;
  throw new Error(
    `Expected the native TensorFlow engine, without which ${doing}, but it cannot be had here. ` +
      `Read the recorded ones in ${instead}.`,
  );
}
