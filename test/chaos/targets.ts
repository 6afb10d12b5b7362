// The works that are disturbed: what is typed, what is typed to go on, where the results lie, and what of them must come out the same.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { sha256Hex } from "../../src/node/files/sha256";

export interface Target {
  readonly name: string;
  /** Words behind `npm run`. */
  readonly words: readonly string[];
  /** The words to go on after an interruption, and those to begin again where that is refused. */
  readonly resume: readonly string[];
  /** Files and folders that the work makes, from the workspace on: removed before a round. */
  readonly results: readonly string[];
  /** Folders and files in which bits are flipped: what is read back. */
  readonly records: readonly string[];
  /** What must be the same in the end as after undisturbed work; timings and dates are left out. */
  outcome(root: string): { readonly [what: string]: string };
}

const run = "runs/local/report-fixed-seed77-epochs4-trainImages640-validationImages128";
const trainWords = [
  "report-fixed",
  "--seed",
  "77",
  "--set",
  "trainImages=640",
  "--set",
  "epochs=4",
  "--set",
  "validationImages=128",
];

const training: Target = {
  name: "training",
  words: ["train", ...trainWords],
  resume: ["train", ...trainWords, "--resume"],
  results: ["runs/local"],
  records: ["runs/local"],
  outcome: (root) => {
    const at = withData(root, run);
    return hashes(root, [`${at}/log.csv`, `${at}/model/weights.bin`, `${at}/config.json`]);
  },
};

const measured = "runs/local/benchmark-selection-first100";
const measureWords = ["cifar10-inpainting-v1", "--methods", "mean,harmonic", "--limit", "100"];

const evaluation: Target = {
  name: "evaluation",
  words: ["measure", ...measureWords],
  resume: ["measure", ...measureWords, "--resume"],
  results: ["runs/local"],
  records: ["runs/local"],
  outcome: (root) => {
    const at = withData(root, measured);
    return {
      rows: withoutTimes(readFileSync(join(root, at, "rows.json"), "utf8")),
      ...hashes(root, [`${at}/figures/mask-families.png`]),
    };
  },
};

const report: Target = {
  name: "report",
  words: ["report"],
  resume: ["report"],
  results: ["report/report.en.pdf", "report/report.de.pdf", "report/variables.json"],
  records: [
    "report/variables.json",
    "runs/recorded/report-fixed-seed1/log.csv",
    "runs/recorded/benchmark/rows.json",
    "figures/manifest.json",
  ],
  outcome: (root) => hashes(root, ["report/report.en.pdf", "report/report.de.pdf", "report/variables.json"]),
};

/** `npm run reproduce` in quick form, in a workspace that holds a few of the notebooks. */
const notebooks: Target = {
  name: "notebooks",
  words: ["reproduce", "--quick"],
  resume: ["reproduce", "--quick", "--resume"],
  results: ["runs/local"],
  records: ["runs/local"],
  outcome: (root) => {
    const [folder] = readdirSync(join(root, "runs/local")).filter(
      (name) => !name.includes(".") && existsSync(join(root, "runs/local", name, "metrics.json")),
    );
    const at = `runs/local/${folder}`;
    const executed = readdirSync(join(root, at, "notebooks"))
      .filter((name) => !name.startsWith("."))
      .sort();
    return {
      ...hashes(root, [
        `${at}/log.csv`,
        `${at}/model/weights.bin`,
        `${at}/metrics.json`,
        `${at}/figures/labelled-images.png`,
      ]),
      executed: executed.map((name) => `${name} ${whollyExecuted(join(root, at, "notebooks", name))}`).join("\n"),
      pages: readdirSync(join(root, at, "html"))
        .sort()
        .join("\n"),
    };
  },
};

