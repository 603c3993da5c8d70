import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
  retainSearchParams,
} from "@tanstack/react-router";
import type { i18n } from "i18next";
import { readFrom } from "../account/from";
import { readAsk } from "../ask/address";
import { readCorrect } from "../correct/address";
import { readEdition } from "../edition/address";
import { readExplorer } from "../map/explorer";
import { networkAt } from "../map/useNetwork";
import { readTable } from "../table/address";
import { readParameters, writeParameters } from "../view/address";
import { lasting, readView } from "../view/view";
import { Shell } from "./Shell";
import { Broken, NothingHere, OnItsWay } from "./states";

interface Context {
  answers: QueryClient;
  words: i18n;
}

const root = createRootRouteWithContext<Context>()({
  validateSearch: readView,
  search: { middlewares: [retainSearchParams([...lasting])] },
  component: Shell,
  notFoundComponent: NothingHere,
});

/** What a provider of OpenID Connect answers in the address (RFC 6749, sections 4.1.2 and 4.1.2.1; RFC 9207). */
const provided = ["code", "state", "iss", "error", "error_description"] as const;
type SignIn = { from?: string } & { [name in (typeof provided)[number]]?: string };

/** The texts of every page of a record. */
const record = ["record", "history", "field", "follow", "lists"];

// A page is a route here, an entry in addresses.json (so that the server answers its address) and a folder with the
// component, its documents and its texts. Its code and texts are loaded when it is first shown.

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  // Addresses such as /?city=chicago-il-us led to a record before records had pages.
  beforeLoad: ({ location }) => {
    const { city, organisation, resolution } = readParameters(location.searchStr);
    const search = readView(readParameters(location.searchStr));
    if (city) throw redirect({ to: "/city/$id", params: { id: city }, search, replace: true });
    if (organisation) throw redirect({ to: "/organisation/$id", params: { id: organisation }, search, replace: true });
    if (resolution) throw redirect({ to: "/resolution/$id", params: { id: resolution }, search, replace: true });
  },
  validateSearch: readExplorer,
  loaderDeps: ({ search }) => ({ knownAt: search.knownAt }),
  loader: ({ context, deps }) => {
    void context.answers.prefetchQuery(networkAt(deps.knownAt)); // on its way while the page's code is
    return context.words.loadNamespaces(["start", "map", "time", "lists", "record"]);
  },
  component: lazyRouteComponent(() => import("../start/StartPage"), "StartPage"),
});

const network = createRoute({
  getParentRoute: () => root,
  path: "/network",
  validateSearch: readExplorer,
  loaderDeps: ({ search }) => ({ knownAt: search.knownAt }),
  loader: ({ context, deps }) => {
    void context.answers.prefetchQuery(networkAt(deps.knownAt));
    return context.words.loadNamespaces(["map", "time", "network", "lists", "record"]);
  },
  component: lazyRouteComponent(() => import("../network/NetworkView"), "NetworkView"),
});

const city = createRoute({
  getParentRoute: () => root,
  path: "/city/$id",
  // Whether the history shows mere entries in directories.
  validateSearch: ({ listings }: Record<string, unknown>): { listings?: "shown" | undefined } =>
    listings === "shown" ? { listings } : {},
  loader: ({ context }) => context.words.loadNamespaces([...record, "city"]),
  component: lazyRouteComponent(() => import("../city/CityPage"), "CityPage"),
});

const link = createRoute({
  getParentRoute: () => root,
  path: "/link/$id",
  loader: ({ context }) => context.words.loadNamespaces([...record, "link"]),
  component: lazyRouteComponent(() => import("../link/LinkPage"), "LinkPage"),
});

const resolution = createRoute({
  getParentRoute: () => root,
  path: "/resolution/$id",
  loader: ({ context }) => context.words.loadNamespaces([...record, "resolution"]),
  component: lazyRouteComponent(() => import("../resolution/ResolutionPage"), "ResolutionPage"),
});

const organisation = createRoute({
  getParentRoute: () => root,
  path: "/organisation/$id",
  loader: ({ context }) => context.words.loadNamespaces([...record, "organisation", "campaign"]),
  component: lazyRouteComponent(() => import("../organisation/OrganisationPage"), "OrganisationPage"),
});

const campaign = createRoute({
  getParentRoute: () => root,
  path: "/campaign/$id",
  loader: ({ context }) => context.words.loadNamespaces([...record, "campaign"]),
  component: lazyRouteComponent(() => import("../campaign/CampaignPage"), "CampaignPage"),
});

