// A small copy of the project, for tests that break something in it: the records without the weights, two figures, one
// notebook, the report's own files, and sections that each test gives.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectRoot } from "../../../src/node/paths";
import { temporaryFolder } from "../../support/temporaryFolder";

/** Source of a section by its name; the German one is the same where it is not given. */
export interface Sections {
  readonly en: { readonly [name: string]: string };
  readonly de?: { readonly [name: string]: string };
}

const head = '#import "../lib.typ": *\n';
export const simple: Sections = {
  en: {
    "01-verdict.typ":
      `${head}= The "verdict"\nLoss #n("run.epoch20"), ` +
      `over the hole #n("benchmark.square8.harmonic.pooledHolePsnrDb") dB (@fig-network).\n#fig("network")[The network.]\n`,
  },
  de: {
    "01-verdict.typ":
      `${head}= Das "Urteil"\nVerlust #n("run.epoch20"), ` +
      `im Loch #n("benchmark.square8.harmonic.pooledHolePsnrDb") dB (@fig-network).\n#fig("network")[Das Netz.]\n`,
  },
};

/** The folder of the copy. */
export function reportRoot(sections: Sections = simple): string {
  const root = temporaryFolder("lab-report-root-");
  const parts = [
    "report/main.typ",
    "report/lib.typ",
    "report/words.json",
    "report/references.yml",
    "report/constants.json",
    "bench/training/recorded.json",
    "bench/classical/recorded.json",
    "notebooks/A3-masking.ipynb",
    "figures/manifest.json",
    "figures/network.svg",
    "figures/reconstructions.svg",
    "runs/recorded/benchmark/rows.json",
    ...["report-fixed-seed1", "report-fresh-seed1"].flatMap((id) =>
      ["config.json", "environment.json", "log.csv", "timing.csv", "metrics.json"].map(
        (name) => `runs/recorded/${id}/${name}`,
      ),
    ),
  ];
  for (const part of parts) {
    mkdirSync(dirname(join(root, part)), { recursive: true });
    cpSync(join(projectRoot, part), join(root, part));
  }
  const manifest = join(root, "figures/manifest.json");
  const { figures } = JSON.parse(readFileSync(manifest, "utf8")) as { figures: object[] };
  writeFileSync(
    manifest,
    JSON.stringify({ figures: figures.map((entry) => ({ ...entry, inputs: undefined })) }, null, 2),
  );
  for (const language of ["en", "de"] as const) {
    for (const [name, source] of Object.entries(sections[language] ?? sections.en)) {
      mkdirSync(join(root, "report", language), { recursive: true });
      writeFileSync(join(root, "report", language, name), source);
    }
  }
  return root;
}

/** Rewrites a file of the copy. */
export function change(root: string, file: string, from: string | RegExp, to: string): void {
  const path = join(root, file);
  const text = readFileSync(path, "utf8");
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} holds no ${String(from)}`);
  writeFileSync(path, changed);
}
