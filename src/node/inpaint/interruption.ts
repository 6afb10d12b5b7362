// What is said when a run over several pictures is ended from outside, by Ctrl-C or kill: how far it came, and how to go on. Files
// are written whole or not at all, so there is nothing to clean up.

/** Says `text()` on stderr if the process ends before the function that comes back is called. */
export function atInterruption(text: () => string): () => void {
  const say = (): void => console.error(text());
  process.once("exit", say);
  return () => void process.off("exit", say);
}

/** How far a run came, and what starts it again. `force`: files that were there before it cannot be told from its own. */
export function goOnText(done: number, count: number, force: boolean): string {
  const advice = force
    ? "Run the command again to begin anew."
    : "Run the command again with --skip-existing to go on.";
  return `Stopped after ${done} of ${count} pictures; those are whole. ${advice}`;
}
