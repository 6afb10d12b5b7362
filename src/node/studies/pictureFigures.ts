// The studies' figures that show pictures: the paint test, the fills chosen by rank, and the seam of a fill. Numbers beside the pictures come from
// the records, which are named as inputs with the network's weights.
import { join } from "node:path";
import { fillHarmonic } from "../../classical/harmonic";
import type { PixelGrid } from "../../figures/imageGrid";
import {
  firstImages,
  range,
  takeImages,
  takeMasks,
  toFloat,
  type FillFunction,
  type FloatImageBatch,
} from "../../images/batch";
import { nothingHidden, paintHoles } from "../../images/holes";
import { cifar10Part, drawHoles } from "../../studies/heldOutParts";
import { benchmarkHoles } from "../../studies/holes";
import { paintTestGrid } from "../../studies/paintGrid";
import { rankedFillsGrid } from "../../studies/rankedFillsGrid";
import { network } from "../../studies/reportMethods";
import { seamGrid } from "../../studies/seamGrid";
import { studySeed } from "../../studies/study";
import { inputFile } from "../files/inputFile";
import { writeFigure } from "../figures/writeFigure";
import type { MeasureContext } from "./context";
import { filesOfMethod } from "../methods/filesOfMethod";
import { loadStudyMethod } from "./methods";
import { readStudyRecord, recordedAuditPath, recordPath } from "./record";

/** The first so many test images. */
const paintedImages = 8;
/** The first so many training images that are held out elsewhere: the report's network was trained on them. */
const seamImages = 6;

type Draw = (context: MeasureContext, fill: FillFunction) => Promise<PixelGrid>;

interface PictureFigure {
  readonly study: "paint" | "ranked-fills" | "after-the-fill";
  readonly figure: string;
  readonly draw: Draw;
}

const pictureFigures: readonly PictureFigure[] = [
  { study: "paint", figure: "paint-test", draw: drawPaintTest },
  { study: "ranked-fills", figure: "ranked-fills", draw: drawRankedFills },
  { study: "after-the-fill", figure: "seam", draw: drawSeam },
];

/** Their names, of this study. */
export function pictureFiguresOf(study: string): string[] {
  return pictureFigures.filter((one) => one.study === study).map(({ figure }) => figure);
}

/** Draws those that these studies have, from the records in the context's folder, into its figures/. */
export async function writePictureFigures(studies: readonly string[], context: MeasureContext): Promise<void> {
  for (const { study, figure, draw } of pictureFigures) {
    if (!studies.includes(study)) continue;
    await context.progress(`figure ${figure}`);
    const { fill, dispose } = await loadStudyMethod(network.method);
    try {
      await writeOne(study, figure, await draw(context, fill), context);
    } finally {
      dispose();
    }
  }
}

async function writeOne(
  study: PictureFigure["study"],
  figure: string,
  grid: PixelGrid,
  { dataset, folder }: MeasureContext,
): Promise<void> {
  const inputs = [
    ...filesOfMethod(network.method).map((file) => inputFile(file)),
    inputFile(`${recordedAuditPath}/${study}.json`, recordPath(folder, study)),
  ];
  const { command } = readStudyRecord(folder, study);
  await writeFigure(join(folder, "figures"), figure, grid, {
    command,
    run: network.method,
    dataset: dataset.title,
    seed: studySeed,
    inputs,
  });
}

async function drawPaintTest(context: MeasureContext, fill: FillFunction): Promise<PixelGrid> {
  const { paints, network: pooled } = readStudyRecord(context.folder, "paint").values;
  const count = Math.min(paintedImages, context.dataset.test.labels.length);
  const { images, knownMask } = await chosen(context, range(count));
  const rows = [];
  for (const [i, { name, value }] of paints.entries()) {
    const painted = paintHoles(images, knownMask, value);
    const filled = await fill(painted, nothingHidden(painted));
    rows.push({ name, value, filled, pooledHolePsnrDb: pooled[i].value });
  }
  return paintTestGrid(images, knownMask, rows, { synthetic: context.dataset.synthetic });
}

async function drawRankedFills(context: MeasureContext, fill: FillFunction): Promise<PixelGrid> {
  const { ranks } = readStudyRecord(context.folder, "ranked-fills").values;
  const { images, knownMask } = await chosen(
    context,
    ranks.map(({ position }) => position),
  );
  const given = paintHoles(images, knownMask);
  return rankedFillsGrid(
    images,
    knownMask,
    [
      { label: "the network", filled: await fill(given, knownMask) },
      { label: "harmonic fill", filled: fillHarmonic(given, knownMask) },
    ],
    { ranks: ranks.map(({ rank }) => rank), of: ranks[0].of, synthetic: context.dataset.synthetic },
  );
}

/** Under the study's first kind of hole, the squares that the network was trained with. */
async function drawSeam({ dataset }: MeasureContext, fill: FillFunction): Promise<PixelGrid> {
  const part = cifar10Part(dataset);
  const [{ images: all, knownMask: masks }] = drawHoles(part, part.holes[0]);
  const [images, knownMask] = [firstImages(all, seamImages), firstImages(masks, seamImages)];
  const filled = await fill(paintHoles(images, knownMask), knownMask);
  return seamGrid(images, knownMask, toFloat(filled), { synthetic: dataset.synthetic });
}

interface Chosen {
  readonly images: FloatImageBatch;
  readonly knownMask: FloatImageBatch;
}

async function chosen(context: MeasureContext, positions: ArrayLike<number>): Promise<Chosen> {
  const { images, knownMask } = await benchmarkHoles(context);
  return { images: takeImages(images, positions), knownMask: takeMasks(knownMask, positions) };
}
