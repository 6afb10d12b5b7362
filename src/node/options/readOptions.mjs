// Reads what was typed behind a command by its declaration. Every mistake is one sentence with the way out.
import { parseArgs } from "node:util";
import { OptionError } from "./declare.mjs";
import { didYouMean } from "./nearest.mjs";

/** @typedef {import("./declare.mjs").Command} Command */
/**
 * @template C
 * @typedef {import("./declare.mjs").OptionsOf<C>} OptionsOf
 */

/**
 * The options typed, or "help". Throws an OptionError, which ends with "See HELP." where it says no other way out.
 * @template {{ [name: string]: import("./declare.mjs").Option<unknown> }} O
 * @template {{ [name: string]: import("./declare.mjs").Operand<unknown> }} B
 * @param {readonly string[]} words
 * @param {import("./declare.mjs").Command<O, B>} command
 * @param {{ name: string, help: string }} as how it is typed, "npm run train", and how its help is
 * @returns {OptionsOf<import("./declare.mjs").Command<O, B>> | "help"}
 */
export function readOptions(words, command, { name, help }) {
  try {
    const { operands, values } = split(words, command, name);
    if (values.has("help")) return "help";
    const options = readValues(values, command, name);
    readOperand(operands, options, command, name);
    command.check?.(options);
    return /** @type {OptionsOf<import("./declare.mjs").Command<O, B>>} */ (options);
  } catch (error) {
    if (!(error instanceof OptionError) || error.advised) throw error;
    throw new OptionError(error.message, `See ${help}.`);
  }
}

/** "no-browser" for noBrowser. @param {string} name */
export function typedName(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * @param {readonly string[]} words
 * @param {Command} command
 * @param {string} commandName
 */
function split(words, command, commandName) {
  const declared = new Map(Object.entries(command.options).map(([key, option]) => [typedName(key), option]));
  declared.set("help", { help: "", short: "h", read: () => true });
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      [...declared].map(([name, { value, short }]) => [
        name,
        { type: value === undefined ? /** @type {const} */ ("boolean") : "string", ...(short && { short }) },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  /** @type {string[]} */
  const operands = [];
  /** @type {Map<string, string[]>} */
  const values = new Map();
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const typed = wordOf(token, words);
    if (typed !== token.rawName && declared.has(typed.slice(1))) {
      throw new OptionError(`Expected -${typed}, but received ${typed}.`, "Type two hyphens before a name.");
    }
    const option = declared.get(token.name);
    if (option === undefined) throw unknownOption(typed, [...declared.keys()], commandName, command.otherNames ?? {});
    if (values.has(token.name) && !option.multiple) {
      throw new OptionError(`Expected ${token.rawName} once, but received it twice.`, "Leave one out.");
    }
    values.set(token.name, [...(values.get(token.name) ?? []), valueBehind(token, option)]);
  }
  return { operands, values };
}

/**
 * "-mask", which is read as -m, -a, -s and -k, as it was typed; other options by their name.
 * @param {{ rawName: string, index: number }} token
 * @param {readonly string[]} words
 */
function wordOf({ rawName, index }, words) {
  const word = words[index].split("=")[0];
  return rawName.startsWith("--") || !/^-[a-z][-a-z]+$/i.test(word) ? rawName : word;
}

/**
 * @param {string} typed
 * @param {readonly string[]} known
 * @param {string} commandName
 * @param {{ readonly [typed: string]: string }} otherNames
 */
function unknownOption(typed, known, commandName, otherNames) {
  const plain = typed.replace(/^-+/, "");
  if (Object.hasOwn(otherNames, plain)) {
    return new OptionError(`Expected an option of ${commandName}, but received ${typed}.`, otherNames[plain]);
  }
  const near = didYouMean(
    typed,
    known.map((name) => `--${name}`),
  );
  return new OptionError(`Expected an option of ${commandName}, but received ${typed}.${near}`);
}

/**
 * @param {{ rawName: string, value?: string, inlineValue?: boolean }} token
 * @param {import("./declare.mjs").Option<unknown>} option
 */
function valueBehind({ rawName, value, inlineValue }, option) {
  // A word that looks like the next option is none's value, unless it is typed with a =.
  const given = inlineValue === false && /^-[-a-z]/i.test(value ?? "") ? undefined : value;
  if (option.value === undefined) {
    if (given === undefined) return "";
    throw new OptionError(`Expected ${rawName} without a value, but received "${given}".`, "Leave it out.");
  }
  if (given === undefined)
    throw new OptionError(`Expected a value behind ${rawName}, but received none.`, option.missing);
  // -o=FILE
  if (!given.startsWith("=") || rawName.startsWith("--")) return given;
  throw new OptionError(
    `Expected a value behind ${rawName}, but received "${given}".`,
    "Put a space in place of the =.",
  );
}

/**
 * @param {Map<string, string[]>} typed
 * @param {Command} command
 * @param {string} commandName
 */
function readValues(typed, command, commandName) {
  /** @type {{ [name: string]: unknown }} */
  const values = {};
  for (const [key, option] of Object.entries(command.options)) {
    const name = typedName(key);
    const texts = typed.get(name);
    if (texts === undefined) {
      if (!option.required) continue;
      if (option.absent !== undefined) throw new OptionError(option.absent, "");
      const words = `--${name} ${option.value}`;
      const separator = commandName.startsWith("npm run") ? " --" : "";
      throw new OptionError(`Expected ${words}, but received none.`, `Write ${commandName}${separator} ${words}.`);
    }
    const read = texts.map((text) => option.read(text, `--${name}`));
    values[key] = option.multiple ? read : read[0];
  }
  return values;
}

/**
 * @param {readonly string[]} words
 * @param {{ [name: string]: unknown }} options
 * @param {Command} command
 * @param {string} commandName
 */
function readOperand(words, options, command, commandName) {
  const [entry] = Object.entries(command.operand ?? {});
  if (entry === undefined) {
    if (words.length === 0) return;
    throw new OptionError(`Expected no word behind ${commandName} that is no option, but received "${words[0]}".`);
  }
  const [key, { read }] = entry;
  const value = read(words, commandName);
  if (value !== undefined) options[key] = value;
  for (const [name, { onlyWith }] of Object.entries(command.options)) {
    if (options[name] === undefined || onlyWith === undefined) continue;
    const owners = onlyWith();
    if (words.length === 0 || [value].flat().some((word) => owners.includes(String(word)))) continue;
    throw new OptionError(
      `Expected --${typedName(name)} only with ${owners.join(" or ")}, but received it with ${[value].flat().join(", ")}.`,
      "Leave it out.",
    );
  }
}