/** In a clone in which nothing is installed, from a prefetched folder. */
const setup: Target = {
  name: "setup",
  words: ["setup"],
  resume: ["setup"],
  results: [
    "node_modules",
    ".venv",
    "dist",
    ".cache",
    "data/cifar-10-binary.tar.gz",
    "data/report-autoencoder-cifar10.keras",
  ],
  records: [
    "dist/.lab-stamp",
    "dist/.tsbuildinfo",
    ".venv/.lab-stamp",
    "node_modules/.package-lock.json",
    "node_modules/@tensorflow/tfjs-node/deps/lab-stamp.json",
    ".venv/share/jupyter/kernels",
    ".cache",
  ],
  outcome: (root) => ({
    packages: sizes(join(root, "node_modules"), (name) => name !== ".package-lock.json" && name !== ".bin"),
    python: sizes(join(root, ".venv"), (name) => !/^__pycache__$|\.pyc$|^\.lab|^RECORD$/.test(name)),
    compiled: contents(join(root, "dist"), (name) => !name.startsWith(".")),
    data: contents(join(root, "data")),
  }),
};

/** The data that a set-up takes from a prefetched folder, in a clone that is set up. */
const data: Target = {
  name: "data",
  words: ["setup"],
  resume: ["setup"],
  results: ["data/cifar-10-binary.tar.gz", "data/report-autoencoder-cifar10.keras"],
  records: [".cache/logs", "dist/.lab-stamp", ".venv/.lab-stamp"],
  outcome: (root) => ({ data: contents(join(root, "data")) }),
};

export const targets: readonly Target[] = [setup, data, training, evaluation, notebooks, report];

export function removeResults(root: string, { results }: Target): void {
  for (const name of results) rmSync(join(root, name), { recursive: true, force: true });
}

/** The target's records that are there, from the workspace on. */
export function recordFiles(root: string, { records }: Target): string[] {
  return records.flatMap((name) => filesIn(root, name));
}

function filesIn(root: string, name: string): string[] {
  const path = join(root, name);
  if (!existsSync(path)) return [];
  return statSync(path).isDirectory() ? walk(path).map((file) => `${name}/${file}`) : [name];
}

function hashes(root: string, files: readonly string[]): { [file: string]: string } {
  return Object.fromEntries(files.map((file) => [file, sha256Hex(readFileSync(join(root, file)))]));
}

/** The folder of a run, which says in its name where drawn images stood in for CIFAR-10. */
function withData(root: string, name: string): string {
  return existsSync(join(root, name)) ? name : `${name}-synthetic`;
}

/** Names and sizes of all files below a folder. */
function sizes(folder: string, counts: (name: string) => boolean): string {
  return listing(folder, (file) => String(statSync(file).size), counts);
}

/** Names and contents. */
function contents(folder: string, counts?: (name: string) => boolean): string {
  return listing(folder, (file) => sha256Hex(readFileSync(file)), counts);
}

/** One hash of the files' names and of what `of` says of each. */
function listing(folder: string, of: (file: string) => string, counts?: (name: string) => boolean): string {
  const lines = walk(folder, counts).map((file) => `${file} ${of(join(folder, file))}`);
  return sha256Hex(lines.join("\n"));
}

/** The files below a folder, hidden ones too; of files and folders those that count. */
function walk(folder: string, counts: (name: string) => boolean = () => true): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => counts(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return walk(join(folder, entry.name), counts).map((file) => `${entry.name}/${file}`);
      return entry.isFile() ? [entry.name] : [];
    });
}

function withoutTimes(json: string): string {
  const text = JSON.stringify(JSON.parse(json), (key, value: unknown) =>
    /second|time|date|environment|command|^key$/i.test(key) ? undefined : value,
  );
  return sha256Hex(text);
}

function whollyExecuted(file: string): string {
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as {
    cells: { cell_type: string; execution_count?: number | null; outputs?: { output_type: string }[] }[];
  };
  const code = cells.filter(({ cell_type: type }) => type === "code");
  const failed = code.some(({ outputs = [] }) => outputs.some(({ output_type: type }) => type === "error"));
  return failed
    ? "failed"
    : `${code.length} cells, outputs of ${code.filter(({ outputs = [] }) => outputs.length > 0).length}`;
}
