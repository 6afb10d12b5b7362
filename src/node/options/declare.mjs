// How a command is declared: its options, what stands behind it, and what both mean. What is typed is read (readOptions.mjs),
// checked and explained (helpText.mjs) from the declaration, and the command's TypeScript takes its type from it: OptionsOf.
// Plain JavaScript without packages, so that a mistyped word is found before anything is installed.
import { didYouMean } from "./nearest.mjs";

/** A mistake in what was typed: one sentence, and the way out where it is another than --help. The command ends with code 2. */
export class OptionError extends Error {
  /** @param {string} sentence @param {string} [advice] */
  constructor(sentence, advice) {
    super(`${sentence} ${advice ?? ""}`.trim());
    this.advised = advice !== undefined;
  }
}

/**
 * @template T
 * @typedef {object} Option
 * @property {string} [value] what help shows for the value; without it the option is a flag
 * @property {string} help
 * @property {(text: string, name: string) => T} read throws an OptionError; name: "--epochs"
 * @property {string} [short] "o" for -o
 * @property {boolean} [required]
 * @property {boolean} [multiple] may stand several times; its value is the list
 * @property {readonly (readonly [string, string])[]} [forms] what the value can be, each with its meaning
 * @property {string} [missing] the way out where the value is missing
 * @property {string} [absent] the sentence where a required option is not there
 * @property {() => readonly string[]} [onlyWith] makes sense only where one of these names stands behind the command
 */

/**
 * What stands behind the command.
 * @template T
 * @typedef {object} Operand
 * @property {string} value what help shows for it
 * @property {string} help
 * @property {(words: readonly string[], command: string) => T} read throws an OptionError; command: "npm run measure"
 */

/**
 * @template {{ [name: string]: Option<unknown> }} [Options={ [name: string]: Option<unknown> }]
 * @template {{ [name: string]: Operand<unknown> }} [Operands={ [name: string]: Operand<unknown> }]
 * @typedef {object} Command
 * @property {string} summary
 * @property {Options} options by the name that code uses: noBrowser is typed --no-browser
 * @property {Operands} [operand] at most one, by the name that code uses
 * @property {(options: { readonly [name: string]: unknown }) => void} [check] of options together; throws an OptionError
 */

/**
 * @template O
 * @typedef {O extends Option<infer T> ? (O extends { multiple: true } ? readonly T[] : T) : never} ValueOf
 */
/**
 * @template O
 * @typedef {{ [K in keyof O]: O[K] extends { required: true } ? K : never }[keyof O]} RequiredIn
 */
/**
 * @template O
 * @typedef {{ readonly [K in Exclude<keyof O, RequiredIn<O>>]?: ValueOf<O[K]> | undefined } &
 *   { readonly [K in RequiredIn<O>]: ValueOf<O[K]> }} OptionValues
 */
/**
 * @template B
 * @typedef {{ readonly [K in keyof B as undefined extends OperandValue<B[K]> ? K : never]?: OperandValue<B[K]> } &
 *   { readonly [K in keyof B as undefined extends OperandValue<B[K]> ? never : K]: OperandValue<B[K]> }} OperandValues
 */
/**
 * @template P
 * @typedef {P extends Operand<infer T> ? T : never} OperandValue
 */
/**
 * What a command's code receives.
 * @template C
 * @typedef {C extends Command<infer O, infer B> ? OptionValues<O> & OperandValues<B> : never} OptionsOf
 */

/**
 * A command, as it is: only its type is made exact.
 * @template {{ [name: string]: Option<unknown> }} O
 * @template {{ [name: string]: Operand<unknown> }} [B={}]
 * @param {Command<O, B>} declaration
 * @returns {Command<O, B>}
 */
export function command(declaration) {
  return declaration;
}

/** An option without a value. @param {string} help @returns {Option<boolean>} */
export function flag(help) {
  return { help, read: () => true };
}

/**
 * @param {{ from: number, to: number, help: string }} range
 * @returns {Option<number>}
 */
export function wholeNumber({ from, to, help }) {
  return {
    value: "N",
    help,
    read: (text, name) => {
      const number = Number(text);
      if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= from && number <= to) return number;
      throw new OptionError(`Expected ${name} to be a whole number from ${from} to ${to}, but received "${text}".`);
    },
  };
}

/** The seed of every random choice. @param {string} help */
export function seed(help) {
  return wholeNumber({ from: 0, to: Number.MAX_SAFE_INTEGER, help });
}

