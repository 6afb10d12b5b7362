// The options of every command, read and checked before anything is installed: a typing mistake costs no waiting.
import { parseArgs } from "node:util";

/** A mistake in what was typed: the command ends with exit code 2. */
export class OptionError extends Error {}

/**
 * @typedef {string | number | boolean | string[]} Value
 * @typedef {{ type: "boolean" | "string", value?: string, help: string, read?: (text: string) => Value }} Option
 *   read: where an option of this name means something else than in readValue
 * @typedef {{ summary: string, options: { [name: string]: Option } }} Subject
 * @typedef {Subject & { files?: string, subjects?: { [word: string]: Subject } }} Command
 *   files: what file names behind the command mean; subjects: words of which exactly one must stand behind it, each with
 *   options of its own
 */

/** The names that `npm run bench -- training --only` takes; "keras fit" stands for both of its settings. */
export const trainingContenders = [
  "tfjs-node fit",
  "traced",
  "keras fit",
  "keras fit plain",
  "keras fit jit",
  "pytorch eager",
  "pytorch compiled",
  "traced bfloat16",
];
/** The names that `npm run bench -- classical --only` takes. */
export const classicalContenders = [
  "telea",
  "opencv telea",
  "navier-stokes",
  "opencv navier-stokes",
  "biharmonic",
  "scikit-image biharmonic",
  "harmonic",
  "exemplar",
];
const benchWorkloads = ["report", "unet"];

/**
 * What every benchmark takes.
 * @param {{ contenders: string[], figures: string, peers: string }} of
 * @returns {{ [name: string]: Option }}
 */
const benchOptions = ({ contenders, figures, peers }) => ({
  rounds: { type: "string", value: "N", help: "interleaved rounds, 1 to 100 (default 5)" },
  only: {
    type: "string",
    value: "NAME,NAME",
    help: `only these of: ${contenders.join(", ")}`,
    read: (text) => contenderNames(text, contenders),
  },
  json: { type: "string", value: "FILE", help: "also writes the rows to this file" },
  figure: { type: "boolean", help: `also draws ${figures}` },
  "install-peers": {
    type: "boolean",
    help: `first installs ${peers} in an environment of their own, if they are not there`,
  },
});

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
    summary: "Measures how fast training and the classical methods run here, beside other libraries.",
    options: {},
    subjects: {
      training: {
        summary: "Training, beside tfjs-node's own fit, Keras and PyTorch.",
        options: {
          images: {
            type: "string",
            value: "N",
            help: "images of a round, 128 to 50000, cut to whole batches of 128 (default 6400 and 2304)",
          },
          workload: { type: "string", value: benchWorkloads.join("|"), help: "only this network (default: both)" },
          ...benchOptions({
            contenders: trainingContenders,
            figures: "figures/bench-training.svg and .png",
            peers: "Keras and PyTorch",
          }),
        },
      },
      classical: {
        summary: "The classical methods on one thread, beside OpenCV and scikit-image.",
        options: {
          images: {
            type: "string",
            value: "N",
            help: "CIFAR-10 test images of a round, 10 to 10000 (default 10000)",
            read: (text) => wholeNumber(text, "images", 10, 10_000),
          },
          ...benchOptions({
            contenders: classicalContenders,
            figures: "figures/bench-classical and bench-classical-size, .svg and .png",
            peers: "OpenCV and scikit-image",
          }),
        },
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

/** @param {string} text @param {string[]} contenders */
function contenderNames(text, contenders) {
  const names = text.split(",").map((name) => name.trim());
  const odd = names.find((name) => !contenders.includes(name));
  if (odd === undefined) return names;
  throw new OptionError(`Expected --only to name some of ${contenders.join(", ")}, but received "${odd}".`);
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
  const { files, subjects = {} } = commands[command], words = Object.keys(subjects);
  const all = Object.assign({}, commands[command].options, ...words.map((word) => subjects[word].options));
  const spec = Object.fromEntries(Object.entries(all).map(([name, option]) => [name, { type: option.type }]));
  const allowPositionals = files !== undefined || words.length > 0;
  const { values, positionals } = parse(rest, { ...spec, help: { type: "boolean", short: "h" } }, allowPositionals);
  const { help, ...given } = values;
  /** @type {{ [name: string]: Value }} */
  const options = {};
  if (words.length > 0 && !(help && positionals.length === 0)) {
    options.subject = oneOf(positionals.join(" "), `what to ${command}`, words);
  }
  const known = optionsOf(command, options.subject);
  for (const [name, value] of Object.entries(given)) {
    if (known[name] === undefined) throw new OptionError(notForSubject(name, subjects, String(options.subject)));
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
  return { command, help: help === true, options };
}

/**
 * A command's options, with those of its subject; without a subject those of all.
 * @param {string} command
 * @param {unknown} subject
 * @returns {{ [name: string]: Option }}
 */
function optionsOf(command, subject) {
  const { options, subjects = {} } = commands[command];
  const chosen = typeof subject === "string" ? [subjects[subject]] : Object.values(subjects);
  return Object.assign({}, options, ...chosen.map((one) => one.options));
}

/** @param {string} name @param {{ [word: string]: Subject }} subjects @param {string} subject */
function notForSubject(name, subjects, subject) {
  const owners = Object.keys(subjects).filter((word) => Object.hasOwn(subjects[word].options, name));
  return `Expected --${name} only with ${owners.join(" or ")}, but received it with ${subject}.`;
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

/** The text of --help. @param {string} command "" for the list of commands @param {string} [subject] */
export function helpText(command, subject) {
  if (!command) {
    return [
      "Usage: npm run <command> [-- options]",
      "",
      ...table(Object.entries(commands).map(([name, { summary }]) => [name, summary])),
      "",
      "npm run <command> -- --help lists the options.",
    ].join("\n");
  }
  const { summary, files, subjects = {} } = commands[command], words = Object.keys(subjects);
  if (words.length > 0 && subject === undefined) {
    return [
      `npm run ${command} -- ${words.join("|")} [options]`,
      "",
      summary,
      "",
      ...table(words.map((word) => [word, subjects[word].summary])),
      "",
      `npm run ${command} -- ${words[0]} --help lists the options of ${words[0]}.`,
    ].join("\n");
  }
  const rows = Object.entries(optionsOf(command, subject))
    .map(([name, { value, help }]) => [`--${name}${value ? ` ${value}` : ""}`, help]);
  return [
    `npm run ${command} ${subject ? `-- ${subject} [options]` : `[-- options${files ? " and files" : ""}]`}`,
    "",
    subject ? subjects[subject].summary : summary,
    "",
    ...table([...rows, ["--help", "prints this and does nothing"], ...(files ? [["FILES", files]] : [])]),
  ].join("\n");
}

/** @param {string[][]} rows */
function table(rows) {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
}
