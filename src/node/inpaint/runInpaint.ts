// The command inpaint, from the words typed to the exit code: the options, the jobs, one after another, and what is said of them. A
// picture that cannot be filled costs one sentence, and the others of a folder go on.
import type { InpaintingMethod } from "../../methods/inpaintingMethod";
import { checkResvg } from "../figures/encode";
import { progressLine } from "../files/progressLine";
import { isDefaultMethod } from "./defaultMethod";
import { planJob, planLine, type PlannedPicture } from "./dryRun";
import { atInterruption, goOnText } from "./interruption";
import { listJobs, type Job } from "./jobs";
import { findLeftOut, leftOutLines } from "./leftOut";
import { offeredMethod, offeredMethods } from "./methods";
import { readInpaintOptions, UsageError, type InpaintOptions } from "./options";
import { runJob, type FilledPicture } from "./runJob";
import { inputName, isStream, wantsStandardOutput } from "./streams";
import { terminal, type Surroundings } from "./surroundings";
import { startTicker } from "./ticker";
import { timeLeft } from "../files/timeLeft";
import { versionText } from "./version";

/** The whole command; resolves to the exit code: 0 done, 1 something could not be filled, 2 wrongly typed. Never throws. */
export async function runInpaint(args: readonly string[], around: Surroundings = terminal): Promise<number> {
  try {
    const options = await readInpaintOptions(args);
    const methods = offeredMethods(around.recordedRuns);
    if (options === "help") {
      around.say((await import("./help.mjs")).inpaintHelp(methods));
      return 0;
    }
    if (options === "version") {
      around.say(versionText());
      return 0;
    }
    if (isStream(options.output) && (around.output ?? process.stdout).isTTY) {
      throw new UsageError(
        "Expected -o - before a pipe or a file, but standard output is a terminal. Add for example > filled.png.",
      );
    }
    if (options.compare) checkResvg();
    const chosen = options.compare ? methods : await chooseMethods(options.method, methods);
    return await runJobs(listJobs(options), options, chosen, around);
  } catch (error) {
    if (args.includes("--json") && !wantsStandardOutput(args))
      around.say(JSON.stringify({ pictures: [], failures: [{ error: sentence(error) }], skipped: [] }, null, 1));
    around.warn(sentence(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

/** The method of this name; without a name those that pictures choose from by the width of their holes. */
async function chooseMethods(name: string | null, methods: readonly InpaintingMethod[]): Promise<InpaintingMethod[]> {
  if (name === null) return methods.filter((method) => isDefaultMethod(method.name));
  const found = offeredMethod(name, methods);
  if (found !== undefined) return [found];
  const { didYouMean } = await import("../options/nearest.mjs");
  const names = methods.map((method) => method.name);
  throw new UsageError(
    `Expected --method to be among ${names.join(", ")}, but received "${name}".${didYouMean(name, names)} ` +
      "See inpaint --help.",
  );
}

async function runJobs(
  all: readonly Job[],
  options: InpaintOptions,
  methods: readonly InpaintingMethod[],
  around: Surroundings,
): Promise<number> {
  const { inputs, mask, output, json, quiet, strict, dryRun } = options;
  const pictures: (FilledPicture | PlannedPicture)[] = [];
  const failures: { input: string; error: string }[] = [];
  const jobs = all.filter(({ isThere }) => !isThere);
  const leftOut = findLeftOut({ inputs, output, maskPath: mask.kind === "path" ? mask.path : null });
  const ticker = startTicker(quiet ? null : progressLine());
  const finished = atInterruption(() => {
    ticker.end();
    return goOnText(pictures.length, jobs.length, options.force);
  });
  if (!quiet || strict) leftOutLines(leftOut).forEach((line) => around.warn(line));
  const started = performance.now();
  try {
    for (const [index, job] of jobs.entries()) {
      const seconds = (performance.now() - started) / 1000;
      const left = timeLeft(index, jobs.length, seconds);
      const count = `${index + 1} of ${jobs.length}${left === "" ? "" : ` (${left})`}`;
      ticker.begin(jobs.length > 1 ? `${count}: ${job.input}` : inputName(job.input));
      if (seconds > 2) ticker.step("", true); // a folder of quick pictures takes long too
      try {
        if (dryRun) {
          const planned = planJob(job, options);
          pictures.push(planned);
          if (!quiet && !json) around.say(planLine(planned));
          continue;
        }
        const done = await runJob(job, options, methods, ticker, around);
        pictures.push(done);
        ticker.pause();
        if (!quiet) done.notes.forEach((note) => around.warn(note));
        if (!quiet && !json && !isStream(output)) around.say(summary(done));
        if (options.open) await around.open(job.output);
      } catch (error) {
        ticker.pause();
        failures.push({ input: job.input, error: sentence(error) });
        around.warn(sentence(error));
      }
    }
  } finally {
    finished();
    ticker.end();
    for (const method of methods) method.dispose?.();
  }
  const there = all
    .filter(({ isThere }) => isThere)
    .map(({ input, output: left }) => ({ input, reason: `${left} exists already.` }));
  if (json) around.say(JSON.stringify({ pictures, failures, skipped: [...there, ...leftOut] }, null, 1));
  else {
    if (failures.length > 0 && jobs.length > 1)
      around.warn(`${failures.length} of ${jobs.length} pictures could not be filled.`);
    if (there.length > 0 && !quiet) around.warn(`${there.length} of ${all.length} pictures were there already.`);
  }
  return failures.length > 0 || (strict && leftOut.length > 0) ? 1 : 0;
}

function summary({ output, method, after, width, height, holePixels, seconds }: FilledPicture): string {
  const share = ((100 * holePixels) / (width * height)).toPrecision(3);
  const by = `${method === "compare" ? "every method" : method}${after === undefined ? "" : `, then ${after},`}`;
  return `${output}: ${width}×${height}, ${share} % filled by ${by} in ${seconds.toFixed(1)} s`;
}

/** One line, no stack. */
function sentence(error: unknown): string {
  return String((error as Error | null)?.message ?? error).replace(/\s*\n\s*/g, " ");
}
