// The contact sheet of masks that a benchmark's measurement draws.
import type { Benchmark } from "../../benchmarks/benchmark";
import type { PixelGrid } from "../../figures/imageGrid";
import { maskSheet } from "../../figures/maskSheet";
import { joinImages } from "../../images/batch";
import { sampleMaskFamilies } from "../../masks";
import { randomStream } from "../../random";
import { benchmarkId } from "./record";

export interface MaskFigure {
  /** The figure's name in the folder of figures. */
  readonly name: string;
  readonly grid: PixelGrid;
}

const perFamily = 10;
const perSet = 5;
/** Pixels of a photograph's mask that become one of the sheet's. */
const block = 3;

/** All mask families at the images' size, ten masks each; of images of several sizes the benchmark's own sets, five masks each. */
export function maskFigure(benchmark: Benchmark): MaskFigure {
  const [[, height, width, channels], ...others] = benchmark.shapes;
  if (others.length === 0) {
    const families = sampleMaskFamilies([perFamily, height, width, channels], 1);
    return { name: "mask-families", grid: maskSheet(families) };
  }
  const shown = benchmark.shapes
    .flatMap((shape, batch) => (shape[1] === height && shape[2] === width ? [{ shape, batch }] : []))
    .slice(0, perSet);
  const rows = benchmark.maskSets.map(({ name, title, seed, draw }) => {
    const purpose = `${benchmark.name} ${name}`;
    return {
      title,
      knownMask: joinImages(shown.map(({ shape, batch }) => draw(shape, randomStream(seed, purpose, batch)))),
    };
  });
  const title = `Masks of ${benchmark.name}: white is known, black is the hole`;
  return { name: `${benchmarkId(benchmark)}-masks`, grid: maskSheet(rows, { title, scale: 1, block }) };
}
