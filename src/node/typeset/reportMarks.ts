// What marks a report that is not the recorded one: a banner on every page, and a line that says what the dagger means.
import type { Language } from "../../report/formatNumber";
import type { ReportRecords } from "../../report/records";

export type Words = { readonly [language in Language]: string } | null;

/** What every page says of a report that is not the recorded one, and what the dagger means. */
export function reportMarks({ shown, local }: Pick<ReportRecords, "shown" | "local">): {
  readonly local: boolean;
  readonly banner: Words;
  readonly foot: Words;
} {
  const { synthetic, quick } = shown.config;
  const parts = { en: [] as string[], de: [] as string[] };
  const add = (en: string, de: string): void => void (parts.en.push(en), parts.de.push(de));
  if (synthetic) add("SYNTHETIC DATA, not CIFAR-10", "SYNTHETISCHE DATEN, nicht CIFAR-10");
  if (quick) add("A SMALL RUN, not the original's experiment", "EIN KLEINER LAUF, nicht das Experiment des Originals");
  if (local) add(`local run ${shown.id}`, `eigener Lauf ${shown.id}`);
  const banner = parts.en.length === 0 ? null : { en: parts.en.join(" · "), de: parts.de.join(" · ") };
  const foot = local
    ? {
        en: `from the local run ${shown.id}; all other numbers from the recorded runs`,
        de: `aus dem eigenen Lauf ${shown.id}; alle anderen Zahlen aus den aufgezeichneten Läufen`,
      }
    : null;
  return { local, banner, foot };
}
