// Commands by the names that they had before `npm run measure`: audit, evaluate and ladder still run.
import { ladderName } from "./names.mjs";

/** @type {{ [name: string]: { subject: string, from: string | null, renamed: { [option: string]: string } } }} */
const older = {
  audit: { subject: "all", from: "--only", renamed: { "--update": "--record" } },
  evaluate: {
    subject: "cifar10-inpainting-v1",
    from: "--benchmark",
    renamed: { "--update": "--record", "--method": "--methods" },
  },
  ladder: { subject: ladderName, from: null, renamed: { "--update": "--record" } },
};

/**
 * The words with today's name; newName where they had an older one.
 * @param {readonly string[]} typed
 * @returns {{ words: readonly string[], newName?: string }}
 */
export function withoutOlderName(typed) {
  const [name = "", ...words] = typed;
  if (!Object.hasOwn(older, name)) return { words: typed };
  const { subject, from, renamed } = older[name];
  const apart = words.flatMap((word) =>
    /^--\w+=/.test(word) ? [word.replace(/=.*/s, ""), word.replace(/^.*?=/s, "")] : word,
  );
  const at = from === null ? -1 : apart.indexOf(from);
  const chosen = at < 0 ? undefined : apart[at + 1];
  const rest = apart.filter((_, i) => chosen === undefined || (i !== at && i !== at + 1));
  const now = ["measure", chosen ?? subject, ...rest.map((word) => renamed[word] ?? word)];
  return { words: now, newName: `npm run measure -- ${now.slice(1).join(" ")}` };
}
