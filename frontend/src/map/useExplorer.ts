import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { changesOf, readingsOf, type SpanName, spanOf } from "../time/timeline";
import type { View as Shared } from "../view/view";
import { type Explorer, kindsOf, shownDays, statusesOf, USUAL_SPAN, wishOf } from "./explorer";
import { type Day, dateOf, type Network } from "./network";
import { counts, select } from "./select";
import { useTheme } from "./useTheme";

/** How long after the last of many quick changes the address follows, in milliseconds. */
const LATER = 180;

/**
 * All that the map and the network view share: what the address says, what follows from it, and how to change it. Days
 * that a moving slider passes are shown at once and written to the address when it rests.
 */
export function useExplorer(network: Network, colouring: (address: Explorer) => "status" | "alliance") {
  const address: Shared & Explorer = useSearch({ strict: false });
  const navigate = useNavigate();
  const theme = useTheme(address.theme);
  const { i18n } = useTranslation();
  const language = i18n.resolvedLanguage ?? "en";

  const change = useCallback(
    (part: Shared & Explorer, { replace = false } = {}) => {
      void navigate({
        to: ".",
        search: (shown: Shared & Explorer) => ({ ...shown, ...part }),
        replace,
        resetScroll: false,
      });
    },
    [navigate],
  );

  const changes = useMemo(() => changesOf(network), [network]);
  const readings = useMemo(() => readingsOf(network), [network]);
  const spanName: SpanName = address.span ?? USUAL_SPAN;
  const span = useMemo(() => spanOf(spanName, changes, network.today), [spanName, changes, network.today]);

  // What the slider passes: shown, but not in the address yet.
  const [passing, setPassing] = useState<{ asOf?: Day; compare?: Day } | null>(null);
  const timer = useRef(0);
  const dateFor = useCallback((day: Day) => (day === network.today ? undefined : dateOf(day)), [network.today]);
  const pass = useCallback(
    (next: { asOf?: Day; compare?: Day }, settled: boolean) => {
      clearTimeout(timer.current);
      const write = () =>
        change(
          {
            ...(next.asOf === undefined ? {} : { asOf: dateFor(next.asOf) }),
            ...(next.compare === undefined ? {} : { compare: dateOf(next.compare) }),
          },
          { replace: true },
        );
      setPassing((before) => ({ ...before, ...next }));
      timer.current = window.setTimeout(write, settled ? 0 : LATER);
    },
    [change, dateFor],
  );
  useEffect(() => () => clearTimeout(timer.current), []);
  // The address has followed, or was changed by something else: it counts again.
  const { asOf, compare } = address;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is their change that matters
  useEffect(() => setPassing(null), [asOf, compare]);

  const passed = useMemo(
    () => ({
      ...address,
      ...(passing?.asOf === undefined ? {} : { asOf: dateOf(passing.asOf) }),
      ...(passing?.compare === undefined || !compare ? {} : { compare: dateOf(passing.compare) }),
    }),
    [address, passing, compare],
  );
  const wish = useMemo(
    () => wishOf(network, passed, shownDays(passed, network.today), { theme, language, colour: colouring(address) }),
    [network, passed, address, theme, language, colouring],
  );
  const { day, since, statuses: statusBits, kinds, lists } = wish;
  const selection = useMemo(
    () => select(network, { day, since, statuses: statusBits, kinds, lists }),
    [network, day, since, statusBits, kinds, lists],
  );
  const counted = useCallback(
    (link: number) => ((kinds >> (network.linkKind[link] as number)) & 1) === 1,
    [network, kinds],
  );

  return {
    address,
    change,
    changes,
    readings,
    span,
    spanName,
    wish,
    selection,
    counts: useMemo(() => counts(network, selection, { kinds, lists }), [network, selection, kinds, lists]),
    counted,
    /** Whether more changes follow quickly. */
    soon: passing !== null,
    day: passing?.asOf ?? (asOf ? shownDays({ asOf }, network.today).day : network.today),
    other: compare ? (passing?.compare ?? shownDays({ asOf: compare }, network.today).day) : null,
    setDay: (to: Day, settled: boolean) => pass({ asOf: to }, settled),
    setOther: (to: Day | null, settled: boolean) =>
      to === null
        ? change({ compare: undefined })
        : compare
          ? pass({ compare: to }, settled)
          : change({ compare: dateOf(to) }),
    setSpan: (name: SpanName) => change({ span: name === USUAL_SPAN ? undefined : name }, { replace: true }),
    setKnownAt: (knownAt: string | undefined) => change({ knownAt }),
    setStatuses: (mask: number) => change({ statuses: statusesOf(mask) }, { replace: true }),
    setKinds: (mask: number) => change({ kinds: kindsOf(network, mask) }, { replace: true }),
    selectCity: (city: number) => change({ focus: network.cityId[city], link: undefined }),
    selectLink: (link: number) => change({ link: network.linkId[link] }),
    clear: () => change({ focus: undefined, link: undefined }),
  };
}
