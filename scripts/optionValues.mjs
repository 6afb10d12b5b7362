// How the text behind an option becomes a value, and what is said where it cannot.

/** A mistake in what was typed: the command ends with exit code 2. */
export class OptionError extends Error {}

/** @param {string} text @param {string} name @param {number} low @param {number} high */
export function wholeNumber(text, name, low, high) {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= low && number <= high) return number;
  throw new OptionError(`Expected --${name} to be a whole number from ${low} to ${high}, but received "${text}".`);
}

/** @param {string} text @param {string} name @param {string[]} words */
export function oneOf(text, name, words) {
  if (words.includes(text)) return text;
  throw new OptionError(`Expected ${name} to be ${words.join(" or ")}, but received "${text}".`);
}

/** @param {string} text @param {string[]} contenders */
export function contenderNames(text, contenders) {
  const names = text.split(",").map((name) => name.trim());
  const odd = names.find((name) => !contenders.includes(name));
  if (odd === undefined) return names;
  throw new OptionError(`Expected --only to name some of ${contenders.join(", ")}, but received "${odd}".`);
}

/** @param {string} text @param {string} name */
export function nameList(text, name) {
  const names = text.split(",").map((part) => part.trim());
  if (names.every((part) => part !== "")) return names;
  throw new OptionError(`Expected --${name} to be names with commas between them, but received "${text}".`);
}

/** @param {string} text @param {string} name @param {string} what */
export function pathText(text, name, what) {
  if (text.trim() !== "") return text;
  throw new OptionError(`Expected --${name} to name a ${what}, but received "".`);
}
