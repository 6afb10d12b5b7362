// The report's sections as they lie in report/en and report/de, with what they call and which digits they hold loosely.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { compareLanguages } from "../../report/compareLanguages";
import { type Language, languages } from "../../report/formatNumber";
import { checkDigits, type Constant, constantSchema, formOf, looseDigitText } from "../../report/looseDigits";
import { type Use, usesIn } from "../../report/sectionUses";
import { readJsonFile } from "../files/jsonFile";

export interface Section {
  /** "01-verdict.typ", the same in every language. */
  readonly name: string;
  readonly language: Language;
  /** "report/en/01-verdict.typ". */
  readonly file: string;
  readonly source: string;
  readonly uses: readonly Use[];
}

/** The sections of every language in the order of their names. */
export function readSections(reportFolder: string): Section[] {
  return languages.flatMap((language) => {
    const folder = join(reportFolder, language);
    const names = existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith(".typ"))
          .sort()
      : [];
    return names.map((name) => {
      const file = `report/${language}/${name}`;
      const source = readFileSync(join(folder, name), "utf8");
      return { name, language, file, source, uses: usesIn(source, file) };
    });
  });
}

/** What every section begins with: Typst gives an included file no names of the file around it. */
export const libraryImport = '#import "../lib.typ": *';

/** One sentence for every section that does not begin with it. */
export function checkImports(sections: readonly Section[]): string[] {
  return sections
    .filter(({ source }) => !source.startsWith(libraryImport))
    .map(({ file }) => `${file}: its first line must be ${libraryImport}`);
}

/** One sentence for every section that the languages do not share or in which they differ. */
export function compareSections(sections: readonly Section[]): string[] {
  const of = (language: Language): Map<string, Section> =>
    new Map(sections.filter((section) => section.language === language).map((section) => [section.name, section]));
  const english = of("en");
  const german = of("de");
  return [...new Set([...english.keys(), ...german.keys()])].sort().flatMap((name) => {
    const en = english.get(name);
    const de = german.get(name);
    if (en && de) return compareLanguages(name, en.uses, de.uses);
    return [`${name}: there is no report/${en ? "de" : "en"}/${name}`];
  });
}

/** The reviewed literals of report/constants.json. Throws where one has no form or no source. */
export function readConstants(reportFolder: string): Constant[] {
  const file = join(reportFolder, "constants.json");
  const { constants } = readJsonFile(file, v.looseObject({ constants: v.array(constantSchema) }), "Correct it there.");
  for (const constant of constants) {
    if (constant.source.trim() && languages.every((language) => formOf(constant, language) !== "")) continue;
    throw new Error(
      `Expected each constant to have a text, or an en and a de, and a source, but received ` +
        `${JSON.stringify(constant)}. Complete it in report/constants.json.`,
    );
  }
  return constants;
}

/** Loose digits of sections and fixed words, one sentence each, and the constants that none of them uses. */
export function checkAllDigits(
  sections: readonly Section[],
  words: unknown,
  constants: readonly Constant[],
): { loose: string[]; unused: Constant[] } {
  const texts = [
    ...sections.map(({ source, file, language }) => ({ source, file, language })),
    ...languages.map((language) => ({
      source: wordsOf(words, language).join("\n"),
      file: "report/words.json",
      language,
    })),
  ];
  const checks = texts.map(({ source, file, language }) => checkDigits(source, file, language, constants));
  const used = new Set(checks.flatMap((check) => check.used));
  return {
    loose: checks.flatMap(({ loose }) => loose).map(looseDigitText),
    unused: constants.filter((constant) => !used.has(constant)),
  };
}

/** Every fixed word or phrase of a language, lookups in braces left out. */
function wordsOf(words: unknown, language: Language): string[] {
  if (typeof words !== "object" || words === null || Array.isArray(words)) return [];
  return Object.entries(words).flatMap(([name, value]) =>
    name === language && typeof value === "string" ? [value.replace(/\{[^}]*\}/g, "")] : wordsOf(value, language),
  );
}
