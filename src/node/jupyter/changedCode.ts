// Whether the library's compiled code has changed since this kernel loaded it: a kernel keeps what it has loaded.
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { relative, sep } from "node:path";
import { codeRoot } from "../paths";

interface Seen {
  readonly changed: number;
  readonly sha256: string;
}

/** Remembers the files below `folder` that are loaded, and says which have other contents now. */
export class LoadedCode {
  private readonly seen = new Map<string, Seen>();
  private readonly told = new Set<string>();

  /** `loaded`: the paths of all loaded modules; default: this process's. */
  constructor(
    private readonly folder: string = codeRoot,
    private readonly loaded: () => readonly string[] = () => Object.keys(require.cache),
  ) {}

  /** Remembers what has been loaded since the last call. */
  remember(): void {
    for (const path of this.loaded()) {
      if (!path.startsWith(this.folder + sep) || this.seen.has(path)) continue;
      const now = look(path);
      if (now !== null) this.seen.set(path, now);
    }
  }

  /** One sentence on what has changed since it was last asked, or null. A file that was written again as it was is no change. */
  news(): string | null {
    const changed: string[] = [];
    for (const [path, then] of this.seen) {
      const time = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
      if (time === undefined || time === then.changed) continue;
      const now = look(path);
      if (now === null) continue;
      this.seen.set(path, { ...now, sha256: then.sha256 });
      const key = `${path} ${now.sha256}`;
      if (now.sha256 === then.sha256 || this.told.has(key)) continue;
      this.told.add(key);
      changed.push(relative(this.folder, path).replaceAll(sep, "/").replace(/\.js$/, ".ts"));
    }
    if (changed.length === 0) return null;
    const more =
      changed.length === 1
        ? "has"
        : changed.length === 2
          ? "and one more file have"
          : `and ${changed.length - 1} more files have`;
    return `src/${changed[0]} ${more} changed since this kernel started. To use the new code: Kernel > Restart Kernel.`;
  }
}

function look(path: string): Seen | null {
  try {
    const changed = statSync(path).mtimeMs;
    return { changed, sha256: createHash("sha256").update(readFileSync(path)).digest("hex") };
  } catch {
    return null;
  }
}
