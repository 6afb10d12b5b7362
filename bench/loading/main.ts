// npm run bench -- loading: how many training images a second are decoded and cut from photographs, and how much of its time a
// training with steps of 10 ms would wait for them. BSDS500's training photographs, or the pictures of a folder.
import { resolve } from "node:path";
import { fullAugmentation, plainCrops, type CropSettings } from "../../src/augmentation/cropSettings";
import { bsds500TrainingPhotographs } from "../../src/node/files/bsds500";
import { progressLine } from "../../src/node/files/progressLine";
import { findPictures } from "../../src/node/pictures/findPictures";
import { openPhotographs } from "../../src/node/pictures/openPhotographs";
import type { PictureFile } from "../../src/node/pictures/pictureFile";
import { markdownTable } from "../../src/textTable";
import { runBenchmark, writeRows, type BenchOptions } from "../command";
import { machineLine } from "../environment";
import { measureLoading, type LoadingSpeed } from "./measure";

const stepMilliseconds = 10;

const batches = [
  { size: 64, batchSize: 16 },
  { size: 256, batchSize: 8 },
] as const;

interface LoadingRow extends LoadingSpeed {
  readonly size: number;
  readonly batchSize: number;
  readonly augmented: boolean;
  /** Decoded beforehand and kept, or decoded anew for each crop. */
  readonly kept: boolean;
  readonly workers: number | null;
  readonly pictures: number;
  /** Pictures decoded in a second while they were opened. */
  readonly decodedPerSecond: number;
}

async function benchLoading({ folder, seconds = 10, workers, json }: BenchOptions<"loading">): Promise<number> {
  const place = folder === undefined ? null : resolve(process.env.INIT_CWD ?? ".", folder);
  const files = place === null ? await bsds500TrainingPhotographs() : findPictures(place).files;
  const line = progressLine();
  const rows: LoadingRow[] = [];
  console.log(`${machineLine()}. ${files.length} pictures, steps of ${stepMilliseconds} ms.`);
  for (const { size, batchSize } of batches) {
    for (const augmented of [false, true]) {
      for (const kept of [true, false]) {
        line.show(`${size}×${size}, ${augmented ? "augmented" : "plain"}, ${kept ? "kept" : "decoded anew"}`);
        const crops = { ...plainCrops, ...(augmented ? fullAugmentation : {}), size, perPicture: 4 };
        rows.push({
          size,
          batchSize,
          augmented,
          kept,
          workers: workers ?? null,
          ...(await measure(files, crops, kept)),
        });
      }
    }
  }
  line.clear();
  console.log(`\n${table(rows)}`);
  if (json !== undefined) await writeRows(json, rows);
  return 0;

  async function measure(
    given: readonly PictureFile[],
    crops: CropSettings,
    kept: boolean,
  ): Promise<LoadingSpeed & Pick<LoadingRow, "pictures" | "decodedPerSecond">> {
    const began = performance.now();
    const options = { title: "bench", workers, ...(kept ? {} : { cacheBytes: 0 }) };
    const photographs = await openPhotographs(given, crops, options);
    const decodedPerSecond = (1000 * given.length) / (performance.now() - began);
    const batchSize = batches.find(({ size }) => size === crops.size)?.batchSize ?? 16;
    try {
      const sourceOf = (epoch: number) => photographs.trainCrops(1, epoch);
      const speed = await measureLoading(sourceOf, { batchSize, stepMilliseconds, seconds });
      return { ...speed, pictures: photographs.trainCount / crops.perPicture, decodedPerSecond };
    } finally {
      await photographs.close();
    }
  }
}

function table(rows: readonly LoadingRow[]): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return markdownTable([
    [
      "crops",
      "batch",
      "augmented",
      "pictures are",
      "crops per second",
      "waiting",
      "taking",
      "opened, pictures per second",
    ],
    ...rows.map((row) => [
      `${row.size}×${row.size}`,
      String(row.batchSize),
      row.augmented ? "yes" : "no",
      row.kept ? "kept decoded" : "decoded anew",
      row.cropsPerSecond.toFixed(0),
      percent(row.waitingShare),
      percent(row.takingShare),
      row.decodedPerSecond.toFixed(0),
    ]),
  ]);
}

runBenchmark("loading", benchLoading);
