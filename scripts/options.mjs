// The options of every command, read and checked before anything is installed: a typing mistake costs no waiting.
import { parseArgs } from "node:util";

/** A mistake in what was typed: the command ends with exit code 2. */
export class OptionError extends Error {}

/**
 * @typedef {{ type: "boolean" | "string", value?: string, help: string }} Option
 * @typedef {{ summary: string, options: { [name: string]: Option }, files?: string }} Command
 */

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
  setup: { summary: "Installs what the other commands need, and does nothing else.", options: {} },
};

/** @param {string} text @param {string} name @param {number} low @param {number} high */
function wholeNumber(text, name, low, high) {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= low && number <= high) return number;
  throw new OptionError(`Expected --${name} to be a whole number from ${low} to ${high}, but received "${text}".`);
}

/** @type {{ [name: string]: (text: string) => string | number }} */
const readValue = {
  epochs: (text) => wholeNumber(text, "epochs", 1, 10_000),
  seed: (text) => wholeNumber(text, "seed", 0, Number.MAX_SAFE_INTEGER),
  port: (text) => wholeNumber(text, "port", 1024, 65_535),
  masks: (text) => {
    if (text === "fixed" || text === "fresh") return text;
    throw new OptionError(`Expected --masks to be fixed or fresh, but received "${text}".`);
  },
};

/**
 * What was typed after the script's name, as { command, options, help }. Throws OptionError.
 * @param {string[]} args
 * @returns {{ command: string, help: boolean, options: { [name: string]: string | number | boolean | string[] } }}
 */
export function readOptions(args) {
  const [command = "", ...rest] = args;
  if (command === "--help" || command === "-h") return { command: "", help: true, options: {} };
  if (!Object.hasOwn(commands, command)) {
    throw new OptionError(
      `Expected one of the commands ${Object.keys(commands).join(", ")}, but received "${command}".`,
    );
  }
  const { options: known, files } = commands[command];
  const spec = Object.fromEntries(Object.entries(known).map(([name, option]) => [name, { type: option.type }]));
  const { values, positionals } = parse(rest, { ...spec, help: { type: "boolean", short: "h" } }, files !== undefined);
  const { help, ...given } = values;
  /** @type {{ [name: string]: string | number | boolean | string[] }} */
  const options = {};
  for (const [name, value] of Object.entries(given)) {
    const key = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    options[key] =
      typeof value === "string" && readValue[name] ? readValue[name](value) : /** @type {string | boolean} */ (value);
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
  const { summary, options, files } = commands[command];
  const rows = Object.entries(options).map(([name, { value, help }]) => [`--${name}${value ? ` ${value}` : ""}`, help]);
  return [
    `npm run ${command} [-- options${files ? " and files" : ""}]`,
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
