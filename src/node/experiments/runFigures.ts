// The figures of one run as files: ten labelled images, ten masked ones, ten reconstructions, the loss curve, the network.
import { join } from "node:path";
import { range, takeImages, takeMasks } from "../../images";
import { fillHarmonic } from "../../classical/harmonic";
import type { Dataset } from "../../datasets/dataset";
import type { RunConfig } from "../../experiments/plan";
import { layerTable } from "../../figures/layerTable";
import { asLossRun, lossCurve } from "../../figures/lossCurve";
import { networkDiagram } from "../../figures/networkDiagram";
import { labelledImagesGrid, maskedImagesGrid, reconstructionGrid, scoresInWords } from "../../figures/reportFigures";
import { entropyFloor } from "../../metrics/crossentropy";
import { publishedFinalLog } from "../../report/publishedRun";
import { fillWithModel } from "../../training/predict";
import { inputFile, projectPath } from "../files/inputFile";
import { writeFigure, type FigureOrigin } from "../figures/writeFigure";
import { validationSetOf } from "./evaluateRun";
import { loadModel } from "../store/modelFiles";
import { readLog } from "../store/runTables";

/** The run's files that a figure shows; labelled images show none. */
const drawnFrom: { readonly [name: string]: readonly string[] } = {
  "masked-images": ["config.json"],
  reconstructions: ["config.json", "model/weights.bin"],
  "loss-curve": ["log.csv"],
  network: ["model/weights.bin"],
};

/** Draws the run in `folder` into `target` and returns the names of the figures. */
export async function writeRunFigures(
  folder: string,
  config: RunConfig,
  dataset: Dataset,
  target: string,
  command: string,
): Promise<string[]> {
  const { synthetic } = config;
  const positions = range(10);
  const { images, knownMask } = validationSetOf(config, dataset);
  const ten = takeImages(images, positions);
  const tenMasks = takeMasks(knownMask, positions);
  const log = readLog(folder);
  const model = await loadModel(join(folder, "model"));
  const fills = [
    { label: "the network", filled: fillWithModel(model, ten, tenMasks) },
    { label: "harmonic fill", filled: fillHarmonic(ten, tenMasks) },
  ];
  const reconstructions = reconstructionGrid(ten, tenMasks, fills, { synthetic });
  const origin: FigureOrigin = { command, run: config.id, dataset: config.dataset, seed: config.seed };
  const drawings = {
    "labelled-images": labelledImagesGrid({ ...dataset.train, classNames: dataset.classNames, synthetic }),
    "masked-images": maskedImagesGrid(ten, tenMasks, { synthetic }),
    // The manifest keeps these words: the scores below the pictures are recorded there.
    reconstructions: {
      ...reconstructions,
      alt: `${reconstructions.alt} PSNR in the hole: ${scoresInWords(ten, tenMasks, fills)}.`,
    },
    "loss-curve": lossCurve({
      runs: [asLossRun("our run", log)],
      references: synthetic ? [] : [{ ...asLossRun("the authors' log", publishedFinalLog), loss: undefined }],
      floor: { name: "entropy floor", value: entropyFloor(images) },
      synthetic,
    }),
    network: networkDiagram(layerTable(model), { title: "The autoencoder of the report" }),
  };
  for (const [name, drawing] of Object.entries(drawings)) {
    const inputs = drawnFrom[name]?.map((file) => inputFile(projectPath(join(folder, file)), join(folder, file)));
    await writeFigure(target, name, drawing, { ...origin, ...(inputs && { inputs }) });
  }
  model.dispose();
  return Object.keys(drawings);
}
