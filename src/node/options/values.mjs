// The kinds of options: what stands behind each, how it is read, and the sentence where it cannot be.
import { OptionError } from "./declare.mjs";
import { checkNames, chosen, splitNames } from "./words.mjs";

/**
 * @template T
 * @typedef {import("./declare.mjs").Option<T>} Option
 */

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
      checkNames(list, name, known());
      return list;
    },
  };
}

/** A sentence. @param {string} help @returns {Option<string>} */
export function sentence(help) {
  return {
    value: "TEXT",
    help,
    read: (text, name) => {
      if (text.trim() !== "") return text;
      throw new OptionError(`Expected ${name} to be a sentence, but received "".`);
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
