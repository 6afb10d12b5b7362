// The parts of the audit that look at trained networks alone: other paint in the hole, pictures without a hole, images that
// were trained on, other draws of the validation masks.
import { join } from "node:path";
import type { RedrawnMaskValues } from "../../studies/records";
import { measureExcess } from "../../studies/excess";
import { measurePaints, paints } from "../../studies/paint";
import { trainingGap, type TrainingGap } from "../../studies/trainingGap";
import { measureUndamaged, poolAndEnlarge } from "../../studies/undamaged";
import { firstImages, type BatchShape, type ImageBatch } from "../../images";
import { drawRectangleMasks } from "../../masks/rectangle";
import { drawSquareMasks } from "../../masks/square";
import { randomStream } from "../../random";
import { recordedRunsFolder } from "../paths";
import { readJson, type RunConfig } from "../store/runRecord";
import { auditSeed, type AuditPart } from "./context";
import { benchmarkHoles, partOf } from "./holes";
import { loadAuthorsNetwork, loadNetwork, withNetworks } from "./networks";
import { SetLoss } from "./setLoss";
import { reportRuns, weightsOf } from "./weights";

export const paintPart: AuditPart<"paint"> = {
  name: "paint", needsAuthors: true, inputs: () => [weightsOf()],
  measure: async (context) => {
    const { images, knownMask } = await benchmarkHoles(context);
    return withNetworks([loadNetwork(), loadAuthorsNetwork()], async (ours, theirs) => {
      const network = await measurePaints(ours.redraw, images, knownMask, partOf(context, "paint, network", images));
      const authors = await measurePaints(theirs.redraw, images, knownMask, partOf(context, "paint, authors", images));
      return { images: images.shape[0], values: { paints, network, authors } };
    });
  },
};

/** The numbers of the report's bottleneck, 8×8 pixels of 16 channels. */
const numbersBottleneck = 8 * 8 * 16;

export const undamagedPart: AuditPart<"undamaged"> = {
  name: "undamaged", needsAuthors: true, inputs: () => [weightsOf()],
  measure: async (context) => {
    const { images } = context.dataset.test, [count, height, width, channels] = images.shape;
    const numbersIn = height * width * channels, numbersPooled = numbersIn / 4;
    return withNetworks([loadNetwork(), loadAuthorsNetwork()], async (ours, theirs) => {
      const network = await measureUndamaged(ours.redraw, images, partOf(context, "undamaged, network", images));
      const authors = await measureUndamaged(theirs.redraw, images, partOf(context, "undamaged, authors", images));
      const meanPooled = await measureUndamaged(poolAndEnlarge, images, partOf(context, "undamaged, 2×2 means", images));
      return { images: count, values: { network, authors, meanPooled, numbersIn, numbersBottleneck, numbersPooled } };
    });
  },
};

const everyRun = (): string[] => reportRuns().map(weightsOf);

/** So many training images as there are test images. */
export const trainingGapPart: AuditPart<"training-gap"> = {
  name: "training-gap", inputs: everyRun,
  measure: async (context) => {
    const { train, test } = context.dataset, count = Math.min(test.labels.length, train.labels.length);
    const runs: { [id: string]: TrainingGap } = {};
    for (const id of reportRuns()) {
      const fresh = drawMasks(id, firstImages(test.images, count).shape, "audit training gap");
      runs[id] = await withNetworks([loadNetwork(join(recordedRunsFolder, id))], async ({ fill }) => {
        const excess = (images: ImageBatch, what: string): Promise<Float64Array> =>
          measureExcess(fill, firstImages(images, count), fresh, partOf(context, `training-gap, ${id}, ${what}`, test.images));
        return trainingGap(await excess(train.images, "training images"), await excess(test.images, "test images"));
      });
    }
    return { images: count, values: { runs } };
  },
};

const draws = 20;

export const redrawnMasksPart: AuditPart<"redrawn-masks"> = {
  name: "redrawn-masks", inputs: everyRun,
  measure: async (context) => {
    const { images } = context.dataset.test, runs: { [id: string]: RedrawnMaskValues["runs"][string] } = {};
    for (const id of reportRuns()) {
      const losses: number[] = [];
      const redrawn = (draw: number): ImageBatch => drawMasks(id, images.shape, "audit validation masks", draw);
      await withNetworks([loadNetwork(join(recordedRunsFolder, id))], async ({ model }) => {
        const setLoss = new SetLoss(model, images, redrawn(1));
        try {
          for (let draw = 1; draw <= draws; draw++) {
            await context.progress(`redrawn-masks, ${id}: draw ${draw} of ${draws}`);
            if (draw > 1) setLoss.setMasks(redrawn(draw));
            losses.push(await setLoss.mean());
          }
        } finally {
          setLoss.dispose();
        }
      });
      runs[id] = { losses };
    }
    return { images: images.shape[0], values: { draws, runs } };
  },
};

/** New masks of the kind that a recorded run was trained on. */
function drawMasks(id: string, shape: BatchShape, purpose: string, draw = 0): ImageBatch {
  const { masks } = readJson<RunConfig>(join(recordedRunsFolder, id, "config.json"));
  const random = randomStream(auditSeed, purpose, draw);
  return masks === "fixed" ? drawSquareMasks(shape, random) : drawRectangleMasks(shape, random);
}
