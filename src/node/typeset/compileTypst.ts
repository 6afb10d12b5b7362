// Typst's compiler, from the Python package `typst` in the project's own .venv: system fonts left aside, warnings taken as
// errors, tagged PDF (PDF/UA-1, which fails where a figure has no alternative text), the same bytes every time.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { jupyterEnvironment, jupyterPython } from "../jupyter/executeNotebook";
import { lastWords, runProgram } from "../runProgram";
import { writeFileSafely } from "../files/safeWrite";
import { cacheFolder, projectRoot } from "../paths";

export interface TypstDocument {
  /** sys.inputs of the document. */
  readonly inputs: { readonly [name: string]: string };
  /** The PDF's path, inside the root or outside it. */
  readonly output: string;
}

/** Whether the compiler is installed; `npm run setup` installs it. */
export function hasTypst(): boolean {
  if (!existsSync(jupyterPython)) return false;
  const library =
    process.platform === "win32"
      ? [".venv/Lib/site-packages/typst"]
      : pythonFolders().map((name) => `.venv/lib/${name}/site-packages/typst`);
  return library.some((folder) => existsSync(join(projectRoot, folder)));
}

function pythonFolders(): string[] {
  const text = readFileSync(join(projectRoot, ".venv/pyvenv.cfg"), "utf8");
  const version = /^version\s*=\s*(\d+\.\d+)/m.exec(text)?.[1];
  return version === undefined ? [] : [`python${version}`];
}

/** The folder of the DejaVu fonts that the package dejavu-fonts-ttf ships; Libertinus and the rest are in the compiler. */
function fontsFolder(): string {
  return dirname(require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"));
}

/** Compiles root/main.typ once per document. Throws what the compiler says, warnings included. */
export async function compileTypst(root: string, documents: readonly TypstDocument[]): Promise<void> {
  if (!hasTypst())
    throw new Error("Expected the Typst compiler in .venv, but it is not installed. Install it: npm run setup.");
  const job = join(root, "job.json");
  const problems = join(root, "problems.json");
  await writeFileSafely(
    job,
    JSON.stringify({ root, main: join(root, "main.typ"), fonts: fontsFolder(), documents, problems }),
  );
  const result = await runProgram(jupyterPython, [join(projectRoot, "src/node/typeset/compileTypst.py"), job], {
    env: jupyterEnvironment(),
    cwd: root,
    timeoutSeconds: 300,
    log: join(cacheFolder, "logs", "typst.log"),
  });
  if (result.code !== 0) {
    throw new Error(
      `Expected the Typst compiler to run, but: ${lastWords(result)}. Delete .venv and run npm run setup.`,
    );
  }
  const said = [...new Set(JSON.parse(readFileSync(problems, "utf8")) as string[])];
  if (said.length === 0) return;
  throw new Error(
    `Expected the report to compile without a warning, but Typst says:\n${said.join("\n")}\nCorrect the section ` +
      `that it names.`,
  );
}
