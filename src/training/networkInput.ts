// What a network is fed, by the names that experiments and saved networks use.
import * as v from "valibot";
import { addMaskChannel, paintHolesBlack, type PrepareInput } from "./step";

/** "black holes": the image with 0 in its holes, [N,H,W,3]; "mask channel": the same with its knownMask, [N,H,W,4]. */
export type NetworkInput = "black holes" | "mask channel";

export const networkInputSchema: v.GenericSchema<NetworkInput> = v.picklist(["black holes", "mask channel"]);

/** How each kind of input is made. */
export const networkInputs: { readonly [input in NetworkInput]: PrepareInput } = {
  "black holes": paintHolesBlack,
  "mask channel": addMaskChannel,
};
