// Digits in prose that come from nowhere: everything a reader would see as a number must be a lookup (#n, #ci, …) or stand on
// the reviewed list report/constants.json. Written for the Typst sources of the sections, without a Typst parser: comments,
// labels, references, imports and the arguments of calls into report/lib.typ are blanked out, the rest is prose.
import * as v from "valibot";
import type { SchemaEntries } from "../schema";
import type { Language } from "./formatNumber";
import { blanked, lineOf, withoutComments } from "./sectionUses";

/** A literal that may stand in prose: the same in both languages, or a form for each. */
export interface Constant {
  readonly text?: string;
  readonly en?: string;
  readonly de?: string;
  /** Where it is from, or why it needs no record. */
  readonly source: string;
}

export const constantSchema: v.GenericSchema<Constant> = v.looseObject({
  text: v.optional(v.string()),
  en: v.optional(v.string()),
  de: v.optional(v.string()),
  source: v.string(),
} satisfies SchemaEntries<Constant>);

export interface LooseDigit {
  readonly file: string;
  readonly line: number;
  /** The word or number around the digit. */
  readonly token: string;
}

export interface DigitCheck {
  readonly loose: readonly LooseDigit[];
  /** The constants that occurred. */
  readonly used: readonly Constant[];
}

/** Loose digits of a text in this language. */
export function checkDigits(
  source: string,
  file: string,
  language: Language,
  constants: readonly Constant[],
): DigitCheck {
  let prose = proseOf(source);
  const used: Constant[] = [];
  const longestFirst = [...constants].sort((a, b) => formOf(b, language).length - formOf(a, language).length);
  for (const constant of longestFirst) {
    const form = formOf(constant, language);
    if (form === "") continue;
    const without = prose.replace(patternOf(form), blanked);
    if (without !== prose) used.push(constant);
    prose = without;
  }
  const loose = [...prose.matchAll(/[^\s~(){}[\],;`"„“”]*\p{N}[^\s~(){}[\];`"„“”]*/gu)].map(({ 0: token, index }) => ({
    file,
    line: lineOf(prose, index),
    token,
  }));
  return { loose, used };
}

/** The form of a constant in this language. */
export function formOf({ text, en, de }: Constant, language: Language): string {
  return text ?? (language === "en" ? en : de) ?? "";
}

/** One sentence for the writer. */
export function looseDigitText({ file, line, token }: LooseDigit): string {
  return `${file}, line ${line}: "${token}" is neither a lookup nor in report/constants.json`;
}

/** The source with everything blanked out that is not read as prose. */
export function proseOf(source: string): string {
  return withoutComments(source)
    .replace(/#(?:import|include)\b[^\n]*/g, blanked)
    .replace(/<[A-Za-z][\w:.-]*>|@[A-Za-z][\w:.-]*\w/g, blanked)
    .replace(
      /(?<![\w-])(?:n|ci|below|fig|verdict|claim|cell|benchmark-table|link)\((?:\s*,?\s*"(?:[^"\\]|\\.)*")+/g,
      blanked,
    )
    .replace(
      /\b(?:width|height|columns|level|above|below|spacing|inset|gutter|size):\s*[\d.]+(?:%|pt|em|cm|mm|fr)?/g,
      blanked,
    )
    .replace(/(?<![\p{L}\p{N}])\d+(?:\.\d+)?(?:pt|em|cm|mm|fr)(?![\p{L}\p{N}])/gu, blanked)
    .replace(/\\u\{[0-9a-fA-F]+\}/g, blanked);
}

/**
 * The form as a whole: "8×8" is not found in "28×8" or "8×8×16", "3" not in "3.5".
 * A blank may be a hard one, "~", or a line's end.
 */
function patternOf(form: string): RegExp {
  const escaped = form.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/\s+/g, "[\\s~\\u00a0\\u202f]+");
  return new RegExp(`(?<![\\p{L}\\p{N}]|\\p{N}[.,×])${escaped}(?![\\p{L}\\p{N}]|[.,×]\\p{N})`, "gu");
}
