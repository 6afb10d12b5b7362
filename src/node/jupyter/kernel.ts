// The way out of a notebook cell. tslab keeps the function that sends display messages for the cell now running in its
// module tslab/dist/jupyter, and replaces it at each execution, so it is taken anew at every call. The module is looked
// up among those already loaded: that is the very copy which the kernel runs, wherever it was installed, and outside a
// notebook nothing is loaded.
import { sep } from "node:path";

/** One output in several forms, by MIME type; the front end chooses. */
export type MimeBundle = Record<string, unknown>;

export interface DisplayMessage {
  readonly data: MimeBundle;
  readonly metadata: Record<string, unknown>;
  readonly transient: { readonly display_id?: string };
}

export type Send = (message: DisplayMessage, update?: boolean) => void;

const modulePath = ["", "tslab", "dist", "jupyter.js"].join(sep);

/** The function that sends to the running cell, or null outside a notebook. */
export function notebookSender(): Send | null {
  for (const [path, loaded] of Object.entries(require.cache)) {
    if (!path.endsWith(modulePath)) continue;
    const send = (loaded?.exports as { lastWriteDisplayData?: Send | null }).lastWriteDisplayData;
    if (typeof send === "function") return send;
  }
  return null;
}

/** Sends one bundle to the running cell, or prints its text form outside a notebook. */
export function sendBundle(data: MimeBundle & { "text/plain": string }, metadata: Record<string, unknown> = {}): void {
  const send = notebookSender();
  if (send === null) process.stdout.write(`${data["text/plain"]}\n`);
  else send({ data, metadata, transient: {} });
}
