// A variable is a number (or a word) that the report may print: its value, how it reads in both languages, and the record it
// was taken from. variables.json holds all of them by key; prose names keys and never writes a measured number itself.
import { formatInterval, formatNumber, type Language } from "./formatNumber";
import { kindOf, type Kind } from "./kinds";

export interface Variable {
  readonly value: number | string | boolean | null;
  /** Digits behind the point in `en` and `de`; null for words. */
  readonly digits: number | null;
  readonly unit: string | null;
  /** Ends of the 95 % interval, where the record has one. */
  readonly low?: number;
  readonly high?: number;
  readonly en: string;
  readonly de: string;
  /** "17.60 to 17.69", where there is an interval. */
  readonly interval?: { readonly [language in Language]: string };
  /** The run the number belongs to; null where none was trained for it. */
  readonly run: string | null;
  /** The record's file, from the project's folder on, and the place in it. */
  readonly file: string;
  readonly path: string;
  /** Measured here and not part of the project's recorded results. */
  readonly local: boolean;
}

/** All variables by key. */
export type Variables = { readonly [key: string]: Variable };

/** A value with its place, before it is put into words. */
export interface Leaf {
  readonly key: string;
  readonly path: string;
  readonly value: Variable["value"];
  readonly low?: number;
  readonly high?: number;
}

/** Where a leaf comes from. */
export type Origin = Pick<Variable, "run" | "file" | "local">;

const words: { readonly [value: string]: { readonly [language in Language]: string } } = {
  null: { en: "never", de: "nie" },
  true: { en: "yes", de: "ja" },
  false: { en: "no", de: "nein" },
};

/** The leaf in words; digits and unit by the kind of figure that its key names, unless `kind` says otherwise. */
export function makeVariable(
  { key, path, value, low, high }: Leaf,
  origin: Origin,
  kind: Kind = kindOf(key),
): Variable {
  if (typeof value !== "number") {
    const { en, de } = words[String(value)] ?? { en: String(value), de: String(value) };
    return { value, digits: null, unit: null, en, de, ...origin, path };
  }
  const digits = digitsOf(value, kind);
  const text = { en: formatNumber(value, digits, "en"), de: formatNumber(value, digits, "de") };
  const ends =
    low === undefined || high === undefined
      ? {}
      : {
          low,
          high,
          interval: { en: formatInterval(low, high, digits, "en"), de: formatInterval(low, high, digits, "de") },
        };
  return { value, digits, unit: kind.unit, ...ends, ...text, ...origin, path };
}

/** Three significant digits, at most: 2,600 · 413 · 24.7 · 0.0392. */
function digitsOf(value: number, { digits }: Kind): number {
  if (digits !== "three") return digits;
  if (Number.isInteger(value)) return 0;
  return Math.min(8, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
}
