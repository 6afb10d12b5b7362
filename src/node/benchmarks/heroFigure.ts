// The picture at the head of the README: the first ten test images under five mask sets of the benchmark, two images to a set,
// and below them what the report's network, the harmonic fill and the residual inpainter put out. Images and holes are taken by
// position, not by eye.
import type { Benchmark, BenchmarkMaskSet } from "../../benchmarks/benchmark";
import { chooseMaskSets, drawBenchmarkMasks } from "../../benchmarks/benchmarkMasks";
import type { PixelGrid } from "../../figures/imageGrid";
import { reconstructionGrid, type Reconstruction } from "../../figures/reportFigures";
import { joinImages, range, takeImages, takeMasks, type FloatImageBatch } from "../../images/batch";
import { paintHoles } from "../../images/holes";
import type { InpaintingMethod } from "../../methods/inpaintingMethod";
import { inputFile } from "../files/inputFile";
import { writeFigure } from "../figures/writeFigure";
import { filesOfMethod } from "../methods/filesOfMethod";
import { loadMethod } from "../methods/loadMethod";
import type { BenchmarkImages } from "./loadBenchmarkImages";
import { benchmarkCommand } from "./record";

/** The figure's name in the folder of figures. */
export const heroName = "hero";
/** Mask sets and the words above their columns, from left to right: the columns of the README's table of results. */
const columns = [
  { maskSet: "square8", label: "8×8 square" },
  { maskSet: "centre16", label: "centre" },
  { maskSet: "rectangle28x14", label: "28×14" },
  { maskSet: "pixels50", label: "half the pixels" },
  { maskSet: "articleLines", label: "lines" },
] as const;
/** Methods and the words beside their rows, from top to bottom. */
const rows = [
  { method: "report-fixed-seed1", label: "the report's network" },
  { method: "harmonic", label: "harmonic fill" },
  { method: "residual-inpainter", label: "residual inpainter" },
] as const;
const heroMaskSets: readonly string[] = columns.map(({ maskSet }) => maskSet);
/** The methods shown, from top to bottom. */
export const heroMethods: readonly string[] = rows.map(({ method }) => method);
const imagesPerSet = 2;

export interface HeroParts {
  readonly benchmark: Benchmark;
  readonly data: Pick<BenchmarkImages, "batches" | "title" | "synthetic">;
  /** Gets a method by its name; default: loadMethod. */
  readonly load?: (method: string) => Promise<InpaintingMethod>;
}

/** Whether the picture shows one of the measured methods, on a benchmark that has its mask sets. */
export function heroShows({ maskSets }: Benchmark, measured: readonly string[]): boolean {
  const names = maskSets.map(({ name }) => name);
  return heroMaskSets.every((name) => names.includes(name)) && measured.some((name) => heroMethods.includes(name));
}

/** Draws the picture. Throws where a method cannot be had here, or where there are fewer than ten images. */
export async function heroGrid({ benchmark, data, load = loadMethod }: HeroParts): Promise<PixelGrid> {
  const sets = chooseMaskSets(heroMaskSets, benchmark);
  const images = takeImages(joinImages(data.batches), range(sets.length * imagesPerSet));
  const knownMask = joinImages(await Promise.all(sets.map(ownMasks(benchmark))));
  const given = paintHoles(images, knownMask);
  const fills: Reconstruction[] = [];
  for (const { method: name, label } of rows) {
    const method = await load(name);
    try {
      fills.push({ label: inTwoLines(label), filled: await method.fill(given, knownMask) });
    } finally {
      method.dispose?.();
    }
  }
  const columnLabels = columns.flatMap(({ label }) => Array<string>(imagesPerSet).fill(label));
  const title = "Original, masked, filled in three ways";
  const grid = reconstructionGrid(images, knownMask, fills, { title, columnLabels, synthetic: data.synthetic });
  return { ...grid, alt: altText() };
}

function altText(): string {
  const holes = columns.map(({ label }) => label).join(", ");
  const fills = rows.map(({ label }) => label).join(", ");
  return (
    `${columns.length * imagesPerSet} images, ${imagesPerSet} for each kind of hole (${holes}), as they are, with their holes, ` +
    `and filled by ${fills}; below each fill the PSNR inside the hole.`
  );
}

/** Breaks a label at its last blank. */
function inTwoLines(label: string): string {
  return label.replace(/ (?=\S+$)/, "\n");
}

/** Draws the picture into `folder` and enters it in the folder's manifest. */
export async function writeHeroFigure(folder: string, parts: HeroParts): Promise<void> {
  const { benchmark, data } = parts;
  await writeFigure(folder, heroName, await heroGrid(parts), {
    command: benchmarkCommand(benchmark),
    run: null,
    dataset: data.title,
    seed: chooseMaskSets(heroMaskSets, benchmark)[0].seed,
    inputs: heroMethods.flatMap(filesOfMethod).map((file) => inputFile(file)),
  });
}

/** The masks that the set has for its images of the picture: those of the same positions. */
function ownMasks(benchmark: Benchmark): (set: BenchmarkMaskSet, index: number) => Promise<FloatImageBatch> {
  return async (set, index) =>
    takeMasks(await drawBenchmarkMasks(set, benchmark), range(imagesPerSet, index * imagesPerSet));
}