/**
 * One of a few words.
 * @template {string} Word
 * @param {readonly Word[]} words
 * @param {string} help
 * @returns {Option<Word>}
 */
export function oneOf(words, help) {
  return { value: words.join("|"), help, read: (text, name) => chosen(text, name, words) };
}

/**
 * Names with commas between them, of those that `known` lists; an entry that ends in * stands for all that begin so.
 * @param {() => readonly string[]} known
 * @param {string} help
 * @returns {Option<readonly string[]>}
 */
export function names(known, help) {
  return {
    value: "NAME,NAME",
    help,
    read: (text, name) => {
      const list = splitNames(text);
      if (list === null)
        throw new OptionError(`Expected ${name} to be names with commas between them, but received "${text}".`);
      for (const one of list) checkName(one, name, known());
      return list;
    },
  };
}

/** @param {"FILE" | "FOLDER"} value @param {string} help @returns {Option<string>} */
export function path(value, help) {
  return {
    value,
    help,
    read: (text, name) => {
      if (text.trim() !== "") return text;
      throw new OptionError(`Expected ${name} to name a ${value.toLowerCase()}, but received "".`);
    },
  };
}

/**
 * An option without which the command cannot run.
 * @template T
 * @param {Option<T>} option
 * @returns {Option<T> & { required: true }}
 */
export function required(option) {
  return { ...option, required: true };
}

/**
 * An option that may stand several times.
 * @template T
 * @param {Option<T>} option
 * @returns {Option<T> & { multiple: true }}
 */
export function severalTimes(option) {
  return { ...option, multiple: true };
}

/**
 * An option that only goes with some of the names behind the command.
 * @template T
 * @param {() => readonly string[]} owners
 * @param {Option<T>} option
 * @returns {Option<T>}
 */
export function onlyWith(owners, option) {
  return { ...option, onlyWith: owners };
}

/** Any number of files. @param {string} help @returns {Operand<readonly string[]>} */
export function files(help) {
  return { value: "[FILES]", help, read: (words) => words };
}

/** Exactly one folder. @param {string} help @returns {Operand<string>} */
export function oneFolder(help) {
  return {
    value: "FOLDER",
    help,
    read: (words, command) => {
      if (words.length === 1 && words[0].trim() !== "") return words[0];
      throw new OptionError(
        `Expected one folder behind ${command}, but received ${words.length === 0 ? "none" : `"${words.join(" ")}"`}.`,
      );
    },
  };
}

/** Any number of names. @param {() => readonly string[]} known @param {string} help @returns {Operand<readonly string[]>} */
export function someNames(known, help) {
  return {
    value: "[NAME,NAME]",
    help,
    read: (words, command) => {
      const list = words.flatMap((word) => {
        const parts = splitNames(word);
        if (parts !== null) return parts;
        throw new OptionError(`Expected names with commas between them behind ${command}, but received "${word}".`);
      });
      for (const one of list) checkName(one, `the names behind ${command}`, known());
      return list;
    },
  };
}

/** One name or none. @param {() => readonly string[]} known @param {string} help @returns {Operand<string | undefined>} */
export function oneName(known, help) {
  return {
    value: "[NAME]",
    help,
    read: (words, command) => {
      if (words.length > 1) {
        throw new OptionError(
          `Expected one name behind ${command}, but received ${words.join(", ")}.`,
          "Run it once for each.",
        );
      }
      if (words.length === 1) checkName(words[0], `the name behind ${command}`, known());
      return words[0];
    },
  };
}

/**
 * Throws where the word is none of `words`.
 * @template {string} Word
 * @param {string} text @param {string} name @param {readonly Word[]} words
 * @returns {Word}
 */
export function chosen(text, name, words) {
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw new OptionError(
    `Expected ${name} to be ${words.join(" or ")}, but received "${text}".${didYouMean(text, words)}`,
  );
}

/** @param {string} text */
function splitNames(text) {
  const list = text.split(",").map((name) => name.trim());
  return list.every((name) => name !== "") ? list : null;
}

/** @param {string} word @param {string} name @param {readonly string[]} known */
function checkName(word, name, known) {
  if (known.some((one) => (one.endsWith("*") ? word.startsWith(one.slice(0, -1)) : one === word))) return;
  const list = known.map((one) => one.replace("*", "N")).join(", ");
  throw new OptionError(`Expected ${name} to be among ${list}, but received "${word}".${didYouMean(word, known)}`);
}
