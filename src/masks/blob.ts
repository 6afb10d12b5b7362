// A hole with the outline of an object, as when something is cut out of a photograph: the radius round a centre is 1 plus a
// few waves with random height and phase, r(t) = 1 + sum of a_k cos(k t + p_k), k = 2..6, stretched along a random
// direction. Ours; "random region" in "Context Encoders" (Pathak et al. 2016) takes such shapes from segmentations.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask } from "./canvas";
import { checkShare } from "./checks";
import { openPolygon, type MaskPoint } from "./drawing";

const outlinePoints = 96;
const waves = [2, 3, 4, 5, 6] as const;
const waveHeight = 0.35;
const strongestStretch = 1.8;

export interface BlobMaskOptions {
  /** Longer side of the blob as a share of the shorter image side, uniform from here; default 0.35. */
  readonly smallest?: number;
  /** To here; default 0.8. */
  readonly largest?: number;
}

/** knownMask uint8 [N,H,W,1], one blob per image that lies inside it. Throws unless 0 < smallest ≤ largest < 1. */
export function drawBlobMasks(shape: BatchShape, random: Random, options: BlobMaskOptions = {}): ImageBatch {
  const { smallest = 0.35, largest = 0.8 } = options;
  checkShare("smallest", smallest);
  checkShare("largest", largest);
  if (smallest > largest) {
    throw new Error(`Expected smallest ≤ largest, but received ${smallest} and ${largest}. Exchange them.`);
  }
  return drawEachMask(shape, (canvas) => {
    const points = outline(random);
    const xs = points.map(({ x }) => x);
    const ys = points.map(({ y }) => y);
    const left = Math.min(...xs);
    const top = Math.min(...ys);
    const wide = Math.max(...xs) - left;
    const high = Math.max(...ys) - top;
    const size = (smallest + (largest - smallest) * random.uniform()) * (Math.min(canvas.height, canvas.width) - 1);
    const scale = size / Math.max(wide, high);
    const shiftX = random.uniform() * (canvas.width - 1 - scale * wide);
    const shiftY = random.uniform() * (canvas.height - 1 - scale * high);
    openPolygon(
      canvas,
      points.map(({ x, y }) => ({ x: shiftX + scale * (x - left), y: shiftY + scale * (y - top) })),
    );
  });
}

/** A smooth closed outline round the origin. High waves are lower, so that no spikes grow. */
function outline(random: Random): MaskPoint[] {
  const heights = waves.map((k) => ((2 * random.uniform() - 1) * waveHeight * 2) / k);
  const phases = waves.map(() => 2 * Math.PI * random.uniform());
  const stretch = 1 + (strongestStretch - 1) * random.uniform();
  const turn = 2 * Math.PI * random.uniform();
  return Array.from({ length: outlinePoints }, (_, i) => {
    const t = (2 * Math.PI * i) / outlinePoints;
    const radius = Math.max(
      0.2,
      waves.reduce((sum, k, j) => sum + heights[j] * Math.cos(k * t + phases[j]), 1),
    );
    const u = stretch * radius * Math.cos(t);
    const v = radius * Math.sin(t);
    return { x: u * Math.cos(turn) - v * Math.sin(turn), y: u * Math.sin(turn) + v * Math.cos(turn) };
  });
}
