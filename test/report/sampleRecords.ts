// Small records of every kind, for tests of what is made from them.
import type { BenchmarkRow } from "../../src/benchmarks/benchmarkRow";
import type { ReportRecords, ReportRun } from "../../src/report/records";
import { asInTheReport } from "../../src/experiments/repairLadder";
import type { LadderRecord, LadderRow, LadderScores } from "../../src/studies/repairLadder";
import { cifar10InpaintingV1 } from "../../src/benchmarks/cifar10InpaintingV1";

/** A run of so many epochs whose validation loss falls, but not at epoch 3 and 4. */
export function sampleRun(id: string, epochs = 5): ReportRun {
  const valLosses = [0.58, 0.57, 0.575, 0.571, 0.56, 0.55];
  return {
    id,
    folder: `runs/recorded/${id}`,
    config: {
      dataset: "CIFAR-10",
      synthetic: false,
      quick: false,
      masks: "fixed",
      seed: 1,
      trainImages: 1000,
      validationImages: 100,
      epochs,
    },
    log: valLosses.slice(0, epochs).map((valLoss, i) => ({ epoch: i + 1, loss: valLoss + 0.01, valLoss })),
    timing: valLosses.slice(0, epochs).map((_, i) => ({ epoch: i + 1, seconds: 30, imagesPerSecond: 33 })),
    metrics: {
      images: 100,
      epochs,
      lowestValLoss: 0.56,
      entropyFloor: 0.5474,
      network: { pooledHolePsnrDb: 17.5 },
      harmonic: { pooledHolePsnrDb: 18 },
    },
    environment: { node: "v20", cores: 2 },
  };
}

export function sampleRow(method: string, maskSet: string, value: number): BenchmarkRow {
  const figures = Object.fromEntries(
    cifar10InpaintingV1.metrics.map((name) => [name, { value, low: value - 0.1, high: value + 0.1, level: 0.95 }]),
  );
  return {
    benchmark: "b",
    dataset: "CIFAR-10",
    method,
    title: method,
    parameters: 0,
    maskSet,
    maskSha256: "",
    images: 100,
    imagesPerSecond: 1234.5,
    figures: figures as BenchmarkRow["figures"],
  };
}

/** Two rungs, three seeds, on both kinds of holes. */
export function sampleLadder(): LadderRecord {
  const score = (holePsnrDb: number): LadderScores["mixture"] => ({ holePsnrDb, imagePsnrDb: 30 });
  const row = (rung: string, seed: number, value: number): LadderRow => ({
    rung,
    seed,
    repairs: asInTheReport,
    parameters: 1,
    seconds: 1,
    scores: { square8: score(value + 1), mixture: score(value) },
  });
  return {
    command: "a test",
    dataset: "CIFAR-10",
    synthetic: false,
    samples: 45000,
    images: 1000,
    harmonic: { square8: score(17.9), mixture: score(18.9) },
    rows: [1, 2, 3].flatMap((seed) => [
      row("as in the report", seed, 11 + seed),
      row("fresh, mixed masks", seed, 17 + seed / 10),
    ]),
  };
}

export function sampleRecords(more: Partial<ReportRecords> = {}): ReportRecords {
  const runs = [sampleRun("report-fixed-seed1"), sampleRun("report-fresh-seed2")];
  return {
    shown: runs[0],
    local: false,
    recordedShown: runs[0],
    runs,
    benchmark: {
      file: "runs/recorded/benchmark/rows.json",
      rows: [sampleRow("harmonic", "square8", 18), sampleRow("report-fixed-seed1", "square8", 17.5)],
    },
    ladder: null,
    testSet: { file: "runs/recorded/TEST-SET.md", networks: 6 },
    audit: [
      {
        name: "paint",
        file: "runs/recorded/audit/paint.json",
        record: {
          name: "paint",
          command: "npm run measure -- paint --record",
          dataset: "CIFAR-10",
          synthetic: false,
          seed: 1,
          images: 10,
          seconds: 2.5,
          inputs: [],
          values: {
            paints: [
              { name: "black", value: 0 },
              { name: "white", value: 1 },
            ],
            network: [
              { value: 17.5, low: 17, high: 18 },
              { value: 5.74, low: 5, high: 6 },
            ],
          },
        },
      },
    ],
    speed: [
      {
        name: "training",
        file: "bench/training/recorded.json",
        rows: [{ workload: "report", contender: "keras fit", median: 1211.2, min: 600, max: 1500, unit: "images/s" }],
      },
    ],
    ...more,
  };
}
