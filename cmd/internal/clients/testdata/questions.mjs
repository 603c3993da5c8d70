// What clients with a normalized cache are asked.
import { parse } from "graphql";

export const days = parse(`
  query Days {
    before: twinningLink(id: "tromso-no--murmansk-ru", asOf: "2020-01-01") { id status { status } }
    after: twinningLink(id: "tromso-no--murmansk-ru", asOf: "2023-01-01") { id status { status } }
    then: city(id: "murmansk-ru", asOf: "1980-01-01") { id links { totalCount } }
    now: city(id: "murmansk-ru", asOf: "2023-01-01") { id links { totalCount } }
  }
`);
export const day = parse(`
  query Day($asOf: Date!) {
    twinningLink(id: "tromso-no--murmansk-ru", asOf: $asOf) { id status { status } }
  }
`);
export const again = parse(`
  query Again($id: ID!) { node(id: $id) { __typename id ... on TwinningLink { status { status } } } }
`);
export const page = parse(`
  query Page($after: String) {
    city(id: "murmansk-ru", asOf: "2023-01-01") {
      id
      links(first: 4, after: $after) { edges { cursor node { id slug } } pageInfo { hasNextPage endCursor } }
    }
  }
`);
