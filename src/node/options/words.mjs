// Words out of a list: what is none of them is refused with the list, and with the one that it was most likely meant to be.
import { OptionError } from "./declare.mjs";
import { didYouMean } from "./nearest.mjs";

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

/** Names with commas between them; null where one is empty. @param {string} text */
export function splitNames(text) {
  const list = text.split(",").map((name) => name.trim());
  return list.every((name) => name !== "") ? list : null;
}

/**
 * Throws where one of the names is none of those known; one that ends in * stands for all that go on with a number.
 * @param {readonly string[]} names
 * @param {string} what they name, for the sentence
 * @param {readonly string[]} known
 */
export function checkNames(names, what, known) {
  const isKnown = (/** @type {string} */ name) =>
    known.some((one) => (one.endsWith("*") ? counted(name, one.slice(0, -1)) : one === name));
  const odd = names.find((name) => !isKnown(name));
  if (odd === undefined) return;
  const list = known.map((one) => one.replace("*", "1, -2, …")).join(", ");
  throw new OptionError(`Expected ${what} to be among ${list}, but received "${odd}".${didYouMean(odd, known)}`);
}

/** "ladder-3" for what is counted up from "ladder-". @param {string} word @param {string} start */
function counted(word, start) {
  return word.startsWith(start) && /^\d+$/.test(word.slice(start.length));
}
