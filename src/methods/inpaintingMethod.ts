// What fills holes: one type for classical methods, trained networks and whatever comes after them, so that the benchmark, the
// studies, the command inpaint and the notebooks need not know which it is.
import * as v from "valibot";
import type { FillFunction } from "../images/batch";

/** Which sizes of images a method takes, in pixels; plain data, since a saved network states it in its model.json. */
export type MethodSizes =
  | { readonly kind: "any" }
  | { readonly kind: "one"; readonly height: number; readonly width: number }
  /**
   * `fill` takes sides that are multiples of `multiple`; every other size goes window by window: fillAnySize(), with this margin,
   * a whole number of pixels from 1 up, where it is given.
   */
  | { readonly kind: "windows"; readonly multiple: number; readonly margin?: number };

export const methodSizesSchema: v.GenericSchema<MethodSizes> = v.variant("kind", [
  v.looseObject({ kind: v.literal("any") }),
  v.looseObject({ kind: v.literal("one"), height: v.number(), width: v.number() }),
  v.looseObject({
    kind: v.literal("windows"),
    multiple: v.number(),
    margin: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
]);

/** A way to fill holes, ready to be called. */
export interface InpaintingMethod {
  /** What commands take. */
  readonly name: string;
  /** For tables and figures. */
  readonly title: string;
  readonly sizes: MethodSizes;
  /** All its parameters, moving means that are not trained included; 0 for a method that learns nothing. */
  readonly parameters: number;
  readonly fill: FillFunction;
  /** Frees what the method holds; absent where that is nothing. */
  readonly dispose?: () => void;
}

/** Why the method cannot fill a picture of this size, not even by windows, as a sentence; null where it can. */
export function refusal(
  { name, sizes }: Pick<InpaintingMethod, "name" | "sizes">,
  height: number,
  width: number,
): string | null {
  if (sizes.kind !== "one" || (height === sizes.height && width === sizes.width)) return null;
  return (
    `Expected a picture of ${sizes.width}×${sizes.height} pixels for ${name}, which knows no other size, ` +
    `but received ${width}×${height}. Choose a classical method, for example biharmonic.`
  );
}