const tables = createRoute({
  getParentRoute: () => root,
  path: "/table",
  beforeLoad: ({ search }) => {
    throw redirect({ to: "/table/$list", params: { list: "links" }, search, replace: true });
  },
});

const table = createRoute({
  getParentRoute: () => root,
  path: "/table/$list",
  validateSearch: readTable,
  loader: ({ context }) => context.words.loadNamespaces(["record", "table", "follow", "lists"]),
  component: lazyRouteComponent(() => import("../table/TablePage"), "TablePage"),
});

const country = createRoute({
  getParentRoute: () => root,
  path: "/country/$code",
  loader: ({ context }) => context.words.loadNamespaces(["record", "lists", "edition", "country"]),
  component: lazyRouteComponent(() => import("../country/CountryPage"), "CountryPage"),
});

const editions = createRoute({
  getParentRoute: () => root,
  path: "/edition",
  loader: ({ context }) => context.words.loadNamespaces(["record", "edition"]),
  component: lazyRouteComponent(() => import("../edition/EditionsPage"), "EditionsPage"),
});

const edition = createRoute({
  getParentRoute: () => root,
  path: "/edition/$id",
  validateSearch: readEdition,
  loader: ({ context }) => context.words.loadNamespaces([...record, "edition"]),
  component: lazyRouteComponent(() => import("../edition/EditionPage"), "EditionPage"),
});

const match = createRoute({
  getParentRoute: () => root,
  path: "/match",
  loader: ({ context }) => context.words.loadNamespaces(["record", "match"]),
  component: lazyRouteComponent(() => import("../match/MatchPage"), "MatchPage"),
});

const questions = createRoute({
  getParentRoute: () => root,
  path: "/ask",
  beforeLoad: ({ search }) => {
    throw redirect({ to: "/ask/$question", params: { question: "dialogue" }, search, replace: true });
  },
});

const question = createRoute({
  getParentRoute: () => root,
  path: "/ask/$question",
  validateSearch: readAsk,
  loader: ({ context }) => context.words.loadNamespaces(["record", "ask", "lists"]),
  component: lazyRouteComponent(() => import("../ask/AskPage"), "AskPage"),
});

const correct = createRoute({
  getParentRoute: () => root,
  path: "/correct",
  // The global id of the record that is corrected, or of the link about which something is claimed; or the type of a new
  // record, with cities that are given.
  validateSearch: readCorrect,
  loader: ({ context }) => context.words.loadNamespaces(["record", "field", "correct"]),
  component: lazyRouteComponent(() => import("../correct/CorrectPage"), "CorrectPage"),
});

const review = createRoute({
  getParentRoute: () => root,
  path: "/review",
  // Which proposals; or the id of one, whose secret is in the part of the address that no server is sent.
  validateSearch: (read: Record<string, unknown>): { state?: "ACCEPTED" | "REJECTED"; proposal?: string } => ({
    ...(read.state === "ACCEPTED" || read.state === "REJECTED" ? { state: read.state } : {}),
    ...(typeof read.proposal === "string" ? { proposal: read.proposal } : {}),
  }),
  loader: ({ context }) => context.words.loadNamespaces(["record", "field", "correct", "review"]),
  component: lazyRouteComponent(() => import("../review/ReviewPage"), "ReviewPage"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  // The page to come back to; or what a provider answers, to which this page is known.
  validateSearch: ({ from, ...answer }: Record<string, unknown>): SignIn => {
    const read: SignIn = {};
    const page = readFrom(from);
    if (page) read.from = page;
    for (const name of provided) if (typeof answer[name] === "string") read[name] = answer[name];
    return read;
  },
  loader: ({ context }) => context.words.loadNamespaces("account"),
  component: lazyRouteComponent(() => import("../account/SignInPage"), "SignInPage"),
});

const about = createRoute({
  getParentRoute: () => root,
  path: "/about",
  loader: ({ context }) => context.words.loadNamespaces("about"),
  component: lazyRouteComponent(() => import("../about/AboutPage"), "AboutPage"),
});

/** The pages by their addresses. */
export function newRouter(context: Context, history?: RouterHistory) {
  return createRouter({
    routeTree: root.addChildren([
      start,
      network,
      city,
      link,
      resolution,
      organisation,
      campaign,
      tables,
      table,
      country,
      editions,
      edition,
      match,
      questions,
      question,
      about,
      correct,
      review,
      signIn,
    ]),
    context,
    ...(history ? { history } : {}),
    parseSearch: readParameters,
    stringifySearch: writeParameters,
    defaultPreload: "intent",
    defaultPendingComponent: OnItsWay,
    defaultErrorComponent: Broken,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}
