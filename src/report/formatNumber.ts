// Numbers as they stand in running text: a fixed number of digits, thousands grouped, a real minus sign. English writes
// 10,000.5 and German 10.000,5 (DIN 5008 allows the point as well as the thin space; the point survives copying).

/** The languages of the report. */
export type Language = "en" | "de";
export const languages: readonly Language[] = ["en", "de"];

const marks: {
  readonly [language in Language]: { readonly point: string; readonly group: string; readonly to: string };
} = {
  en: { point: ".", group: ",", to: " to " },
  de: { point: ",", group: ".", to: " bis " },
};

/** The number with so many digits behind the point. Throws where it is not finite. */
export function formatNumber(value: number, digits: number, language: Language): string {
  if (!Number.isFinite(value)) {
    throw new Error(`Expected a finite number to print, but received ${value}. Look at the record that it comes from.`);
  }
  const [whole, fraction] = Math.abs(value).toFixed(digits).split(".");
  const { point, group } = marks[language];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const text = fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** An interval: "17.60 to 17.69". */
export function formatInterval(low: number, high: number, digits: number, language: Language): string {
  return `${formatNumber(low, digits, language)}${marks[language].to}${formatNumber(high, digits, language)}`;
}
