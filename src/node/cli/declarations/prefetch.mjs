import { command, required } from "../../options/declare.mjs";
import { path } from "../../options/values.mjs";

export const prefetch = command({
  summary:
    "Collects in a folder all that set-up and lesson download; LAB_CACHE=FOLDER npm run lab then needs no network.",
  options: {
    to: required(
      path("FOLDER", "folder outside the project, with about 650 MB free; run again, it goes on where it stopped"),
    ),
  },
});
