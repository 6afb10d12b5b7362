// One hole and many answers: the window around it masked, filled by the mean of what similar images have there, by other
// methods, and as it was; below, those images themselves with the hole's place outlined. Under each the PSNR in the hole and
// the gradient energy as a share of the truth's. The squared error of the mean is never above the mean squared error of the
// answers (the difference is their variance), so the mean's PSNR is never below their pooled PSNR: blur wins.
import type { Answers } from "./alikeImages";
import { imageBatch, joinImages, range, takeImages, toFloat, type ImageBatch } from "../images/batch";
import { composite, paintHoles, repeatMask } from "../images/holes";
import { psnrDb } from "../metrics/hole";
import { eachHoleScore, type HoleScore } from "../metrics/holeScores";
import { enlargeImages, outlineHoles } from "../figures/enlarge";
import { imageGrid, type ImageRow, type PixelGrid } from "../figures/imageGrid";
import { decibels, type Reconstruction } from "../figures/reportFigures";

export interface AnswersGridOptions {
  /** Known pixels shown around the hole; default 4, what findAlikeImages compares. */
  readonly ring?: number;
  readonly title?: string;
  readonly synthetic?: boolean;
}

const perRow = 8;
const tileSide = 96;

/** For one image [1,H,W,3] with its hole; `fills` are shown beside the mean, their known pixels replaced by the given ones. */
export function answersGrid(
  image: ImageBatch,
  knownMask: ImageBatch,
  found: Answers,
  fills: readonly Reconstruction[],
  options: AnswersGridOptions = {},
): PixelGrid {
  const { ring = 4, synthetic } = options;
  const window = windowAround(knownMask, ring);
  const truth = toFloat(image);
  const count = found.alike.length;
  const factor = Math.max(1, Math.round(tileSide / window.width));
  const known = crop(knownMask, window);
  const pasted = fills.map(({ filled }) => composite(truth, filled, knownMask));
  const columns = Math.max(Math.min(perRow, count), fills.length + 3);
  const labels = ["masked", `mean of ${count}`, ...fills.map(({ label }) => label), "truth"];
  const scores = (filled: ImageBatch): HoleScore[] =>
    eachHoleScore(takeImages(truth, new Int32Array(filled.shape[0])), filled, repeatMask(knownMask, filled.shape[0]));
  const top = joinImages([paintHoles(truth, knownMask), found.mean, ...pasted, truth]);
  const own = scores(joinImages([found.mean, ...pasted]));
  const each = scores(found.answers);
  const pooledDb = psnrDb(each.reduce((sum, score) => sum + 10 ** (-score.psnrDb / 10), 0) / count).toFixed(1);
  const rows: ImageRow[] = [
    {
      label: "one hole",
      images: enlargeImages(crop(top, window), factor),
      captions: ["", ...own.map(caption), "100 %"],
    },
  ];
  for (let first = 0; first < count; first += perRow) {
    const some = range(Math.min(perRow, count - first), first);
    const tiles = enlargeImages(crop(takeImages(found.images, some), window), factor);
    rows.push({
      label: first === 0 ? `what stands\nthere in\nalike images:\n${pooledDb} dB pooled` : "",
      images: outlineHoles(tiles, known, factor),
      captions: Array.from(some, (i) => caption(each[i])),
    });
  }
  return imageGrid({
    title: options.title ?? `${count} answers to one hole`,
    scale: 1,
    synthetic,
    rows,
    columnLabels: Array.from({ length: columns }, (_, i) => labels[i] ?? ""),
    alt:
      `The window around one hole: masked, filled by the mean of ${count} alike images (${caption(own[0])} of the truth's ` +
      `gradient energy), ${fills.map(({ label }, i) => `by ${label} (${caption(own[i + 1])}), `).join("")}and the truth. ` +
      `Below, the ${count} images, pooled ${pooledDb} dB: ${each.map(caption).join("; ")}.`,
  });
}

/** "18.2 dB, 12 %": PSNR in the hole, and gradient energy as a share of the truth's ("–" where the truth is flat). */
function caption({ psnrDb: own, gradientShare }: HoleScore): string {
  return `${decibels(own)}, ${gradientShare === null ? "–" : `${Math.round(100 * gradientShare)} %`}`;
}

interface Window {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** The rectangle around all hole pixels, `ring` wider on each side as far as the image goes. */
function windowAround({ data, shape: [, height, width] }: ImageBatch, ring: number): Window {
  let top = height;
  let left = width;
  let bottom = -1;
  let right = -1;
  data.forEach((value, p) => {
    if (value === 1) return;
    const x = p % width;
    const y = Math.floor(p / width);
    [top, left, bottom, right] = [Math.min(top, y), Math.min(left, x), Math.max(bottom, y), Math.max(right, x)];
  });
  [top, left] = [Math.max(0, top - ring), Math.max(0, left - ring)];
  return {
    top,
    left,
    height: Math.min(height, bottom + ring + 1) - top,
    width: Math.min(width, right + ring + 1) - left,
  };
}

function crop({ data, shape: [count, high, wide, channels] }: ImageBatch, window: Window): ImageBatch {
  const { top, left, height, width } = window;
  const line = width * channels;
  const cut =
    data instanceof Float32Array ? new Float32Array(count * height * line) : new Uint8Array(count * height * line);
  for (let row = 0; row < count * height; row++) {
    const from = ((Math.floor(row / height) * high + top + (row % height)) * wide + left) * channels;
    cut.set(data.subarray(from, from + line), row * line);
  }
  return imageBatch(cut, [count, height, width, channels]);
}
