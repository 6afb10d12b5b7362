// Reads the options, brings the set-up stages up to date, then hands over to the compiled command in dist/node/cli
// or to a benchmark. A stage is { name, isCurrent(context), run(context) }: asked whether it is up to date, else run;
// safe to repeat.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { explain, SetupError } from "./errors.mjs";
import { withLock } from "./lock.mjs";
import { OptionError } from "./optionValues.mjs";
import { helpText, readOptions } from "./options.mjs";
import { cacheOf, findPrefetched, manifestName } from "./prefetched.mjs";
import { runForeground } from "./process.mjs";
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
/** @type {{ [command: string]: Stage[] }} */
const stagesOf = {
  lab: light,
  reproduce: [...light, engineStage],
  test: [...light, siteStage, engineStage],
  measure: [packagesStage, compileStage, engineStage],
  evaluate: [packagesStage, compileStage, engineStage],
  audit: [packagesStage, compileStage, engineStage],
  report: light,
  bench: [packagesStage, compileStage, engineStage],
  train: [packagesStage, compileStage, engineStage],
  ladder: [packagesStage, compileStage, engineStage],
  prefetch: [...light, engineStage],
  site: [...light, siteStage],
  "class-seed": [packagesStage, compileStage, engineStage],
  "class-table": [packagesStage, compileStage],
  setup: [...light, engineStage],
};

/** The whole of a command; resolves to the exit code. @param {string[]} args @returns {Promise<number>} */
export async function runMain(args) {
  let typed;
  try {
    typed = readOptions(args);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    const command = Object.hasOwn(stagesOf, args[0] ?? "") ? args[0] : "setup";
    console.error(`${error.message} See npm run ${command} -- --help.`);
    return 2;
  }
  if (typed.help) {
    console.log(helpText(typed.command, /** @type {string | undefined} */ (typed.options.subject)));
    return 0;
  }
  let context;
  try {
    // prefetch itself goes on with a half-filled folder, whatever LAB_CACHE names.
    const prefetched = typed.command === "prefetch" ? null : findPrefetched(root);
    context = { root, cache: cacheOf(root), prefetched };
  } catch (error) {
    console.error(explain(error));
    return 1;
  }
  const stages = stagesFor(typed.command, context);
  const stop = () => process.exit(130);
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    await withLock(join(context.cache, "setup.lock"), () => runStages(stages, context), console.log);
  } catch (error) {
    console.error(explain(error) + unprefetchedHint(error, context));
    if (typed.command === "test") console.log("\n0 passed, 1 failed");
    return 1;
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
  if (typed.command === "setup") return 0;
  const { subject, ...options } = typed.options;
  // Benchmarks are no part of src: they run from their sources, through tsx.
  const program =
    typed.command === "bench"
      ? ["--import", "tsx", join(root, "bench", String(subject), "main.ts")]
      : [
          join(
            root,
            "dist/node/cli",
            `${typed.command.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())}.js`,
          ),
        ];
  return runForeground([...program, JSON.stringify(options)], { cwd: root });
}

/**
 * A prefetched folder also gives engine and data at once: it may be gone when they are first needed. It holds no generator of
 * the site: without one the tests count the site as not checked.
 * @param {string} command
 * @param {Context} context
 */
function stagesFor(command, { prefetched }) {
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
