// What was typed: a command with its options as a user would write it, and paths seen from where it was typed.
import { resolve } from "node:path";

/**
 * "npm run evaluate -- --limit 10 --update": options that are false or absent are left out, lists are joined by commas;
 * `subject`: what stands before them.
 */
export function typedCommand(name: string, options: object, subject: string = ""): string {
  const typed = Object.entries(options).filter(([, value]) => value !== undefined && value !== false)
    .map(([option, value]) => (value === true ? `--${option}` : `--${option} ${Array.isArray(value) ? value.join(",") : value}`));
  const words = subject === "" ? typed : [subject, ...typed];
  return [`npm run ${name}`, ...(words.length > 0 ? ["--", ...words] : [])].join(" ");
}

/** The folder in which npm was called. */
export function typedFrom(): string {
  return process.env.INIT_CWD ?? ".";
}

/** A path as it was typed: relative to that folder. */
export function typedPath(path: string): string {
  return resolve(typedFrom(), path);
}
