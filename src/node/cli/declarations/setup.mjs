import { command } from "../../options/declare.mjs";

export const setup = command({
  summary: "Installs what the other commands need, and does nothing else.",
  options: {},
});

export const build = command({
  summary: "Installs the npm packages and compiles src to dist, and does nothing else.",
  options: {},
});

export const start = command({ summary: "Says what there is.", options: {} });
