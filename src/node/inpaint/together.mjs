// Options of inpaint that exclude each other: streams typed as -, and files that exist.
import { OptionError } from "../options/declare.mjs";

/**
 * Throws an OptionError where two of them were typed.
 * @param {{ readonly [name: string]: unknown }} options
 */
export function checkTogether({ inputs, mask, output, json, open, dryRun, force, skipExisting }) {
  if (force && skipExisting) {
    throw new OptionError(
      "Expected --force or --skip-existing, but received both.",
      "--force writes every picture again, --skip-existing leaves those that are there.",
    );
  }
  const pictures = /** @type {readonly string[]} */ (inputs);
  const masks = /** @type {readonly { readonly path?: string }[]} */ ([mask].flat());
  if (pictures.includes("-") && pictures.length > 1) {
    throw new OptionError(
      `Expected - as the only picture, but received ${pictures.length} pictures.`,
      "Standard input holds one: fill it by a command of its own.",
    );
  }
  if (pictures.includes("-") && masks.some(({ path }) => path === "-")) {
    throw new OptionError(
      "Expected - for the picture or for --mask, but received it for both.",
      "Standard input holds one of them: give the other as a file.",
    );
  }
  if (output !== "-") return;
  const other = json ? "--json" : open ? "--open" : dryRun ? "--dry-run" : null;
  if (other === null) return;
  throw new OptionError(
    `Expected -o - without ${other}, but received both.`,
    "Standard output holds the picture and nothing else: name a file.",
  );
}
