// How a command is declared: its options, what stands behind it, and what both mean. What is typed is read (readOptions.mjs),
// checked and explained (helpText.mjs) from the declaration, and the command's TypeScript takes its type from it: OptionsOf.
// Plain JavaScript without packages, so that a mistyped word is found before anything is installed. The kinds of options stand
// in values.mjs, those of operands in operands.mjs.

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
 * @property {{ readonly [typed: string]: string }} [otherNames] what other programs call an option, and the way out
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

/**
 * An option without which the command cannot run.
 * @template {Option<unknown>} O
 * @param {O} option
 * @returns {O & { required: true }}
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
