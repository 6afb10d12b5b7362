// The number charts of the report, drawn again from the records at every build. A chart that comes out as it lies there, from
// files that have not changed, is left alone: the manifest goes on naming the command that first made it. A file that was damaged
// since is written anew.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ReportRecords } from "../../report/records";
import { drawingToSvg, type Drawing } from "../figures/encode";
import { readFigureManifest, writeFigure, type FigureFile } from "../figures/writeFigure";
import { changedInputs, inputFile } from "../files/inputFile";
import { sha256Hex } from "../files/sha256";
import type { ReportChart } from "./reportCharts";

export interface ChartPlace {
  /** The project's folder, from which the charts' inputs are found. */
  readonly root: string;
  /** Where the figures and their manifest.json lie. */
  readonly folder: string;
  readonly onProgress: (text: string) => void;
}

/** Draws all that can be drawn; resolves to the reasons of those that cannot, by name. */
export async function drawCharts(
  charts: readonly ReportChart[],
  records: ReportRecords,
  place: ChartPlace,
): Promise<Map<string, string>> {
  const undrawn = new Map<string, string>();
  for (const chart of charts) {
    place.onProgress(`drawing ${chart.name}`);
    try {
      await drawChart(chart, chart.draw(records), records, place);
    } catch (error) {
      undrawn.set(chart.name, (error as Error).message);
    }
  }
  return undrawn;
}

async function drawChart(
  { name, inputs: files }: ReportChart,
  drawing: Drawing,
  { shown }: ReportRecords,
  { root, folder }: ChartPlace,
): Promise<void> {
  const inputs = files.map((file) => inputFile(file, join(root, file)));
  const earlier = (await readFigureManifest(folder)).find((entry) => entry.name === name);
  const svg = earlier?.files.find((file) => file.name === `${name}.svg`);
  const same = sha256Hex(`${drawingToSvg(drawing)}\n`) === svg?.sha256;
  const standing = earlier !== undefined && changedInputs(earlier.inputs ?? inputs, root).length === 0;
  if (same && standing && earlier.files.every((file) => isAsDrawn(folder, file))) return;
  const { dataset, seed } = shown.config;
  await writeFigure(folder, name, drawing, { command: "npm run report", run: shown.id, dataset, seed, inputs });
}

function isAsDrawn(folder: string, { name, sha256 }: FigureFile): boolean {
  const path = join(folder, name);
  return existsSync(path) && sha256Hex(readFileSync(path)) === sha256;
}
