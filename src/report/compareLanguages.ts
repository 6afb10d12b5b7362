// Both languages must say the same: a section and its translation call the same numbers, figures, tables, cells and claims,
// each as often. The order is free, since sentences differ.
import type { Use } from "./sectionUses";

/** One sentence per difference; none where the two agree. */
export function compareLanguages(section: string, english: readonly Use[], german: readonly Use[]): string[] {
  const [en, de] = [english, german].map(countCalls);
  return [...new Set([...en.keys(), ...de.keys()])]
    .sort()
    .filter((call) => en.get(call) !== de.get(call))
    .map(
      (call) =>
        `${section}: ${call} stands ${en.get(call) ?? 0} times in English and ${de.get(call) ?? 0} times in German`,
    );
}

function countCalls(uses: readonly Use[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, keys } of uses) {
    const call = `#${kind}(${keys.map((key) => `"${key}"`).join(", ")})`;
    counts.set(call, (counts.get(call) ?? 0) + 1);
  }
  return counts;
}
