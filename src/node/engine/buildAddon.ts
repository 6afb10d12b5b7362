// Builds tfjs-node's addon (two C++ files) from the package's own binding.gyp against the libraries in deps/. The sources came with
// the npm package, which npm checked by package-lock.json; a prebuilt addon, of which no checksum is known, is never fetched.
// Node's headers are taken from beside the running Node where they lie, as the header download may be out of reach. The
// build runs in a temporary folder: the tools cannot cope with a blank in a path, which the project's own may have.
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import { removeOld } from "../files/leftovers";
import type { EngineFiles } from "./engineFiles";
import { lastWords, runProgram } from "../runProgram";

/** What a build needs and this machine lacks, as names of packages; empty if nothing. */
export function missingBuildTools(env: NodeJS.ProcessEnv = process.env): string[] {
  const runs = (command: string): boolean => spawnSync(command, ["--version"], { env, stdio: "ignore" }).status === 0;
  return [...(runs(env.CXX || "g++") || (!env.CXX && runs("c++")) ? [] : ["g++"]), ...(runs("make") ? [] : ["make"])];
}

/** The folder whose include/node holds the headers of the running Node, or null. */
export function nodeHeadersFolder(execPath: string = realpathSync(process.execPath)): string | null {
  const prefix = dirname(dirname(execPath));
  return existsSync(join(prefix, "include/node/node_api.h")) && existsSync(join(prefix, "include/node/common.gypi"))
    ? prefix
    : null;
}

/** The environment for a build: this Node's own headers, npm's own node-gyp, nothing of the person's npm settings. */
export function buildEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const headers = nodeHeadersFolder();
  const nodeGyp = findNodeGyp(env);
  const foreign = /^npm_config_(nodedir|disturl|dist_url|target|runtime)$/i;
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name))),
    PATH: [dirname(process.execPath), env.PATH ?? ""].join(delimiter),
    ...(headers ? { npm_config_nodedir: headers } : {}),
    ...(nodeGyp ? { npm_config_node_gyp: nodeGyp } : {}),
  };
}

/** Builds the addon with `python` for node-gyp and puts it in its place; throws a sentence if it fails. */
export async function buildAddon(files: EngineFiles, python: string, log: string): Promise<void> {
  const tools = createRequire(join(files.packageFolder, "package.json"));
  const nodePreGyp = tools.resolve("@mapbox/node-pre-gyp/bin/node-pre-gyp");
  const env = { ...buildEnvironment(), npm_config_python: python };
  removeOld(tmpdir(), (name) => /^lab-addon-[A-Za-z0-9]{6}$/.test(name));
  const folder = mkdtempSync(join(tmpdir(), "lab-addon-"));
  try {
    for (const name of ["package.json", "binding.gyp", "binding"]) {
      cpSync(join(files.packageFolder, name), join(folder, name), { recursive: true });
    }
    symlinkSync(files.depsFolder, join(folder, "deps"));
    const args = [nodePreGyp, "install", "--build-from-source"];
    const result = await runProgram(process.execPath, args, { cwd: folder, env, log, timeoutSeconds: 900 });
    const built = join(folder, relative(files.packageFolder, files.addon));
    if (result.code !== 0 || !existsSync(built)) {
      const hint = nodeHeadersFolder()
        ? ""
        : " (this Node came without its headers; an official build of Node carries them)";
      throw new Error(`the addon could not be built: ${lastWords(result)}${hint}`);
    }
    mkdirSync(dirname(files.addon), { recursive: true });
    copyFileSync(built, `${files.addon}.tmp`);
    renameSync(`${files.addon}.tmp`, files.addon);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** node-gyp inside the npm that runs us, or beside Node; null leaves the search to node-pre-gyp. */
function findNodeGyp(env: NodeJS.ProcessEnv): string | null {
  const npm = env.npm_execpath ? [dirname(dirname(env.npm_execpath))] : [];
  const besideNode = join(dirname(dirname(realpathSync(process.execPath))), "lib/node_modules/npm");
  const onPath = (env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "npm"))
    .filter((file) => existsSync(file))
    .map((file) => dirname(dirname(realpathSync(file))));
  return (
    [...npm, besideNode, ...onPath]
      .map((folder) => join(folder, "node_modules/node-gyp/bin/node-gyp.js"))
      .find((file) => existsSync(file)) ?? null
  );
}
