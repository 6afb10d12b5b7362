// Grain: fills are smoother than photographs, whose noise ends at the hole's edge. Noise of the known pixels around a hole is
// drawn at random and added to the fill, pixel by pixel, as much as the fill lacks: variances of noise add up. Neighbouring
// pixels get noise of their own, as films and sensors have it (see Newson et al. 2017 for grain that is coarser than a
// pixel).
import type { Region } from "../classical/regions";
import { randomStream, type Random } from "../random";
import { edgeBand } from "./edgeBand";
import { eachHoleOf, editHoles, inUnitRange, type FilledCanvas } from "./editHoles";
import { noiseAt } from "./highPass";
import type { PostprocessStep } from "./postprocess";
import { checkSetting, type StepSetting } from "./stepSetting";

export interface GrainSettings {
  /** The share of the lacking noise that is added, 0 to 2; default 1: the fill gets the deviation of what is around it. */
  readonly strength?: number;
  /** What the noise is chosen by. Default: a stream that starts anew with each call, so that equal fills get equal grain. */
  readonly random?: Random;
}

export const grainStrength: StepSetting = { name: "strength", from: 0, to: 2, usual: 1, whole: false };

/** Known pixels this far from a hole, in steps to one of eight neighbours, tell what its noise is. */
const surroundings = 8;
/** Most pixels that are looked at on each side of a hole's edge, evenly chosen: they tell the deviation to one per cent. */
const mostPixels = 10_000;

/** The step that adds grain to the holes, each with that of its own surroundings. Known pixels stay. */
export function grain({ strength = grainStrength.usual, random }: GrainSettings = {}): PostprocessStep {
  checkSetting("grain", grainStrength, strength);
  return (filled, image, knownMask) => {
    const chance = random ?? randomStream(1, "grain");
    return editHoles(filled, image, knownMask, (canvas) => {
      const seen = new Uint8Array(canvas.known.length);
      for (const hole of eachHoleOf(canvas)) {
        const around = edgeBand(canvas, hole.pixels, surroundings, seen).pixels;
        addGrain(canvas, hole, around, strength, chance);
      }
    });
  };
}

function addGrain(
  canvas: FilledCanvas,
  { pixels }: Region,
  around: readonly number[],
  strength: number,
  random: Random,
): void {
  const { values, channels } = canvas;
  const noise = noiseAt(canvas, someOf(around));
  const own = noiseAt(canvas, someOf(pixels)).deviations;
  const shares = noise.deviations.map((wanted, c) =>
    wanted === 0 ? 0 : (strength * Math.sqrt(Math.max(0, wanted ** 2 - own[c] ** 2))) / wanted,
  );
  if (noise.count === 0) return;
  for (const p of pixels) {
    const from = random.integer(0, noise.count - 1) * channels;
    for (let c = 0, k = p * channels; c < channels; c++, k++)
      values[k] = inUnitRange(values[k] + shares[c] * noise.values[from + c]);
  }
}

function someOf(pixels: ArrayLike<number>): number[] {
  const step = Math.ceil(pixels.length / mostPixels);
  return Array.from({ length: Math.ceil(pixels.length / Math.max(1, step)) }, (_, i) => pixels[i * step]);
}
