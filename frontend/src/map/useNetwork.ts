import { queryOptions, useQuery } from "@tanstack/react-query";
import { load } from "../api/load";
import { type Network, type NetworkFile, readNetwork } from "./network";

/** The network as known at an instant, or as known now. The browser keeps it and asks whether it still holds. */
export function networkAt(knownAt: string | undefined) {
  return queryOptions<Network, Error>({
    queryKey: ["map", knownAt ?? ""],
    queryFn: async ({ signal }) => {
      const question = knownAt ? `?${new URLSearchParams({ knownAt })}` : "";
      return readNetwork(await load<NetworkFile>(`/export/map.json${question}`, signal));
    },
    // Comparing 60,000 links field by field to find out what stayed the same would take longer than reading them.
    structuralSharing: false,
  });
}

/** The network, with the last one in its place while another is on its way. */
export function useNetwork(knownAt: string | undefined) {
  return useQuery({ ...networkAt(knownAt), placeholderData: (shown) => shown });
}
