import { command } from "../../options/declare.mjs";
import { flag, oneOf } from "../../options/values.mjs";

export const report = command({
  summary: "Builds the written report, in English and German, from the recorded runs and figures.",
  options: {
    language: oneOf(/** @type {const} */ (["en", "de"]), "only this language (default: both)"),
    draft: flag("for writing: lists loose ends instead of stopping at them, and writes to .cache/report/"),
  },
});
