// What stands on the command line of inpaint, with its defaults. A wrong line ends with exit code 2 and one sentence.
import type { Rgb } from "../../masks/picked";
import { afterSteps } from "../../postprocess";
import type { Postprocess } from "../../postprocess/postprocess";
import type { OutputFormat } from "./writePicture";

/** Formats as they are typed. */
const outputFormats = { png: "png", jpg: "jpeg", webp: "webp", tif: "tiff", avif: "avif" } as const;

/** A mistake in what was typed. */
export class UsageError extends Error {}

/** Where the holes are told. */
export type MaskSource =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "rectangle"; readonly rectangles: readonly (readonly number[])[] }
  | { readonly kind: "colour"; readonly colour: Rgb; readonly tolerance: number }
  | { readonly kind: "alpha" };

export interface InpaintOptions {
  readonly inputs: readonly string[];
  readonly mask: MaskSource;
  readonly output: string;
  /** null: biharmonic or harmonic, as wide as the hole is. */
  readonly method: string | null;
  /** What is done after the fill. */
  readonly after: Postprocess | null;
  readonly grow: number;
  /** Of a mask file: levels from here up are the hole; null: its levels decide. */
  readonly threshold: number | null;
  /** Of a mask file: black marks the hole. */
  readonly invert: boolean;
  readonly limitMegapixels: number;
  readonly acceptDamaged: boolean;
  /** Of lossy compression, 1 to 100; undefined: the format's default. */
  readonly quality?: number;
  readonly resizeMask: boolean;
  readonly compare: boolean;
  readonly open: boolean;
  readonly quiet: boolean;
  readonly json: boolean;
  readonly force: boolean;
  readonly skipExisting: boolean;
  readonly strict: boolean;
  readonly dryRun: boolean;
  /** What is written where the output's name does not say it; null: the picture's own format. */
  readonly format: OutputFormat | null;
}

/** The options typed, or "help" or "version". Throws a UsageError. */
export async function readInpaintOptions(args: readonly string[]): Promise<InpaintOptions | "help" | "version"> {
  const { defaultMegapixels, defaultTolerance, inpaint, joinMasks } = await import("./declaration.mjs");
  const { readOptions } = await import("../options/readOptions.mjs");
  if (args.length === 0) return "help";
  if (args.length === 1 && args[0] === "--version") return "version"; // which needs no picture
  try {
    const typed = readOptions(args, inpaint, { name: "inpaint", help: "inpaint --help" });
    if (typed === "help") return "help";
    if (typed.version) return "version";
    const { tolerance = defaultTolerance } = typed;
    const mask = joinMasks(typed.mask);
    return {
      inputs: typed.inputs,
      mask: mask.kind === "colour" ? { ...mask, tolerance } : mask,
      output: typed.output,
      method: typed.method ?? null,
      after: typed.after === undefined ? null : afterSteps(typed.after),
      grow: typed.grow ?? 0,
      threshold: typed.threshold ?? null,
      invert: typed.invert ?? false,
      limitMegapixels: typed.limitMegapixels ?? defaultMegapixels,
      acceptDamaged: typed.acceptDamaged ?? false,
      ...(typed.quality === undefined ? {} : { quality: typed.quality }),
      resizeMask: typed.resizeMask ?? false,
      compare: typed.compare ?? false,
      open: typed.open ?? false,
      quiet: typed.quiet ?? false,
      json: typed.json ?? false,
      force: typed.force ?? false,
      skipExisting: typed.skipExisting ?? false,
      strict: typed.strict ?? false,
      dryRun: typed.dryRun ?? false,
      format: typed.format === undefined ? null : outputFormats[typed.format],
    };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
