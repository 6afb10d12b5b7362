// BSDS500's training and validation photographs for whoever needs several kinds of crops of them, as a study of trainings does:
// opened when they are first asked for, once for each kind, and closed together.
import type { CropSettings } from "../../augmentation/cropSettings";
import type { Photographs } from "../../datasets/photographs";
import { fetchBsds500 } from "../files/bsds500Place";
import { openBsds500 } from "./openExperimentData";
import type { OpenPhotographs } from "./openPhotographs";

export interface PhotographsByCrops {
  /** Throws a sentence where BSDS500_IMAGES names nothing usable. */
  readonly open: (crops: CropSettings) => Promise<Photographs>;
  /** Ends the workers of all. */
  readonly close: () => Promise<void>;
}

type OpenOne = (crops: CropSettings) => Promise<Photographs & Pick<OpenPhotographs, "close">>;

/** `open`: how one kind is opened; another one is for tests. */
export function photographsByCrops(open: OpenOne = (crops) => openBsds500(crops, fetchBsds500)): PhotographsByCrops {
  const opened = new Map<string, ReturnType<OpenOne>>();
  return {
    open: (crops) => {
      const key = JSON.stringify(crops);
      const photographs = opened.get(key) ?? open(crops);
      opened.set(key, photographs);
      return photographs;
    },
    close: async () => {
      for (const result of await Promise.allSettled(opened.values()))
        if (result.status === "fulfilled") await result.value.close();
    },
  };
}
