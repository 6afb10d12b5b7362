// What stands on the command line of inpaint, read and checked before any file is touched. A wrong line ends with exit code 2
// and one sentence; everything that needs a file to be judged comes later.
import { parseArgs } from "node:util";
import type { Rgb } from "../../masks/picked";

/** A mistake in what was typed. */
export class UsageError extends Error {}

/** Where the holes are told. */
export type MaskSource =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "rectangle"; readonly sides: readonly number[] }
  | { readonly kind: "colour"; readonly colour: Rgb; readonly tolerance: number }
  | { readonly kind: "alpha" };

export interface InpaintOptions {
  readonly inputs: readonly string[];
  readonly mask: MaskSource;
  readonly output: string;
  readonly method: string;
  readonly grow: number;
  readonly limitMegapixels: number;
  readonly resizeMask: boolean;
  readonly compare: boolean;
  readonly open: boolean;
  readonly quiet: boolean;
  readonly json: boolean;
  readonly force: boolean;
}

export const defaultMethod: string = "biharmonic";
export const defaultTolerance: number = 16;
export const defaultMegapixels: number = 100;

/** Every option by name; true = it takes a value. */
const optionNames: { readonly [name: string]: boolean } = {
  mask: true,
  output: true,
  method: true,
  tolerance: true,
  grow: true,
  "limit-megapixels": true,
  "resize-mask": false,
  compare: false,
  open: false,
  quiet: false,
  json: false,
  force: false,
  help: false,
};

/** The options typed, or "help". Throws a UsageError. */
export function readOptions(args: readonly string[]): InpaintOptions | "help" {
  const { inputs, values } = split(args);
  if (values.has("help") || args.length === 0) return "help";
  if (inputs.length === 0)
    throw new UsageError(
      "Expected a picture or a folder of pictures, but received none. " + "Name one, for example photo.jpg.",
    );
  const text = (name: string): string | undefined => values.get(name);
  const output = text("output");
  const mask = text("mask");
  if (mask === undefined) {
    throw new UsageError(
      "Expected --mask to say where the hole is, but received none. Give a file, x,y,w,h, a colour or alpha.",
    );
  }
  if (output === undefined)
    throw new UsageError("Expected -o with the file to write, but received none. " + "Add for example -o filled.png.");
  if (text("method") !== undefined && values.has("compare")) {
    throw new UsageError("Expected --method or --compare, but received both. --compare shows all methods.");
  }
  const source = readMaskSource(mask, text("tolerance"));
  if (values.has("resize-mask") && source.kind !== "path") {
    throw new UsageError(
      `Expected a file for --mask beside --resize-mask, but received ${mask}. Leave --resize-mask out.`,
    );
  }
  const on = (name: string): boolean => values.has(name);
  return {
    inputs,
    mask: source,
    output,
    method: text("method") ?? defaultMethod,
    grow: whole("grow", text("grow") ?? "0", 0, 1000),
    limitMegapixels: positive("limit-megapixels", text("limit-megapixels") ?? String(defaultMegapixels)),
    resizeMask: on("resize-mask"),
    compare: on("compare"),
    open: on("open"),
    quiet: on("quiet"),
    json: on("json"),
    force: on("force"),
  };
}

function split(args: readonly string[]): { inputs: string[]; values: Map<string, string> } {
  const options = Object.fromEntries(
    Object.entries(optionNames).map(([name, valued]) => [
      name,
      {
        type: valued ? ("string" as const) : ("boolean" as const),
        ...(name === "output" && { short: "o" }),
        ...(name === "help" && { short: "h" }),
      },
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const inputs: string[] = [];
  const values = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === "positional") inputs.push(nonEmpty(token.value, "a picture"));
    if (token.kind !== "option") continue;
    const { name, rawName } = token;
    const isOption = token.inlineValue === false && /^-[-a-z]/i.test(token.value);
    const value = isOption ? undefined : token.value;
    const valued = Object.hasOwn(optionNames, name) ? optionNames[name] : undefined;
    if (valued === undefined)
      throw new UsageError(`Expected an option of inpaint, but received ${rawName}. See inpaint --help.`);
    if (values.has(name)) throw new UsageError(`Expected ${rawName} once, but received it twice. Leave one out.`);
    if (!valued && value !== undefined)
      throw new UsageError(`Expected ${rawName} without a value, but received "${value}". ` + `Leave it out.`);
    if (valued && value === undefined)
      throw new UsageError(
        `Expected a value behind ${rawName}, but received none. ` +
          (name === "mask" ? `A colour needs quotes: --mask '#ff00ff'.` : `See inpaint --help.`),
      );
    if (valued && value?.startsWith("="))
      throw new UsageError(
        `Expected a value behind ${rawName}, but received "${value}". ` + `Put a space in place of the =.`,
      );
    values.set(name, valued ? nonEmpty(value as string, `a value behind ${rawName}`) : "");
  }
  return { inputs, values };
}

function nonEmpty(text: string, what: string): string {
  if (text.trim() !== "" && !text.includes("\0")) return text;
  throw new UsageError(`Expected ${what}, but received "${text.trim()}". See inpaint --help.`);
}

/** Reads `--mask`: `x,y,w,h`, `#rgb` or `#rrggbb`, `alpha`; everything else names a file or folder. */
export function readMaskSource(text: string, tolerance?: string): MaskSource {
  const near = tolerance === undefined ? defaultTolerance : whole("tolerance", tolerance, 0, 255);
  if (text.startsWith("#")) return { kind: "colour", colour: readColour(text), tolerance: near };
  if (tolerance !== undefined) {
    throw new UsageError(
      `Expected a colour for --mask beside --tolerance, but received ${text}. Leave --tolerance out.`,
    );
  }
  if (text === "alpha") return { kind: "alpha" };
  if (!/^[-\d.\s]+(,[-\d.\s]*)+$/.test(text)) return { kind: "path", path: text };
  if (/^\d+,\d+,\d+,\d+$/.test(text)) return { kind: "rectangle", sides: text.split(",").map(Number) };
  throw new UsageError(
    `Expected --mask x,y,w,h as four whole numbers, but received ${text}. Type for example 40,60,120,80.`,
  );
}

function readColour(text: string): Rgb {
  const [, short, long] = /^#(?:([\da-f]{3})|([\da-f]{6}))$/i.exec(text) ?? [];
  if (short === undefined && long === undefined) {
    throw new UsageError(
      `Expected --mask to be a colour such as #ff00ff, but received ${text}. ` +
        `Give three or six hexadecimal digits.`,
    );
  }
  const digits = long ?? [...short].map((digit) => digit + digit).join("");
  return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)) as unknown as Rgb;
}

function whole(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= low && value <= high) return value;
  throw new UsageError(
    `Expected --${name} to be a whole number from ${low} to ${high}, but received "${text}". ` +
      `Type for example --${name} 2.`,
  );
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value > 0) return value;
  throw new UsageError(`Expected --${name} to be a number above 0, but received "${text}". Type for example 300.`);
}
