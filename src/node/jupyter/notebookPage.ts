// An executed notebook as one HTML file that opens without a network: nbconvert with the template notebookPage/, which leaves out
// all that nbconvert's own would load from other hosts. Charts are shown as the SVG or PNG that each output holds.
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { cacheFolder, projectRoot } from "../paths";
import { runProgram } from "../runProgram";
import { jupyterEnvironment, jupyterPython } from "./executeNotebook";

/** Where the template's folder lies: not compiled, so always among the sources. */
const templates = join(projectRoot, "src/node/jupyter");

/** Writes `folder`/NAME.html, NAME being the notebook's. Throws one sentence where nbconvert fails. */
export async function writeNotebookPage(notebook: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const args = [
    "-m",
    "nbconvert",
    "--to=html",
    "--template=notebookPage",
    `--TemplateExporter.extra_template_basedirs=${templates}`,
    "--log-level=WARN",
    `--output-dir=${folder}`,
    notebook,
  ];
  const { code, output } = await runProgram(jupyterPython, args, {
    env: jupyterEnvironment(),
    cwd: projectRoot,
    timeoutSeconds: 300,
    log: join(cacheFolder, "logs", "html.log"),
  });
  if (code !== 0) {
    throw new Error(
      `Expected nbconvert to write ${basename(notebook)} as HTML, but it failed: ` +
        `${output.trim().split("\n").pop()}. Delete .venv and run npm run setup.`,
    );
  }
}
