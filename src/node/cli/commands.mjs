// The table of commands, in the order of --help. To add one: its declaration, a line here, its code's line in main.ts, and its
// script in package.json.
import { OptionError } from "../options/declare.mjs";
import { columns, helpText } from "../options/helpText.mjs";
import { didYouMean } from "../options/nearest.mjs";
import { readOptions, typedName } from "../options/readOptions.mjs";
import { bench } from "./declarations/bench.mjs";
import { classSeed } from "./declarations/classSeed.mjs";
import { classTable } from "./declarations/classTable.mjs";
import { format } from "./declarations/format.mjs";
import { lab } from "./declarations/lab.mjs";
import { measure } from "./declarations/measure.mjs";
import { prefetch } from "./declarations/prefetch.mjs";
import { report } from "./declarations/report.mjs";
import { reproduce } from "./declarations/reproduce.mjs";
import { build, setup, start } from "./declarations/setup.mjs";
import { site } from "./declarations/site.mjs";
import { test } from "./declarations/test.mjs";
import { train } from "./declarations/train.mjs";
import { verify } from "./declarations/verify.mjs";
import { withoutOlderName } from "./olderNames.mjs";

/** By the name that code uses: classSeed is typed class-seed. */
export const commands = {
  start,
  lab,
  reproduce,
  test,
  train,
  measure,
  verify,
  report,
  bench,
  classSeed,
  classTable,
  site,
  prefetch,
  format,
  build,
  setup,
};

/** @typedef {keyof typeof commands} CommandName */
/** @typedef {keyof typeof bench.subjects} BenchSubject */
/**
 * What a command's code receives.
 * @template {Exclude<CommandName, "bench">} Name
 * @typedef {import("../options/declare.mjs").OptionsOf<(typeof commands)[Name]>} CommandOptions
 */
/**
 * @template {BenchSubject} Subject
 * @typedef {import("../options/declare.mjs").OptionsOf<(typeof bench.subjects)[Subject]>} BenchOptions
 */
/**
 * @typedef {object} Typed
 * @property {CommandName} command
 * @property {BenchSubject} [subject] of bench
 * @property {{ [name: string]: unknown }} options
 * @property {string} [help] what is to be printed instead
 * @property {string} [newName] where an older name was typed: what it is called now
 */

/** What was typed behind `npm run`. Throws an OptionError. @param {readonly string[]} typed @returns {Typed} */
export function readCommand(typed) {
  const { words, newName } = withoutOlderName(typed);
  const [first = "", ...rest] = words;
  if (["", "--help", "-h"].includes(first)) return { command: "start", options: {}, help: overview() };
  const name = /** @type {CommandName[]} */ (Object.keys(commands)).find((key) => typedName(key) === first);
  if (name === undefined) {
    const all = Object.keys(commands).map(typedName);
    throw new OptionError(
      `Expected one of the commands ${all.join(", ")}, but received "${first}".${didYouMean(first, all)}`,
      "npm start says what they do.",
    );
  }
  if (name === "bench") return readBench(rest);
  if (name === "start" && rest.length === 0) return { command: name, options: {}, help: overview() };
  const options = readOptions(rest, /** @type {import("../options/declare.mjs").Command} */ (commands[name]), {
    name: `npm run ${first}`,
    help: `npm run ${first} -- --help`,
  });
  if (options === "help") return { command: name, options: {}, help: helpText(commands[name], `npm run ${first} --`) };
  return { command: name, options, newName };
}

/** @param {readonly string[]} words @returns {Typed} */
function readBench(words) {
  const subjects = /** @type {BenchSubject[]} */ (Object.keys(bench.subjects));
  const [first = "", ...rest] = words;
  if (["--help", "-h"].includes(first)) return { command: "bench", options: {}, help: benchOverview(subjects) };
  const subject = subjects.find((one) => one === first);
  if (subject === undefined) {
    throw new OptionError(
      `Expected what to bench to be ${subjects.join(" or ")}, but received "${first}".${didYouMean(first, subjects)}`,
      "See npm run bench -- --help.",
    );
  }
  const declaration = /** @type {import("../options/declare.mjs").Command} */ (bench.subjects[subject]);
  const name = `npm run bench -- ${subject}`;
  const options = readOptions(rest, declaration, { name, help: `${name} --help` });
  if (options === "help") return { command: "bench", subject, options: {}, help: helpText(declaration, name) };
  return { command: "bench", subject, options };
}

/** What `npm start` prints. */
function overview() {
  return [
    "Inpainting Lab: how networks and classical methods fill holes in pictures, in notebooks, numbers and figures.",
    "",
    "npm run COMMAND -- [options]; each sets up what it needs.",
    "",
    ...columns(Object.entries(commands).map(([name, { summary }]) => [typedName(name), summary])),
    "",
    "Parts of npm test: npm run typecheck, lint, test:unit, test:browser, test:notebooks; what it leaves out: test:slow.",
    "npm run COMMAND -- --help lists a command's options. npx inpaint --help: fill holes in pictures of your own.",
  ].join("\n");
}

/** @param {BenchSubject[]} subjects */
function benchOverview(subjects) {
  return [
    `npm run bench -- ${subjects.join("|")} [options]`,
    "",
    bench.summary,
    "",
    ...columns(subjects.map((subject) => [subject, bench.subjects[subject].summary])),
    "",
    `npm run bench -- ${subjects[0]} --help lists the options of ${subjects[0]}.`,
  ].join("\n");
}
