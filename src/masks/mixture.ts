// Masks from several families, drawn in given shares: what a network is trained on that has to fill any hole.
import { imageBatch, type BatchShape, type ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { maskFamilyNamed, type DrawMasks } from "./index";

export interface MixturePart {
  /** The family's name in maskFamilies. */
  readonly family: string;
  /** The part of the masks that come from this family; the shares of a mixture add up to 1. */
  readonly share: number;
}

export interface MaskMixture {
  /** For people. */
  readonly title: string;
  /** In the order in which a random number picks one of them. */
  readonly parts: readonly MixturePart[];
}

interface Choice {
  readonly share: number;
  readonly draw: DrawMasks;
}

/**
 * knownMask uint8 [N,H,W,1], the family of each mask drawn by itself. Throws where a part names no family or the shares do not
 * add up to 1.
 */
export function drawMixedMasks(shape: BatchShape, random: Random, { parts }: MaskMixture): ImageBatch {
  checkShares(parts.map(({ share }) => share));
  const choices = parts.map(({ family, share }) => ({ share, draw: maskFamilyNamed(family).draw }));
  const [count, height, width, channels] = shape;
  const size = height * width;
  const data = new Uint8Array(count * size);
  for (let i = 0; i < count; i++) {
    const { draw } = choose(choices, random);
    data.set(draw([1, height, width, channels], random).data, i * size);
  }
  return imageBatch(data, [count, height, width, 1]);
}

function checkShares(shares: readonly number[]): void {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  if (Math.abs(whole - 1) < 1e-6 && shares.every((share) => share >= 0)) return;
  throw new Error(
    `Expected shares of a mixture that add up to 1, but received ${shares.join(", ")}. ` +
      `Use for example 0.5 and 0.5.`,
  );
}

function choose(choices: readonly Choice[], random: Random): Choice {
  let left = random.uniform();
  for (const choice of choices) {
    left -= choice.share;
    if (left < 0) return choice;
  }
  return choices[choices.length - 1];
}
