// What was typed: a command with its options as a user would write it, and paths seen from where it was typed.
import { resolve } from "node:path";
import { shellWord } from "../../experiments/shellWord";
import type { CommandOptions } from "./commands.mjs" with { "resolution-mode": "import" };

export type { CommandOptions };

/**
 * "npm run reproduce -- --epochs 10 --update": options that are false or absent are left out, lists are joined by commas;
 * `subject` stands before the options.
 */
export function typedCommand(name: string, options: object, subject?: string): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined && value !== false);
  const words = given.flatMap(([name, value]) => {
    const option = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (value === true) return [`--${option}`];
    if (option === "set") return (value as readonly string[]).map((setting) => `--set ${shellWord(setting)}`);
    return [`--${option} ${shellWord(Array.isArray(value) ? value.join(",") : String(value))}`];
  });
  const all = [...(subject === undefined ? [] : [subject]), ...words];
  return [`npm run ${name}`, ...(all.length > 0 ? ["--", ...all] : [])].join(" ");
}

/** The folder in which npm was called. */
export function typedFrom(): string {
  return process.env.INIT_CWD ?? ".";
}

/** A path as it was typed: relative to that folder. */
export function typedPath(path: string): string {
  return resolve(typedFrom(), path);
}
