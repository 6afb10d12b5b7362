// The settings of the six-term loss (sixTerms.ts) as plain values that fit into JSON: the weight of each term, and where total
// variation is taken; the paper's and a student project's by name.
import * as v from "valibot";

/** Weights, 0 or more: a term of weight 0 is not computed. Plain values that fit into JSON. */
export interface SixTermSettings {
  /** Of mean |M⊙(out - truth)| over all values of the image, known or not; M is 1 where a pixel is known. */
  readonly valid: number;
  /** Of mean |(1-M)⊙(out - truth)| over all values of the image. */
  readonly hole: number;
  /** Of mean |Ψ(out) - Ψ(truth)| + mean |Ψ(comp) - Ψ(truth)|, added up over the layers of features Ψ. */
  readonly perceptual: number;
  /** Of mean |G(out) - G(truth)|, added up over the layers; G = ΨᵀΨ/(C·H·W) with Ψ as [H·W,C], the mean goes over its C×C values. */
  readonly styleOut: number;
  /** The same of comp. */
  readonly styleComposite: number;
  /** Of |differences| of comp's neighbours to the right and below, added up and divided by the number of comp's values. */
  readonly totalVariation: number;
  /**
   * "dilated hole": neighbours that both lie in the hole grown by one pixel, diagonally too, as which we read the paper's "1-pixel
   * dilation of the hole region".
   */
  readonly totalVariationOver: "dilated hole" | "whole composite";
}

export const sixTermSettingsSchema: v.GenericSchema<SixTermSettings> = v.looseObject({
  valid: v.number(),
  hole: v.number(),
  perceptual: v.number(),
  styleOut: v.number(),
  styleComposite: v.number(),
  totalVariation: v.number(),
  totalVariationOver: v.picklist(["dilated hole", "whole composite"]),
});

/** The paper's weights. */
export const liuSixTerms: SixTermSettings = {
  valid: 1,
  hole: 6,
  perceptual: 0.05,
  styleOut: 120,
  styleComposite: 120,
  totalVariation: 0.1,
  totalVariationOver: "dilated hole",
};

/**
 * The weights of the project viv66/image-inpainting (Inpainting_Partial_Convolution-2.ipynb, LAMBDAS), which takes total variation
 * over the whole composite. Its images are normalised by ImageNet's means and deviations, ours are in [0,1]: there differences of
 * pixels are 4.4 times as large. It divides differences by their own number, H·(W-1)·C and (H-1)·W·C.
 */
export const studentProjectSixTerms: SixTermSettings = {
  valid: 1,
  hole: 6,
  perceptual: 0.05,
  styleOut: 240,
  styleComposite: 240,
  totalVariation: 2,
  totalVariationOver: "whole composite",
};

/**
 * The paper's weights with a tenth of those of style, for the features of this project's classifier: its layers have a quarter of
 * VGG16's channels, and with 120 each style of a harmonic fill counts nearly 10 times as much as its hole (the first eight training
 * photographs of BSDS500, their 128×128 pixels from row and column 90 on, holes of three techniques: .91 and .095).
 */
export const classifierSixTerms: SixTermSettings = { ...liuSixTerms, styleOut: 12, styleComposite: 12 };

/** By the name that settings use. */
export const sixTermSettings: { readonly [name: string]: SixTermSettings } = {
  liuSixTerms,
  studentProjectSixTerms,
  classifierSixTerms,
};

/** The terms, by their names in settings and logs. */
export type SixTermName = Exclude<keyof SixTermSettings, "totalVariationOver">;

/** In the order in which they are logged. */
export const sixTermNames: readonly SixTermName[] = [
  "valid",
  "hole",
  "perceptual",
  "styleOut",
  "styleComposite",
  "totalVariation",
];

/** Throws, naming the weight, where one is no number from 0 up or all are 0, and where total variation has no such region. */
export function checkSixTermSettings(settings: SixTermSettings): void {
  for (const name of sixTermNames) {
    const weight: unknown = settings[name];
    if (Number.isFinite(weight) && (weight as number) >= 0) continue;
    throw new Error(
      `Expected the six-term loss's weight ${name} to be a finite number from 0 up, but received ` +
        `${typeof weight === "number" ? weight : JSON.stringify(weight)}. Use for example ${liuSixTerms[name]}.`,
    );
  }
  if (sixTermNames.every((name) => settings[name] === 0)) {
    throw new Error(
      `Expected a weight above 0 for one of the terms ${sixTermNames.join(", ")}, but received 0 for all. ` +
        "Use for example valid: 1, hole: 6.",
    );
  }
  const region: unknown = settings.totalVariationOver;
  if (region === "dilated hole" || region === "whole composite") return;
  throw new Error(
    `Expected totalVariationOver to be "dilated hole" or "whole composite", but received ${JSON.stringify(region)}. ` +
      "Use one of the two.",
  );
}
