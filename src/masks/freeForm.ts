// Free-form strokes after Yu et al. 2019, "Free-Form Image Inpainting with Gated Convolution", section 3.5: a brush goes from
// vertex to vertex, up at a steep angle, then down at one, so that strokes look like rubbing something out. Numbers are
// those of the authors' code, in pixels of a 256×256 image, and scale with others; the whole mask is mirrored at random.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask, scaleLength, type MaskCanvas } from "./canvas";
import { checkWhole } from "./checks";
import { openLine, type MaskPoint } from "./drawing";

const fewestVertices = 4;
const mostVertices = 12;
const narrowest = 12;
const widest = 40;
const meanAngle = (2 * Math.PI) / 5;
const angleSpread = (2 * Math.PI) / 15;

export interface FreeFormMaskOptions {
  /** Most strokes in an image; default 3. */
  readonly mostStrokes?: number;
}

/** knownMask uint8 [N,H,W,1]. */
export function drawFreeFormMasks(shape: BatchShape, random: Random, options: FreeFormMaskOptions = {}): ImageBatch {
  const { mostStrokes = 3 } = options;
  checkWhole("mostStrokes", mostStrokes, 1, Infinity, "Use for example 3.");
  return drawEachMask(shape, (canvas) => {
    const mirrorX = random.integer(0, 1) === 1;
    const mirrorY = random.integer(0, 1) === 1;
    const place = ({ x, y }: MaskPoint): MaskPoint => ({
      x: Math.round(mirrorX ? canvas.width - 1 - x : x),
      y: Math.round(mirrorY ? canvas.height - 1 - y : y),
    });
    for (let remaining = random.integer(1, mostStrokes); remaining > 0; remaining--) {
      const width = random.integer(scaleLength(narrowest, canvas, 256), scaleLength(widest, canvas, 256));
      const vertices = stroke(canvas, random).map(place);
      const thickness = Math.max(1, width - 1); // which openLine draws so wide
      for (let i = 1; i < vertices.length; i++) openLine(canvas, vertices[i - 1], vertices[i], thickness);
    }
  });
}

/** The vertices of one stroke, held inside the image. Lengths are normal around an eighth of the diagonal. */
function stroke({ height, width }: MaskCanvas, random: Random): MaskPoint[] {
  const steepest = meanAngle + angleSpread * random.uniform();
  const flattest = meanAngle - angleSpread * random.uniform();
  const meanLength = Math.sqrt(height * height + width * width) / 8;
  const vertices: MaskPoint[] = [{ x: random.integer(0, width - 1), y: random.integer(0, height - 1) }];
  for (let steps = random.integer(fewestVertices, mostVertices); steps > 0; steps--) {
    const { x, y } = vertices[vertices.length - 1];
    const angle = flattest + (steepest - flattest) * random.uniform();
    const length = clamp(meanLength * (1 + 0.5 * random.normal()), 0, 2 * meanLength);
    const down = steps % 2 === 0 ? 1 : -1;
    const across = x + length * Math.cos(angle);
    const along = y + down * length * Math.sin(angle);
    vertices.push({ x: clamp(across, 0, width - 1), y: clamp(along, 0, height - 1) });
  }
  return vertices;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
