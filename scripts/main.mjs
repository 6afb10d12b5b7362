// Reads the options, brings the set-up stages up to date, then hands over to the compiled command (dist/node/cli)
// or to a benchmark. A stage is { name, isCurrent(context), run(context) }: asked whether it is up to date, else run;
// safe to repeat.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCommand } from "../src/node/cli/commands.mjs";
import { OptionError } from "../src/node/options/declare.mjs";
import { explain, SetupError } from "./errors.mjs";
import { withLock } from "./lock.mjs";
import { cacheOf, checkCache, findPrefetched, manifestName } from "./prefetched.mjs";
import { endOnSignals, runForeground } from "./process.mjs";
import { compileStage } from "./stages/compile.mjs";
import { dataStage } from "./stages/data.mjs";
import { engineStage } from "./stages/engine.mjs";
import { packagesStage } from "./stages/packages.mjs";
import { pythonStage } from "./stages/python.mjs";
import { siteStage } from "./stages/site.mjs";

/**
 * @typedef {{ root: string, cache: string, prefetched?: import("./prefetched.mjs").Prefetched | null }} Context the project's
 *   folder, the folder for downloads, logs and locks, and the folder that makes downloads needless, if there is one
 * @typedef {{ name: string, isCurrent: (context: Context) => boolean | Promise<boolean>,
 *   run: (context: Context) => Promise<string | void> }} Stage
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const light = [packagesStage, compileStage, pythonStage];
const native = [packagesStage, compileStage, engineStage];
/** @type {{ [Name in import("../src/node/cli/commands.mjs").CommandName]: Stage[] }} */
const stagesOf = {
  start: [],
  lab: light,
  reproduce: [...light, engineStage],
  test: [...light, siteStage, engineStage],
  train: native,
  measure: native,
  verify: native,
  report: light,
  bench: native,
  classSeed: native,
  classTable: [packagesStage, compileStage],
  site: [...light, siteStage],
  prefetch: [...light, engineStage],
  format: [packagesStage, compileStage],
  build: [packagesStage, compileStage],
  setup: [...light, engineStage],
};

/** The whole of a command; resolves to the exit code. @param {string[]} args @returns {Promise<number>} */
export async function runMain(args) {
  let typed;
  try {
    typed = readCommand(args);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    console.error(error.message);
    return 2;
  }
  const { command, subject, help, newName } = typed;
  if (help !== undefined) {
    console.log(help);
    return 0;
  }
  if (newName !== undefined) console.error(`npm run ${args[0]} is the older name of: ${newName}`);
  let context;
  try {
    // prefetch itself goes on with a half-filled folder, whatever LAB_CACHE names.
    const prefetched = command === "prefetch" ? null : findPrefetched(root);
    context = { root, cache: cacheOf(root), prefetched };
    checkCache(context.cache);
  } catch (error) {
    console.error(explain(error));
    return 1;
  }
  const stages = stagesFor(command, context, /** @type {readonly string[] | undefined} */ (typed.options.only));
  const atWork = endOnSignals();
  try {
    await withLock(join(context.cache, "setup.lock"), () => runStages(stages, context), console.log);
  } catch (error) {
    console.error(explain(error) + unprefetchedHint(error, context));
    if (command === "test") console.log("\n0 passed, 1 failed");
    return 1;
  } finally {
    atWork();
  }
  if (command === "setup" || command === "build") return 0;
  // Benchmarks are no part of src: they run from their sources, through tsx.
  const program =
    command === "bench"
      ? ["--import", "tsx", join(root, "bench", String(subject), "main.ts"), ...args.slice(2)]
      : [join(root, "dist/node/cli/main.js"), ...args];
  return runForeground(program, { cwd: root });
}

/**
 * A prefetched folder also gives engine and data at once: it may be gone when they are first needed. It holds no generator of
 * the site: without one the tests count the site as not checked.
 * @param {import("../src/node/cli/commands.mjs").CommandName} command
 * @param {Context} context
 * @param {readonly string[]} [only] of test: the kinds of checks
 */
function stagesFor(command, { prefetched }, only) {
  const ofText = command === "test" && only?.every((kind) => ["types", "lint", "format"].includes(kind));
  if (ofText) return [packagesStage, compileStage];
  if (!prefetched) return stagesOf[command];
  const stages = stagesOf[command].filter((stage) => command !== "test" || stage !== siteStage);
  return [...new Set([...stages, engineStage, dataStage])];
}

/**
 * LAB_CACHE may name the wrong folder: without its list a prefetched folder is taken for an empty cache.
 * @param {unknown} error
 * @param {Context} context
 */
export function unprefetchedHint(error, { prefetched }) {
  const offline = error instanceof SetupError && /could not be reached/.test(error.message);
  if (!offline || prefetched || !process.env.LAB_CACHE) return "";
  return `\n(LAB_CACHE=${process.env.LAB_CACHE} holds no ${manifestName}: a folder made by npm run prefetch does.)`;
}

/**
 * Runs the stages that are not up to date, one line each.
 * @param {Stage[]} stages
 * @param {Context} context
 */
export async function runStages(stages, context) {
  for (const stage of stages) {
    const started = Date.now();
    const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
    if (await stage.isCurrent(context)) {
      console.log(`  ${stage.name}: up to date`);
      continue;
    }
    console.log(`  ${stage.name} …`);
    const ticking = setInterval(() => console.log(`  ${stage.name} … ${Math.round(Number(seconds()))} s`), 20_000);
    try {
      const note = await stage.run(context);
      console.log(`  ${stage.name}: ${note || "ready"} (${seconds()} s)`);
    } finally {
      clearInterval(ticking);
    }
    if (!(await stage.isCurrent(context)) && stage !== engineStage) {
      throw new SetupError(
        `${stage.name}: not up to date after installing: another program changes its files. Run the command again.`,
      );
    }
  }
}
