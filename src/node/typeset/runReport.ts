// The report as the last stage of `npm run reproduce`: with the numbers and figures of that run, in its own folder.
import { join } from "node:path";
import { projectRoot } from "../paths";
import { hashOf } from "../store/hashOf";
import { buildReport } from "./buildReport";
import { hasTypst } from "./compileTypst";

/** What the report of a run depends on, beside the run. */
const reportInputs = [
  "report/en",
  "report/de",
  "report/main.typ",
  "report/lib.typ",
  "report/words.json",
  "report/constants.json",
  "report/references.yml",
  "runs/recorded",
  "figures",
  "notebooks",
  "bench/training/recorded.json",
  "bench/classical/recorded.json",
];

type RunStage = (name: string, key: string, results: readonly string[], work: () => Promise<void>) => Promise<void>;

/** Builds <folder>/report unless it is up to date; without the compiler it says so in one sentence. */
export async function runReport(
  folder: string,
  runKey: string,
  stage: RunStage,
  compiler: () => boolean = hasTypst,
): Promise<void> {
  if (!compiler()) {
    console.log("  report: left out, the Typst compiler is not in .venv; npm run setup installs it.");
    return;
  }
  const key = hashOf({
    run: { value: runKey },
    inputs: { files: reportInputs, root: projectRoot },
  });
  await stage("report", key, [join(folder, "report")], async () => void (await buildReport({ localRun: folder })));
}
