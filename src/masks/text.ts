// Lines of text over the whole image, as captions and watermarks are: words from a list in capital and small letters or in
// capitals only, some seven lines with gaps between them. A stroke is a whole number of pixels wide, at least one, so that a
// capital is about a twenty-fourth of the image's height, and seven pixels where that would be less.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { drawEachMask, type MaskCanvas } from "./canvas";
import { openRectangle } from "./drawing";
import { capitalHeight, letterAdvance, letterCells, letterHeight } from "./pixelFont";

const words = `
  archive bridge bright copyright draft evening exhibit express family footage garden gallery harbour image journal
  journey landscape market meadow morning mountain picture portrait preview printed proof quality review river
  sample season studio summer sunlight village voyage watermark window winter yellow zenith
`
  .trim()
  .split(/\s+/);

/** knownMask uint8 [N,H,W,1]; on photographs of 481×321 pixels some 7 % of the image are holes. */
export function drawTextMasks(shape: BatchShape, random: Random): ImageBatch {
  return drawEachMask(shape, (canvas) => {
    const { height } = canvas;
    const stroke = Math.max(1, Math.round(height / 24 / capitalHeight));
    const step = Math.max(Math.round(height / 7), stroke * (letterHeight + 2));
    const lowest = Math.max(0, height - stroke * capitalHeight);
    const capitals = random.uniform() < 0.5;
    for (let top = random.integer(0, Math.min(step - 1, lowest)); top <= lowest; top += step)
      openTextLine(canvas, top, stroke, capitals, random);
  });
}

/** A line that begins in the left quarter and ends before the first word that does not fit; one word stands there anyway. */
function openTextLine(canvas: MaskCanvas, top: number, stroke: number, capitals: boolean, random: Random): void {
  const advance = stroke * letterAdvance;
  let left = random.integer(0, Math.floor(canvas.width / 4));
  let word = nextWord(capitals, random);
  do {
    for (const letter of word) {
      for (const { row, column } of letterCells(letter)) {
        const cell = { top: top + row * stroke, left: left + column * stroke, height: stroke, width: stroke };
        openRectangle(canvas, cell);
      }
      left += advance;
    }
    left += advance;
    word = nextWord(capitals, random);
  } while (left + word.length * advance <= canvas.width);
}

/** A word in capitals, or with a capital at its beginning. */
function nextWord(capitals: boolean, random: Random): string {
  const word = words[random.integer(0, words.length - 1)];
  return capitals ? word.toUpperCase() : word[0].toUpperCase() + word.slice(1);
}
