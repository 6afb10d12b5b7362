// Figures of the written report, exported by the notebook's cell that shows them. The report takes them from figures/, which is
// written to where the committed notebook shows the recorded run, or from the run that `npm run reproduce` executes the notebook
// for. What is tried out, drawn from synthetic data or made in a copy of the notebook goes to runs/local/figures, a folder per
// notebook.
import { isAbsolute, join, relative } from "node:path";
import { markDrawing } from "../../figures/markSynthetic";
import { syntheticLabel } from "../../figures/style";
import type { Drawing } from "../figures/encode";
import { writeFigure, type FigureOrigin } from "../figures/writeFigure";
import { inputFile, projectPath, type InputFile } from "../files/inputFile";
import { figuresFolder, localRunsFolder, notebooksFolder, projectRoot, recordedRunsFolder } from "../paths";
import { readRunConfig, shownRun, shownRunFolder } from "../store/runRecord";
import { onSyntheticData } from "./circumstances";
import { exportedFigures, type FigureSources } from "./exportedFigures";
import { quickly } from "./lesson";
import { findExportingCell, liesIn, type FoundCell } from "./runningCell";

export interface ExportFigureOptions {
  /** The figure shows a training that ran in the notebook, and not the run of loadRun(); default false. */
  readonly live?: boolean;
}

/** The command that makes the figures of figures/ again. */
const updateCommand = "npm run reproduce -- --update";

/**
 * Writes the figure as NAME.svg and NAME.png and enters it in the folder's manifest.json with its notebook, cell, run, data and
 * seed; says in one line where. Resolves to the figure itself, so that `await exportFigure("loss-curve", figure)` as a cell's last
 * line also shows it. A figure that comes out as it lies there is left untouched. `name`: a-z, 0-9 and "-". Throws a sentence for
 * another name, and where a file cannot be written.
 */
export async function exportFigure<Shown extends Drawing>(
  name: string,
  figure: Shown,
  { live = false }: ExportFigureOptions = {},
): Promise<Shown> {
  const drawing = onSyntheticData() ? { ...markDrawing(figure), synthetic: true } : figure;
  const cell = findExportingCell(name);
  const sources = live ? undefined : exportedFigures.get(name);
  const { folder, command } = figurePlace({ synthetic: drawing.synthetic, ofReport: sources !== undefined, cell });
  // Recorded measurements are those of the recorded run, whichever the notebook is executed for.
  const run = sources?.recorded === undefined ? shownRunFolder() : join(recordedRunsFolder, shownRun);
  const { id, dataset, seed } = readRunConfig(run);
  const origin: FigureOrigin = {
    command,
    ...(cell === null ? {} : { notebook: cell.notebook, cell: cell.id }),
    run: sources?.run === undefined ? null : id,
    dataset: datasetOf(drawing, dataset),
    seed: (sources?.run === undefined ? sources?.seed : seed) ?? null,
    ...inputsOf(sources, run),
  };
  await writeFigure(folder, name, drawing, origin);
  const place = relative(projectRoot, folder);
  const shownPlace = place.startsWith("..") || isAbsolute(place) ? folder : projectPath(folder);
  console.log(`Figure ${name}: ${shownPlace}/${name}.svg and .png`);
  return figure;
}

/** What decides where a figure goes. */
export interface FigureCircumstances {
  /** Whether it shows synthetic data. */
  readonly synthetic: boolean;
  /** Whether it is one of the report's, drawn from the run that loadRun() gives. */
  readonly ofReport: boolean;
  /** The notebook's cell, null where no saved notebook has it. */
  readonly cell: FoundCell | null;
  /** Whether the notebook is only tried out; default: whether LAB_QUICK is set. */
  readonly quick?: boolean;
  /** LAB_RUN and LAB_COMMAND are read; default the process's. */
  readonly env?: NodeJS.ProcessEnv;
}

/** The folder that an exported figure goes to, and the command that makes it again. */
export function figurePlace({
  synthetic,
  ofReport,
  cell,
  quick = quickly,
  env: { LAB_RUN: ownRun, LAB_COMMAND: command = "npm run reproduce" } = process.env,
}: FigureCircumstances): { readonly folder: string; readonly command: string } {
  if (ofReport && ownRun) return { folder: join(ownRun, "figures"), command };
  const committed = cell !== null && liesIn(notebooksFolder, cell);
  if (ofReport && committed && !quick && !synthetic) return { folder: figuresFolder, command: updateCommand };
  // A folder per notebook, as two may run at a time; synthetic data never replaces other data, so each has its own.
  const parts = [...(cell === null ? [] : [cell.notebook]), ...(synthetic ? ["synthetic"] : [])];
  return { folder: join(localRunsFolder, "figures", ...parts), command: "npm run lab" };
}

/** The run's data, unless others stand in for them. */
function datasetOf({ synthetic }: Drawing, ofRun: string): string {
  return synthetic && !ofRun.startsWith(syntheticLabel) ? syntheticLabel : ofRun;
}

function inputsOf(sources: FigureSources | undefined, run: string): { readonly inputs?: readonly InputFile[] } {
  const ofRun = (sources?.run ?? []).map((file) => inputFile(projectPath(join(run, file)), join(run, file)));
  const inputs = [...ofRun, ...(sources?.recorded ?? []).map((file) => inputFile(file))];
  return inputs.length === 0 ? {} : { inputs };
}
