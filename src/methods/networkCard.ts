// What a saved network says of itself: its model.json holds the card, and nothing is guessed from its name.
import * as v from "valibot";
import { networkInputSchema, type NetworkInput } from "../training/networkInputKind";
import { methodSizesSchema, type MethodSizes } from "./inpaintingMethod";

export interface SavedCard {
  readonly input: NetworkInput;
  readonly sizes: MethodSizes;
  /** The name of the experiment that trained it; null where that is not known. */
  readonly experiment: string | null;
}

export const savedCardSchema: v.GenericSchema<SavedCard> = v.looseObject({
  input: networkInputSchema,
  sizes: methodSizesSchema,
  experiment: v.nullable(v.string()),
});

export interface NetworkCard extends SavedCard {
  readonly name: string;
  readonly title: string;
}
