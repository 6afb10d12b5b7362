// A word of a command as it can be pasted into a shell.

/** The word itself, in quotes where a shell would read it otherwise. */
export function shellWord(word: string): string {
  return /^[\w./=,:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
