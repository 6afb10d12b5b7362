// npm run verify -- NAME: what a method predicts on the benchmark's images, written so that anybody can measure it without this
// project (verifiable.ts). It prints the project's own figures and how to compute them by NumPy.
import { join, relative } from "node:path";
import { benchmarks } from "../../benchmarks";
import { chooseMaskSets } from "../../benchmarks/benchmarkMasks";
import { figureText } from "../../benchmarks/benchmarkTable";
import { shellWord } from "../../experiments/shellWord";
import { inpaintingMethods } from "../../methods";
import { textTable } from "../../textTable";
import { MeasurementStopped } from "../../metrics/measureMethod";
import { loadBenchmarkImages, type BenchmarkImages } from "../benchmarks/loadBenchmarkImages";
import { verifiedFigures, writeVerifiable, type VerifiableFigures } from "../benchmarks/verifiable";
import { logSeconds, progressLine } from "../files/progressLine";
import { sentenceOf } from "../files/safeWrite";
import { watchInterrupt } from "../jupyter/interrupt";
import { loadMethod } from "../methods/loadMethod";
import { localRunsFolder } from "../paths";
import { withRunLock } from "../store/runLock";
import { typedFrom, typedPath, type CommandOptions } from "./typed";

/** What `npm run verify` takes. */
export type VerifyOptions = CommandOptions<"verify">;

const [benchmark] = benchmarks;

/** The whole command; resolves to the exit code. */
export async function verify({ method, limit = 500, masks, to }: VerifyOptions): Promise<number> {
  if (method === undefined) {
    console.log(listText());
    return 0;
  }
  try {
    const maskSets = chooseMaskSets(masks, benchmark);
    const data = await loadBenchmarkImages(benchmark);
    const folder = to === undefined ? join(localRunsFolder, folderName(method, data)) : typedPath(to);
    return await withRunLock(folder, () => write(folder, method, { benchmark, data, maskSets, limit }), {
      otherwise: "--to names another folder",
    });
  } catch (error) {
    console.error(sentenceOf(error));
    return 1;
  }
}

/** The methods, one line each. */
function listText(): string {
  const width = Math.max(...inpaintingMethods.map(({ name }) => name.length)) + 2;
  return [
    "npm run verify -- NAME takes one of these methods:",
    "",
    ...inpaintingMethods.map(({ name, title }) => `  ${name.padEnd(width)}${title}`),
  ].join("\n");
}

/** Fills of drawn images keep to a folder of their own. */
export function folderName(method: string, { synthetic }: Pick<BenchmarkImages, "synthetic">): string {
  return `verify-${method}${synthetic ? "-synthetic" : ""}`;
}

async function write(
  folder: string,
  name: string,
  plan: Omit<Parameters<typeof writeVerifiable>[1], "method">,
): Promise<number> {
  const method = await loadMethod(name);
  const line = progressLine({ everySeconds: logSeconds });
  const interrupt = watchInterrupt();
  try {
    const figures = await writeVerifiable(folder, {
      ...plan,
      method,
      onProgress: (text) => line.show(text),
      shouldStop: () => interrupt.requested,
    });
    line.end();
    console.log(summary(method.title, plan.data.title, figures, folder));
    return 0;
  } catch (error) {
    if (!(error instanceof MeasurementStopped)) throw error;
    line.end();
    console.error("Interrupted; nothing was written.");
    return 130;
  } finally {
    line.end();
    interrupt.dispose();
    method.dispose?.();
  }
}

function summary(title: string, dataset: string, { images, maskSets }: VerifiableFigures, folder: string): string {
  const lines = maskSets.map(({ name, figures }) => [
    name,
    ...verifiedFigures.map((figure) => figureText(figure, figures[figure])),
  ]);
  const fromHere = relative(typedFrom(), folder);
  const place = fromHere.startsWith("..") ? folder : fromHere;
  return [
    "",
    `${title}, the first ${images.toLocaleString("en")} test images of ${dataset}`,
    "",
    ...textTable([["", ...verifiedFigures], ...lines], { indent: "  " }),
    "",
    `Images, masks and predictions: ${place}. To measure them with NumPy alone: python3 ${shellWord(join(place, "verify.py"))}`,
  ].join("\n");
}
