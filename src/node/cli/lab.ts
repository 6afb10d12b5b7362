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
    "--log-level=WARN",
    // In a container the person is often root; the server stays on loopback behind its token all the same.
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
    ...(noBrowser ? ["--no-browser"] : []),
  ];
}

/** What to tell the person about one line of `tsc --watch`, or null. `compiledOnce` says that the first pass is over. */
export function compilerNews(line: string, compiledOnce: boolean): string | null {
  if (/: error TS\d+|^error TS\d+/.test(line)) return line;
  const found = /Found (\d+) errors?\. Watching/.exec(line);
  if (!found || !compiledOnce) return null;
  return found[1] === "0"
    ? "src was recompiled. Restart the kernel (Kernel > Restart Kernel) to see the change."
    : `src was recompiled with ${found[1]} type errors (above). Mend them, then restart the kernel.`;
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
  console.log("Starting JupyterLab; Ctrl-C ends it. The address with its token follows.");
  const code = await jupyter.ended;
  compiler.stop();
  await compiler.ended;
  return stopping ? 0 : code;
}

async function watchSources(): Promise<Guarded> {
  const tsc = join(projectRoot, "node_modules/typescript/bin/tsc");
  const args = [tsc, "-p", projectRoot, "--watch", "--preserveWatchOutput", "--pretty", "false"];
  const compiler = await startProgram(process.execPath, args, { cwd: projectRoot, output: "pipe" });
  let compiledOnce = false;
  let rest = "";
  compiler.process.stderr?.pipe(process.stderr);
  compiler.process.stdout?.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const news = compilerNews(line, compiledOnce);
      if (news) console.log(news);
      if (/Found \d+ errors?\. Watching/.test(line)) compiledOnce = true;
    }
  });
  return compiler;
}
