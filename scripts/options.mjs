// The options of every command, read and checked before anything is installed: a typing mistake costs no waiting.
import { parseArgs } from "node:util";

/** A mistake in what was typed: the command ends with exit code 2. */
export class OptionError extends Error {}

/**
 * @typedef {string | number | boolean | string[]} Value
 * @typedef {{ type: "boolean" | "string", value?: string, help: string, read?: (text: string) => Value }} Option
 *   read: where an option of this name means something else than in readValue
 * @typedef {{ summary: string, options: { [name: string]: Option }, files?: string, subjects?: string[] }} Command
 *   files: what file names behind the command mean; subjects: words of which exactly one must stand behind it
 */

/** The names that `npm run bench -- training --only` takes; "keras fit" stands for both of its settings. */
export const benchContenders = [
  "tfjs-node fit",
  "traced",
  "keras fit",
  "keras fit plain",
  "keras fit jit",
  "pytorch eager",
  "pytorch compiled",
  "traced bfloat16",
];
const benchWorkloads = ["report", "unet"];

/** @type {{ [command: string]: Command }} */
export const commands = {
  reproduce: {
    summary: "Redoes the report's experiment: trains its network, executes the notebooks A0 to A7, draws the figures.",
    options: {
      quick: { type: "boolean", help: "a few minutes: fewer images and epochs, marked as such and kept apart" },
      epochs: {
        type: "string",
        value: "N",
        help: "exactly N epochs, no early stopping (default: at most 40, with it)",
      },
      seed: { type: "string", value: "N", help: "seed of weights, order and masks, a whole number from 0 (default 1)" },
      masks: {
        type: "string",
        value: "fixed|fresh",
        help: "fixed: drawn once, like the report's code (default); fresh: anew per epoch",
      },
      bfloat16: {
        type: "boolean",
        help: "convolutions in bfloat16, faster where the processor has the instructions; kept apart",
      },
      resume: { type: "boolean", help: "continues the unfinished run" },
      update: { type: "boolean", help: "also rewrites the committed notebooks, figures/, report/ and runs/recorded/" },
    },
  },
  lab: {
    summary: "Opens the notebooks in JupyterLab on this machine and recompiles src as it changes.",
    options: {
      port: {
        type: "string",
        value: "N",
        help: "port to listen on, 1024 to 65535 (default 8888, or the next free one)",
      },
      "no-browser": { type: "boolean", help: "prints the address without opening a browser" },
    },
  },
  test: {
    summary: "Checks everything: types, lint, import table, declarations, unit tests, notebooks in quick form.",
    options: {},
    files: "test files to run instead of everything, for example test/masks/square.test.ts",
  },
  bench: {
    summary: "Measures how fast training runs here, beside tfjs-node's own fit, Keras and PyTorch.",
    subjects: ["training"],
    options: {
      rounds: { type: "string", value: "N", help: "interleaved rounds, 1 to 100 (default 5)" },
      images: {
        type: "string",
        value: "N",
        help: "images of a round, 128 to 50000, cut to whole batches of 128 (default 6400 and 2304)",
      },
      workload: { type: "string", value: benchWorkloads.join("|"), help: "only this network (default: both)" },
      only: { type: "string", value: "NAME,NAME", help: `only these of: ${benchContenders.join(", ")}` },
      json: { type: "string", value: "FILE", help: "also writes the rows to this file" },
      figure: { type: "boolean", help: "also draws figures/bench-training.svg and .png" },
      "install-peers": {
        type: "boolean",
        help: "first installs Keras and PyTorch in an environment of their own, if they are not there",
      },
    },
  },
  evaluate: {
    summary: "Measures methods on the frozen benchmark cifar10-inpainting-v1 (src/evaluation/PROTOCOL.md).",
    options: {
      method: { type: "string", value: "NAME,NAME", help: "only these methods (default: all; a wrong name prints the list)" },
      masks: {
        type: "string",
        value: "NAME,NAME",
        help: "only these mask sets (default: all; a wrong name prints the list)",
        read: (text) => nameList(text, "masks"),
      },
      limit: { type: "string", value: "N", help: "only the first N test images, 1 to 10000; marked as partial and kept apart" },
      json: { type: "string", value: "FILE", help: "also writes the rows to this file" },
      resume: { type: "boolean", help: "keeps the rows of an interrupted benchmark and goes on" },
      update: { type: "boolean", help: "also rewrites runs/recorded/benchmark/ and the figure" },
      export: { type: "string", value: "FOLDER", help: "writes the masks as plain files to this folder and measures nothing" },
    },
  },
  setup: { summary: "Installs what the other commands need, and does nothing else.", options: {} },
};

/** @param {string} text @param {string} name @param {number} low @param {number} high */
function wholeNumber(text, name, low, high) {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= low && number <= high) return number;
  throw new OptionError(`Expected --${name} to be a whole number from ${low} to ${high}, but received "${text}".`);
}

