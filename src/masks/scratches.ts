// Scratches as on old prints and film: five to twenty thin lines, half of them straight and half slightly bent, one to three
// pixels wide whatever the size of the image.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask, type MaskCanvas } from "./canvas";
import { openLine, type MaskPoint } from "./drawing";

const fewest = 5;
const most = 20;
const widest = 3;
/** How far the middle of a bent scratch lies from the straight line, at most, as a share of its length. */
const largestBend = 0.1;
const pieces = 12;

/** knownMask uint8 [N,H,W,1]; both ends of a scratch lie anywhere in the image. Its width is counted along a row or column. */
export function drawScratchMasks(shape: BatchShape, random: Random): ImageBatch {
  return drawEachMask(shape, (canvas) => {
    for (let remaining = random.integer(fewest, most); remaining > 0; remaining--) openScratch(canvas, random);
  });
}

function openScratch(canvas: MaskCanvas, random: Random): void {
  const point = (): MaskPoint => ({ x: random.integer(0, canvas.width - 1), y: random.integer(0, canvas.height - 1) });
  const from = point();
  const to = point();
  const width = random.integer(1, widest);
  const bend = random.uniform() < 0.5 ? 0 : largestBend * (2 * random.uniform() - 1);
  const flat = Math.abs(to.x - from.x) >= Math.abs(to.y - from.y);
  const points = Array.from({ length: pieces + 1 }, (_, i) => pointOfArc(from, to, bend, i / pieces));
  for (let aside = 0; aside < width; aside++) {
    const moved = points.map(({ x, y }) => (flat ? { x, y: y + aside } : { x: x + aside, y }));
    for (let i = 0; i < pieces; i++) openLine(canvas, moved[i], moved[i + 1], 1);
  }
}

/** On the parabola from `from` to `to` whose middle lies `bend` of their distance aside, in whole pixels; t from 0 to 1. */
function pointOfArc(from: MaskPoint, to: MaskPoint, bend: number, t: number): MaskPoint {
  const aside = 4 * bend * t * (1 - t);
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  return { x: Math.round(from.x + t * dx - aside * dy), y: Math.round(from.y + t * dy + aside * dx) };
}
