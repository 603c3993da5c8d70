import { useQuery } from "@tanstack/react-query";
import { load } from "../api/load";
import { type Network, type NetworkFile, readNetwork } from "./network";

/** The network as known at an instant, or as known now. The browser keeps it and asks whether it still holds. */
export function useNetwork(knownAt: string | undefined) {
  return useQuery<Network, Error>({
    queryKey: ["map", knownAt ?? ""],
    queryFn: async ({ signal }) => {
      const question = knownAt ? `?${new URLSearchParams({ knownAt })}` : "";
      return readNetwork(await load<NetworkFile>(`/export/map.json${question}`, signal));
    },
    placeholderData: (shown) => shown,
    // Comparing 60,000 links field by field to find out what stayed the same would take longer than reading them.
    structuralSharing: false,
  });
}
