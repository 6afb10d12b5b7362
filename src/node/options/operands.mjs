// The kinds of words that stand behind a command and belong to no option.
import { OptionError } from "./declare.mjs";
import { checkNames, splitNames } from "./words.mjs";

/**
 * @template T
 * @typedef {import("./declare.mjs").Operand<T>} Operand
 */

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
      if (list.length > 0) checkNames(list, `the names behind ${command}`, known());
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
      if (words.length === 1) checkNames(words, `the name behind ${command}`, known());
      return words[0];
    },
  };
}
