// The methods that the benchmark knows: every line of the table of classical methods, every recorded run, and the authors'
// weights. Another method gets its row by one more line here, or in src/classical/index.ts if it needs no network.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type * as tf from "@tensorflow/tfjs";
import { classicalMethods } from "../../classical";
import type { BenchmarkMethod } from "../../benchmarks/benchmarkRow";
import type { FillMethod } from "../../metrics/measureMethod";
import { addMaskChannel } from "../../training/step";
import { startEngine } from "../engine/startEngine";
import { loadReportWeights, reportWeightsAbsent } from "../files/reportWeights";
import { recordedRunsFolder } from "../paths";
import { inpainterId, type InpainterConfig } from "../experiments/inpainterPlan";
import { loadModel } from "../store/modelFiles";
import { fillWithModel } from "../engine/predict";
import { readJson, type RunConfig } from "../store/runRecord";

/** A method that fills when it is asked to. */
export interface LoadedMethod {
  readonly parameters: number;
  readonly fill: FillMethod;
  dispose(): void;
}

export interface ListedMethod extends Omit<BenchmarkMethod, "parameters"> {
  /** A key of classicalMethods: it runs in workers. */
  readonly classical?: string;
  /** Everything else. Throws a sentence where the method cannot be had here. */
  readonly load?: () => Promise<LoadedMethod>;
  /** Measured on so many images where all would take too long. */
  readonly images?: number;
}

/** Exemplar-based filling searches the whole image for every patch. */
const slowMethods: { readonly [name: string]: number } = { exemplar: 1_000 };

/** Everything that can be measured, in the order of the table. */
export function listMethods(folder: string = recordedRunsFolder): ListedMethod[] {
  const { report, inpainter } = recordedRuns(folder);
  return [
    ...Object.entries(classicalMethods).map(([name, { title }]) => ({ name, title, classical: name, images: slowMethods[name] })),
    ...report, { name: "report-authors", title: "Report's network, authors' weights", load: loadAuthors },
    ...inpainter,
  ];
}

/** The methods of these names, in the table's order; all of them where none is named. Throws on an unknown name. */
export function chooseMethods(names: readonly string[] = [], listed: readonly ListedMethod[] = listMethods()): ListedMethod[] {
  const known = listed.map(({ name }) => name), odd = names.find((name) => !known.includes(name));
  if (odd !== undefined) throw new Error(`Expected --method to name some of ${known.join(", ")}, but received "${odd}".`);
  return listed.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** The methods of the recorded runs, those of the report's network and those of the inpainter. */
function recordedRuns(folder: string): { report: ListedMethod[]; inpainter: ListedMethod[] } {
  const report: ListedMethod[] = [], inpainter: ListedMethod[] = [], names = existsSync(folder) ? readdirSync(folder).sort() : [];
  for (const id of names.filter((name) => existsSync(join(folder, name, "model", "model.json")))) {
    const config = readJson<RunConfig | InpainterConfig>(join(folder, id, "config.json"));
    const load = async (): Promise<tf.LayersModel> => {
      await startEngine({ purpose: "prediction" });
      return loadModel(join(folder, id, "model"));
    };
    if (config.network === inpainterId) inpainter.push(inpainterMethod(id, load));
    else {
      const title = `Report's network, ${config.masks} masks, seed ${config.seed}`;
      report.push({ name: id, title, load: async () => asMethod(await load()) });
    }
  }
  return { report, inpainter };
}

/** The inpainter, which is given the mask beside the image. */
function inpainterMethod(id: string, load: () => Promise<tf.LayersModel>): ListedMethod {
  return {
    name: id, title: "Residual inpainter",
    load: async () => asMethod(await load(), (model, images, knownMask) =>
      fillWithModel(model, images, knownMask, { prepareInput: addMaskChannel })),
  };
}

async function loadAuthors(): Promise<LoadedMethod> {
  await startEngine({ purpose: "prediction" });
  const weights = await loadReportWeights();
  if (weights === null) throw new Error(reportWeightsAbsent);
  return asMethod(weights.model);
}

function asMethod(model: tf.LayersModel, fill: typeof fillWithModel = fillWithModel): LoadedMethod {
  return {
    parameters: model.countParams(),
    fill: (images, knownMask) => fill(model, images, knownMask),
    dispose: () => model.dispose(),
  };
}
