// The last rung of the ladder, only with LAB_ENGINE=download: the install script of @tensorflow/tfjs-node itself, which downloads
// libtensorflow and an addon built for it, or builds the addon. Nothing checks what it downloads before that code runs: it is for
// those who have no other way and accept this. npm does not run the script any more unless told to. It can hang where its host is out of reach, so the host is
// asked first; and a failed run leaves the package's package.json changed, so that is put back.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { projectRoot } from "../paths";
import { buildEnvironment } from "./buildAddon";
import type { EngineFiles } from "./engineFiles";
import { lastWords, runProgram } from "../runProgram";

/** Does LAB_ENGINE allow it? */
export function packageDownloadAllowed(env: NodeJS.ProcessEnv = process.env): boolean {
  return env.LAB_ENGINE === "download";
}

/** Where the package's script downloads from. The three variables are the package's own. */
function downloadHost(env: NodeJS.ProcessEnv): string {
  return env.TFJS_NODE_BASE_URI || env.TFJS_NODE_CDN_STORAGE || env.CDN_STORAGE || "https://storage.googleapis.com/";
}

/** Does the host answer (whatever it answers) within `seconds`? Behind a proxy the question is left to the script. */
export async function hostAnswers(env: NodeJS.ProcessEnv = process.env, seconds = 4): Promise<boolean> {
  if (env.HTTPS_PROXY || env.https_proxy) return true;
  try {
    await fetch(downloadHost(env), { method: "HEAD", signal: AbortSignal.timeout(seconds * 1000), redirect: "manual" });
    return true;
  } catch {
    return false;
  }
}

/** Runs the package's install script, if that is allowed; throws a sentence if no whole engine results. */
export async function runPackageDownload(
  files: EngineFiles,
  log: string,
  env: NodeJS.ProcessEnv = process.env,
  hostSeconds = 4,
): Promise<void> {
  if (!packageDownloadAllowed(env)) {
    throw new Error("what it fetches has no checksum, so it is run only where LAB_ENGINE=download allows it");
  }
  if (!(await hostAnswers(env, hostSeconds))) throw new Error("its host does not answer");
  const manifest = join(files.packageFolder, "package.json");
  const before = readFileSync(manifest);
  const build = buildEnvironment(env);
  const result = await runProgram(process.execPath, ["scripts/install.js"], {
    cwd: files.packageFolder,
    log,
    timeoutSeconds: 900,
    env: { ...build, PATH: [join(projectRoot, "node_modules/.bin"), build.PATH].join(delimiter) },
  });
  if (!readFileSync(manifest).equals(before)) writeFileSync(manifest, before);
  if (result.code !== 0 || !existsSync(files.addon)) throw new Error(lastWords(result));
}
