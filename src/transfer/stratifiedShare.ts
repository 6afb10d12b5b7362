// A part of a labelled set with the same share of every class, for trainings with few labels.
import { randomStream, shuffledPositions } from "../random";

/**
 * The positions of `share` (above 0, up to 1) of each class's images, rounded, at least one, drawn by the seed; ascending. A larger share
 * of the same seed holds a smaller one. Throws on other shares.
 */
export function stratifiedShare(labels: Uint8Array, share: number, seed: number): Int32Array {
  if (!(share > 0 && share <= 1)) {
    throw new Error(`Expected a share above 0 and up to 1, but received ${share}. Use for example 0.1.`);
  }
  const byClass = new Map<number, number[]>();
  for (const position of shuffledPositions(labels.length, randomStream(seed, "labelled share"))) {
    const members = byClass.get(labels[position]) ?? [];
    members.push(position);
    byClass.set(labels[position], members);
  }
  const taken = [...byClass.values()].flatMap((members) =>
    members.slice(0, Math.max(1, Math.round(share * members.length))),
  );
  return Int32Array.from(taken).sort();
}