/** @param {string} text @param {string} name @param {string[]} words */
function oneOf(text, name, words) {
  if (words.includes(text)) return text;
  throw new OptionError(`Expected ${name} to be ${words.join(" or ")}, but received "${text}".`);
}

/** @param {string} text */
function contenderNames(text) {
  const names = text.split(",").map((name) => name.trim());
  const odd = names.find((name) => !benchContenders.includes(name));
  if (odd === undefined) return names;
  throw new OptionError(`Expected --only to name some of ${benchContenders.join(", ")}, but received "${odd}".`);
}

/** @param {string} text @param {string} name */
function nameList(text, name) {
  const names = text.split(",").map((part) => part.trim());
  if (names.every((part) => part !== "")) return names;
  throw new OptionError(`Expected --${name} to be names with commas between them, but received "${text}".`);
}

/** @param {string} text @param {string} name @param {string} what */
function pathText(text, name, what) {
  if (text.trim() !== "") return text;
  throw new OptionError(`Expected --${name} to name a ${what}, but received "".`);
}

/** @type {{ [name: string]: (text: string) => Value }} */
const readValue = {
  epochs: (text) => wholeNumber(text, "epochs", 1, 10_000),
  seed: (text) => wholeNumber(text, "seed", 0, Number.MAX_SAFE_INTEGER),
  port: (text) => wholeNumber(text, "port", 1024, 65_535),
  masks: (text) => oneOf(text, "--masks", ["fixed", "fresh"]),
  rounds: (text) => wholeNumber(text, "rounds", 1, 100),
  images: (text) => wholeNumber(text, "images", 128, 50_000),
  workload: (text) => oneOf(text, "--workload", benchWorkloads),
  only: contenderNames,
  method: (text) => nameList(text, "method"),
  limit: (text) => wholeNumber(text, "limit", 1, 10_000),
  json: (text) => pathText(text, "json", "file"),
  export: (text) => pathText(text, "export", "folder"),
};

/**
 * What was typed after the script's name, as { command, options, help }. Throws OptionError.
 * @param {string[]} args
 * @returns {{ command: string, help: boolean, options: { [name: string]: Value } }}
 */
export function readOptions(args) {
  const [command = "", ...rest] = args;
  if (command === "--help" || command === "-h") return { command: "", help: true, options: {} };
  if (!Object.hasOwn(commands, command)) {
    throw new OptionError(
      `Expected one of the commands ${Object.keys(commands).join(", ")}, but received "${command}".`,
    );
  }
  const { options: known, files, subjects } = commands[command];
  const spec = Object.fromEntries(Object.entries(known).map(([name, option]) => [name, { type: option.type }]));
  const allowPositionals = files !== undefined || subjects !== undefined;
  const { values, positionals } = parse(rest, { ...spec, help: { type: "boolean", short: "h" } }, allowPositionals);
  const { help, ...given } = values;
  /** @type {{ [name: string]: Value }} */
  const options = {};
  for (const [name, value] of Object.entries(given)) {
    const key = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    const read = known[name].read ?? readValue[name];
    options[key] = typeof value === "string" && read ? read(value) : /** @type {string | boolean} */ (value);
  }
  if (options.update && options.quick) {
    throw new OptionError(
      "Expected --update without --quick, but received both: quick runs never replace committed results.",
    );
  }
  if (files !== undefined) options.files = positionals;
  if (subjects !== undefined && !(help && positionals.length === 0)) {
    options.subject = oneOf(positionals.join(" "), `what to ${command}`, subjects);
  }
  return { command, help: help === true, options };
}

/**
 * @param {string[]} args
 * @param {{ [name: string]: { type: "boolean" | "string", short?: string } }} options
 * @param {boolean} allowPositionals
 * @returns {{ values: { [name: string]: unknown }, positionals: string[] }}
 */
function parse(args, options, allowPositionals) {
  try {
    return parseArgs({ args, options, allowPositionals, strict: true });
  } catch (error) {
    const sentence = /** @type {Error} */ (error).message.split(/\. |\n/)[0].replace(/\.$/, "");
    throw new OptionError(`${sentence}.`);
  }
}

/** The text of --help. @param {string} command "" for the list of commands */
export function helpText(command) {
  if (!command) {
    return [
      "Usage: npm run <command> [-- options]",
      "",
      ...table(Object.entries(commands).map(([name, { summary }]) => [name, summary])),
      "",
      "npm run <command> -- --help lists the options.",
    ].join("\n");
  }
  const { summary, options, files, subjects } = commands[command];
  const rows = Object.entries(options).map(([name, { value, help }]) => [`--${name}${value ? ` ${value}` : ""}`, help]);
  return [
    `npm run ${command} ${subjects ? `-- ${subjects.join("|")} [options]` : `[-- options${files ? " and files" : ""}]`}`,
    "",
    summary,
    "",
    ...table([...rows, ["--help", "prints this and does nothing"], ...(files ? [["FILES", files]] : [])]),
  ].join("\n");
}

/** @param {string[][]} rows */
function table(rows) {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
}
