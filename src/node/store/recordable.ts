// What may be recorded with --update: trainings on the real data by the native engine.
import type { Engine } from "../engine/startEngine";

/** Throws where --update would record a training on synthetic data or in plain JavaScript. `title` names the data. */
export function checkRecordable(
  update: boolean | undefined, { synthetic, title }: { readonly synthetic: boolean; readonly title: string },
  { native }: Pick<Engine, "native">,
): void {
  if (!update || (!synthetic && native)) return;
  throw new Error(`Expected CIFAR-10 and the native engine for --update, ` +
    `but received ${synthetic ? title : "plain JavaScript"}. ` +
    "Name the archive in CIFAR10_ARCHIVE, or leave --update out.");
}
