// The written report as PDFs, one per language: records → variables → checks → a folder with everything Typst reads → PDF. The
// recorded report goes to report/, one with a run of the reader's own to that run's folder. Nothing is written where a check
// fails, and each file appears whole.
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Language, languages } from "../../report/formatNumber";
import { writeFileSafely } from "../files/safeWrite";
import { projectRoot } from "../paths";
import { writeJson } from "../store/runRecord";
import { compileTypst } from "./compileTypst";
import { drawCharts } from "./drawCharts";
import { prepareReport, type PreparedReport } from "./prepareReport";
import { readRecords } from "./readRecords";
import { libraryImport } from "./readSections";
import { reportCharts as allCharts, type ReportChart } from "./reportCharts";
import { reportMarks } from "./reportMarks";
import type { ReportRecords } from "../../report/records";

export interface BuildOptions {
  /** The project's folder, or a copy of its parts; default the project. */
  readonly root?: string;
  readonly languages?: readonly Language[];
  /** Folder of a run whose training numbers and figures are shown; the report then goes to <folder>/report. */
  readonly localRun?: string | null;
  /** Problems are said but stop nothing, and missing numbers print as their keys; the report then goes to `draft`. */
  readonly draft?: string | null;
  readonly charts?: readonly ReportChart[];
  readonly onProgress?: (text: string) => void;
}

export interface BuiltReport {
  /** The PDFs, and variables.json. */
  readonly files: readonly string[];
  /** What does not stop the build: constants without use; in a draft everything that would. */
  readonly warnings: readonly string[];
}

/** Builds the report. Throws one message with everything that is wrong with it. */
export async function buildReport(options: BuildOptions = {}): Promise<BuiltReport> {
  const {
    root = projectRoot,
    languages: wanted = languages,
    localRun = null,
    draft = null,
    charts = allCharts,
    onProgress = () => undefined,
  } = options;
  onProgress("reading the records");
  const records = readRecords(root, localRun);
  const target = draft ?? (localRun === null ? join(root, "report") : join(localRun, "report"));
  const own = localRun === null && draft === null ? join(root, "figures") : join(target, "figures");
  const undrawn = await drawCharts(charts, records, { root, folder: own, onProgress });
  onProgress("checking");
  const figureFolders = [...(localRun === null ? [] : [join(localRun, "figures")]), own, join(root, "figures")];
  const prepared = await prepareReport({ root, records, figureFolders, undrawn });
  if (prepared.problems.length > 0 && draft === null) {
    const list = prepared.problems.map((problem) => `  ${problem}`).join("\n");
    throw new Error(`Expected a report without loose ends, but:\n${list}`);
  }
  const { synthetic } = records.shown.config;
  const stem = `report${synthetic ? ".synthetic" : ""}`;
  const stage = mkdtempSync(join(tmpdir(), "lab-report-"));
  try {
    await stageReport(stage, root, prepared, records, draft !== null);
    onProgress("typesetting");
    const outputs = wanted.map((language) => ({
      language,
      output: join(stage, `${language}.pdf`),
      file: join(target, `${stem}.${language}.pdf`),
    }));
    await compileTypst(
      stage,
      outputs.map(({ language, output }) => ({ inputs: { language }, output })),
    );
    const variablesFile = join(target, "variables.json");
    await writeFileSafely(variablesFile, variablesText(prepared));
    for (const { output, file } of outputs) await writeFileSafely(file, readFileSync(output));
    const unused = prepared.unused.map(
      (constant) =>
        `no text uses the constant ${JSON.stringify(constant.text ?? constant.en)} of report/constants.json`,
    );
    return { files: [...outputs.map(({ file }) => file), variablesFile], warnings: [...prepared.problems, ...unused] };
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** variables.json: one line per variable, so that a changed number is one changed line. */
export function variablesText({ variables }: Pick<PreparedReport, "variables">): string {
  const lines = Object.entries(variables).map(
    ([key, variable]) => `${JSON.stringify(key)}: ${JSON.stringify(variable)}`,
  );
  return `{\n${lines.join(",\n")}\n}\n`;
}

/** A folder with all that Typst may read. */
async function stageReport(
  stage: string,
  root: string,
  prepared: PreparedReport,
  records: ReportRecords,
  draft: boolean,
): Promise<void> {
  for (const name of ["main.typ", "lib.typ", "words.json", "references.yml"]) {
    cpSync(join(root, "report", name), join(stage, name));
  }
  for (const { language, name, source } of prepared.sections) {
    await writeFileSafely(
      join(stage, language, name),
      source.startsWith(libraryImport) ? source : `${libraryImport}\n${source}`,
    );
  }
  for (const { name, svg } of prepared.figures) await writeFileSafely(join(stage, "figures", `${name}.svg`), svg);
  const { variables, cells, tables, used } = prepared;
  const figures = Object.fromEntries(prepared.figures.map(({ name, alt, madeBy }) => [name, { alt, madeBy }]));
  const sections = Object.fromEntries(
    languages.map((language) => [
      language,
      prepared.sections.filter((section) => section.language === language).map(({ name }) => name),
    ]),
  );
  const build = { ...reportMarks(records), draft, tables, used, sections };
  for (const [name, value] of Object.entries({ variables, cells, figures, build })) {
    await writeJson(join(stage, "data", `${name}.json`), value);
  }
}
