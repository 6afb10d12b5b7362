// The layers of a loss that is taken apart, as all its charts stack, colour and say them.
import type { CrossentropyParts } from "../metrics/crossentropy";
import { colours, palette } from "../figures/style";

/** The parts from below, in colours that differ in grey print. */
export const lossLayers: readonly {
  readonly part: keyof CrossentropyParts;
  readonly name: string;
  readonly color: string;
}[] = [
  { part: "floor", name: "floor", color: colours.grid },
  { part: "knownExcess", name: "error in known pixels", color: palette[0] },
  { part: "holeExcess", name: "error in the hole", color: palette[5] },
];

/** Every part of every method in words. */
export function describeLossParts(
  title: string,
  parts: { readonly [method: string]: CrossentropyParts },
  floor: boolean,
): string {
  const words = Object.entries(parts).map(([method, own]) => {
    const errors = `${shortLoss(own.knownExcess)} in known pixels, ${shortLoss(own.holeExcess)} in the hole`;
    return `${method}: ${floor ? `floor ${shortLoss(own.floor)}, ` : ""}${errors}`;
  });
  return `${title}, in nats per value. ${words.join("; ")}.`;
}

/** A loss to four digits. */
export function shortLoss(value: number): string {
  return Math.abs(value).toFixed(4);
}
