// The options of every command, read and checked before anything is installed: a typing mistake costs no waiting.
import { parseArgs } from "node:util";
import { benchWorkloads, commands } from "./commands.mjs";
import { nameList, oneOf, OptionError, pathText, wholeNumber } from "./optionValues.mjs";

/** @typedef {import("./commands.mjs").Value} Value */
/** @typedef {import("./commands.mjs").Subject} Subject */
/** @typedef {import("./commands.mjs").Option} Option */

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
  to: (text) => pathText(text, "to", "folder"),
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
  const { files, folder, names, subjects = {} } = commands[command];
  const words = Object.keys(subjects);
  const all = Object.assign({}, commands[command].options, ...words.map((word) => subjects[word].options));
  const spec = Object.fromEntries(
    Object.entries(all).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  );
  const allowPositionals = files !== undefined || folder !== undefined || names !== undefined || words.length > 0;
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
    options[key] = typeof value === "string" && read ? read(value) : /** @type {Value} */ (value);
  }
  if (options.update && options.quick) {
    throw new OptionError(
      "Expected --update without --quick, but received both: quick runs never replace committed results.",
    );
  }
  if (files !== undefined) options.files = positionals;
  if (names !== undefined) options.names = positionals.flatMap((word) => namesBehind(word, command));
  if (!help) checkRequired(command, known, options);
  if (folder !== undefined && !help) options.folder = oneFolder(positionals, command);
  return { command, help: help === true, options };
}

/** @param {string} command @param {{ [name: string]: Option }} known @param {{ [name: string]: Value }} given */
function checkRequired(command, known, given) {
  const missing = Object.entries(known).find(([name, { required }]) => required && given[name] === undefined);
  if (missing === undefined) return;
  const [name, { value = "" }] = missing;
  throw new OptionError(
    `Expected --${name} ${value}, but received none. Write npm run ${command} -- --${name} ${value}.`,
  );
}

/** @param {string} word @param {string} command */
function namesBehind(word, command) {
  const names = word.split(",").map((name) => name.trim());
  if (names.every((name) => name !== "")) return names;
  throw new OptionError(`Expected names with commas between them behind ${command}, but received "${word}".`);
}

/** @param {string[]} positionals @param {string} command */
function oneFolder(positionals, command) {
  if (positionals.length === 1 && positionals[0].trim() !== "") return positionals[0];
  throw new OptionError(
    `Expected one folder behind ${command}, but received ${positionals.length === 0 ? "none" : `"${positionals.join(" ")}"`}.`,
  );
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
 * @param {{ [name: string]: { type: "boolean" | "string", short?: string, multiple?: boolean } }} options
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
  const { summary, files, folder, names, subjects = {} } = commands[command];
  const words = Object.keys(subjects);
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
  const ending = folder
    ? "-- FOLDER"
    : names
      ? "[-- NAME,NAME and options]"
      : `[-- options${files ? " and files" : ""}]`;
  const rows = Object.entries(optionsOf(command, subject)).map(([name, { value, help }]) => [
    `--${name}${value ? ` ${value}` : ""}`,
    help,
  ]);
  return [
    `npm run ${command} ${subject ? `-- ${subject} [options]` : ending}`,
    "",
    subject ? subjects[subject].summary : summary,
    "",
    ...table([
      ...(folder ? [["FOLDER", folder]] : []),
      ...(names ? [["NAME,NAME", names]] : []),
      ...rows,
      ["--help", "prints this and does nothing"],
      ...(files ? [["FILES", files]] : []),
    ]),
  ].join("\n");
}

/** @param {string[][]} rows */
function table(rows) {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
}
