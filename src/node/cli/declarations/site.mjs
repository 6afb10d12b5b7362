import { command } from "../../options/declare.mjs";
import { path } from "../../options/values.mjs";

export const site = command({
  summary: "Puts notebooks with their outputs, teacher's page and report into one folder of web pages, with search.",
  options: { to: path("FOLDER", "default site/, which git ignores") },
});
