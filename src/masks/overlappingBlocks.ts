// Several square blocks that may overlap and together cover up to a quarter of the image: the "random block" region of
// "Context Encoders" (Pathak et al. 2016, section 3.3), which gives no sizes. Ours: 1 to 8 blocks with sides from an eighth
// to a quarter of the shorter image side; a block that would bring the hole above a quarter ends the mask.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask, scaleLength } from "./canvas";
import { checkShare, checkWhole } from "./checks";
import { openRectangle } from "./drawing";

export interface OverlappingBlockMaskOptions {
  /** Most blocks in an image; default 8. */
  readonly mostBlocks?: number;
  /** Greatest share of the image that becomes a hole; default 0.25. */
  readonly largestFraction?: number;
}

/** knownMask uint8 [N,H,W,1]. Throws if a single block of the shortest side is more than `largestFraction`. */
export function drawOverlappingBlockMasks(
  shape: BatchShape,
  random: Random,
  options: OverlappingBlockMaskOptions = {},
): ImageBatch {
  const { mostBlocks = 8, largestFraction = 0.25 } = options;
  const [, height, width] = shape;
  const room = Math.floor(largestFraction * height * width);
  checkWhole("mostBlocks", mostBlocks, 1, Infinity, "Use for example 8.");
  checkShare("largestFraction", largestFraction);
  const shortest = scaleLength(1, { height, width }, 8);
  const longest = Math.min(scaleLength(1, { height, width }, 4), Math.floor(Math.sqrt(room)));
  if (shortest > longest) {
    throw new Error(
      `Expected room for a block of ${shortest}×${shortest} pixels, but received ${height}×${width} images ` +
        `of which ${largestFraction} may be holes. Allow a larger fraction or use larger images.`,
    );
  }
  return drawEachMask(shape, (canvas) => {
    let holes = 0;
    for (let remaining = random.integer(1, mostBlocks); remaining > 0; remaining--) {
      const before = canvas.pixels.slice();
      const side = random.integer(shortest, longest);
      const top = random.integer(0, height - side);
      const left = random.integer(0, width - side);
      holes += openRectangle(canvas, { top, left, height: side, width: side });
      if (holes <= room) continue;
      canvas.pixels.set(before);
      return;
    }
  });
}
