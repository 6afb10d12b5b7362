// Which committed files a method of the table comes from.
import { inpaintingMethods } from "../../methods";

/**
 * Where the recorded run lies that a method of the table comes from, from the project's folder on; null where there is
 * none, as for a network that is not in the table.
 */
export function recordedPlaceOf(name: string): string | null {
  const source = inpaintingMethods.find((method) => method.name === name)?.source;
  return source?.kind === "recorded" ? `runs/recorded/${source.run}` : null;
}

/** The committed files that the method's fills rest on, from the project's folder on. */
export function filesOfMethod(name: string): string[] {
  const recorded = recordedPlaceOf(name);
  return recorded === null ? [] : [`${recorded}/model/weights.bin`];
}
