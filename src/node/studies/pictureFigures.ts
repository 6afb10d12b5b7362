// The audit's figures that show pictures: the paint test and the fills chosen by rank. Numbers beside the pictures come from
// the records, which are named as inputs with the network's weights.
import { join } from "node:path";
import type { AuditName } from "../../studies/records";
import { fillHarmonic } from "../../classical/harmonic";
import { paintTestGrid } from "../../studies/paintGrid";
import { rankedFillsGrid } from "../../studies/rankedFillsGrid";
import type { PixelGrid } from "../../figures/imageGrid";
import { paintHoles, range, takeImages, takeMasks, type FloatImageBatch } from "../../images";
import { writeFigure } from "../figures/writeFigure";
import { shownRun } from "../store/runRecord";
import { auditSeed, type AuditContext, type AuditPart } from "./context";
import { benchmarkHoles } from "./holes";
import { loadNetwork, withNetworks, type Network } from "./networks";
import { hashInputs, readAuditRecord } from "./record";
import { weightsOf } from "./weights";

/** The first so many test images. */
const paintedImages = 8;

type Draw = (context: AuditContext, network: Network) => Promise<PixelGrid>;

const drawn: { readonly [part in AuditName]?: { readonly figure: string; readonly draw: Draw } } = {
  "paint": { figure: "paint-test", draw: drawPaintTest },
  "ranked-fills": { figure: "ranked-fills", draw: drawRankedFills },
};

/** Draws those of them that these parts have, from the records in the audit's folder, into its figures/. */
export async function writePictureFigures(parts: readonly AuditPart[], context: AuditContext): Promise<void> {
  const { dataset, folder } = context;
  for (const { name } of parts) {
    const { figure, draw } = drawn[name] ?? {};
    if (figure === undefined || draw === undefined) continue;
    await context.progress(`figure ${figure}`);
    const grid = await withNetworks([loadNetwork()], (network) => draw(context, network));
    await writeFigure(join(folder, "figures"), figure, grid, {
      command: readAuditRecord(folder, name).command, run: shownRun, dataset: dataset.title, seed: auditSeed,
      inputs: hashInputs([weightsOf(), `runs/recorded/audit/${name}.json`], folder),
    });
  }
}

async function drawPaintTest(context: AuditContext, network: Network): Promise<PixelGrid> {
  const { paints, network: pooled } = readAuditRecord(context.folder, "paint").values;
  const { images, knownMask } = await chosen(context, range(Math.min(paintedImages, context.dataset.test.labels.length)));
  const rows = paints.map(({ name, value }, i) => (
    { name, value, filled: network.redraw(paintHoles(images, knownMask, value)), pooledHolePsnrDb: pooled[i].value }
  ));
  return paintTestGrid(images, knownMask, rows, { synthetic: context.dataset.synthetic });
}

async function drawRankedFills(context: AuditContext, network: Network): Promise<PixelGrid> {
  const { ranks } = readAuditRecord(context.folder, "ranked-fills").values;
  const { images, knownMask } = await chosen(context, ranks.map(({ position }) => position));
  return rankedFillsGrid(images, knownMask, [
    { label: "the network", filled: network.fill(images, knownMask) },
    { label: "harmonic fill", filled: fillHarmonic(paintHoles(images, knownMask), knownMask) },
  ], { ranks: ranks.map(({ rank }) => rank), of: ranks[0].of, synthetic: context.dataset.synthetic });
}

interface Chosen {
  readonly images: FloatImageBatch;
  readonly knownMask: FloatImageBatch;
}

async function chosen(context: AuditContext, positions: ArrayLike<number>): Promise<Chosen> {
  const { images, knownMask } = await benchmarkHoles(context);
  return { images: takeImages(images, positions), knownMask: takeMasks(knownMask, positions) };
}
