// npm run lab: JupyterLab on this machine only, behind a token, opening the first notebook; beside it the TypeScript
// compiler, which follows changes in src. Nothing is fetched from the network by either, and both end with Ctrl-C.
import { join } from "node:path";
import { writeFileSafely } from "../files/safeWrite";
import { cacheFolder, projectRoot } from "../paths";
import { startProgram, type Guarded } from "../runProgram";
import { jupyterEnvironment, jupyterPython } from "../jupyter/executeNotebook";
import { endSignals } from "../jupyter/interrupt";
import type { CommandOptions } from "./typed";

/** What `npm run lab` takes. */
export type LabOptions = CommandOptions<"lab">;

const firstNotebook = "notebooks/A0-first-fill.ipynb";

/** After so many idle hours the kernel of a closed notebook is shut down. */
const idleHours = 4;

/** What the person is told before the address. */
export const startText: string = `Starting JupyterLab; Ctrl-C ends it. The address with its token follows.
  Memory: each notebook that runs holds 0.5 to 1 GB, also when its tab is closed. When you have finished with one:
    Kernel > Shut Down Kernel. The kernel of a closed notebook is shut down after ${idleHours} idle hours.
  Git: what you run and write is saved into notebooks/ every two minutes. Before git pull, set it aside with
    git stash (git stash pop brings it back), or drop it with git restore notebooks.`;

/** JupyterLab's arguments: loopback, no news, no update check, no extension catalogue. */
export function jupyterLabArguments({ port, noBrowser = false }: LabOptions): string[] {
  return [
    "-m",
    "jupyterlab",
    "--ServerApp.ip=127.0.0.1",
    "--ServerApp.allow_remote_access=False",
    `--ServerApp.root_dir=${projectRoot}`,
    ...(port === undefined ? [] : [`--ServerApp.port=${port}`, "--ServerApp.port_retries=0"]),
    `--LabApp.default_url=/lab/tree/${firstNotebook}`,
    "--LabApp.custom_css=True",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
    "--ServerApp.answer_yes=True",
    // A kernel that is idle for so long and whose notebook is open in no window; one that is open keeps what it has computed.
    `--MappingKernelManager.cull_idle_timeout=${idleHours * 3600}`,
    "--MappingKernelManager.cull_connected=False",
    "--log-level=WARN",
    // In a container the person is often root; the server stays on loopback behind its token all the same.
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
    ...(noBrowser ? ["--no-browser"] : []),
  ];
}

/**
 * Reads the lines of `tsc --watch --listEmittedFiles`, one after another, and says what to tell the person about each, or null. A
 * pass that wrote no code is no news: the compiler also looks again when a file was touched or a package came.
 */
export function compilerNews(): (line: string) => string | null {
  let compiledOnce = false;
  let written = 0;
  return (line) => {
    if (/: error TS\d+|^error TS\d+/.test(line)) return line;
    if (/^TSFILE: .*\.m?js\s*$/.test(line)) written++;
    const found = /Found (\d+) errors?\. Watching/.exec(line);
    if (!found) return null;
    const isNews = compiledOnce && (written > 0 || found[1] !== "0");
    compiledOnce = true;
    written = 0;
    if (!isNews) return null;
    return found[1] === "0"
      ? "src was recompiled. Restart the kernel (Kernel > Restart Kernel) to see the change."
      : `src has ${found[1]} type errors (above). Mend them, then restart the kernel.`;
  };
}

/** JupyterLab asks at its first start whether it may fetch news; this page setting leaves that question out. */
const quietPage: { readonly disabledExtensions: { readonly [name: string]: boolean } } = {
  disabledExtensions: { "@jupyterlab/apputils-extension:announcements": true },
};

/** A class's machines are slow to answer: JupyterLab's own limit of a second leaves Tab without completions. */
const patientCompletion: { readonly [plugin: string]: object } = {
  "@jupyterlab/completer-extension:manager": { providerTimeout: 10_000 },
};

/** On a narrow screen a drawing shrinks, where JupyterLab would cut it off, and a long line breaks between words. */
const narrowScreens = `body .jp-RenderedSVG img, body .jp-RenderedSVG svg { max-width: 100%; height: auto; }
body .jp-OutputArea-output pre { word-break: normal; overflow-wrap: anywhere; }
`;

/** Runs JupyterLab until it ends; resolves to the exit code. */
export async function runLab(options: LabOptions): Promise<number> {
  const folder = jupyterEnvironment().JUPYTER_CONFIG_DIR ?? cacheFolder;
  const write = (path: string, settings: object): Promise<void> =>
    writeFileSafely(join(folder, "labconfig", path), `${JSON.stringify(settings, null, 2)}\n`);
  await write("page_config.json", quietPage);
  await write("default_setting_overrides.json", patientCompletion);
  await writeFileSafely(join(folder, "custom/custom.css"), narrowScreens);
  const compiler = await watchSources();
  // Without a token of the person's, the server draws one for each start and prints the address that holds it.
  const jupyter = await startProgram(jupyterPython, jupyterLabArguments(options), {
    cwd: projectRoot,
    output: "inherit",
    env: jupyterEnvironment({ JUPYTER_TOKEN: undefined }),
  });
  let stopping = false;
  const stop = (): void => {
    stopping = true;
    compiler.stop();
    jupyter.stop();
  };
  for (const signal of endSignals) process.on(signal, stop);
  console.log(startText);
  const code = await jupyter.ended;
  compiler.stop();
  await compiler.ended;
  return stopping ? 0 : code;
}

async function watchSources(): Promise<Guarded> {
  const tsc = join(projectRoot, "node_modules/typescript/bin/tsc");
  const args = [tsc, "-p", projectRoot, "--watch", "--preserveWatchOutput", "--listEmittedFiles", "--pretty", "false"];
  const compiler = await startProgram(process.execPath, args, { cwd: projectRoot, output: "pipe" });
  const newsOf = compilerNews();
  let rest = "";
  compiler.process.stderr?.pipe(process.stderr);
  compiler.process.stdout?.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const news = newsOf(line);
      if (news) console.log(news);
    }
  });
  return compiler;
}
