import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useRouterState, useSearch } from "@tanstack/react-router";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { may, useViewer } from "../account/useViewer";
import { ApiError, ask } from "../api/ask";
import { ProposalDocument, type ProposalState, ProposalsDocument, type ProposalsQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered, Failed, OnItsWay } from "../app/states";
import { useFormat } from "../language/useFormat";
import { ProposalCard } from "./ProposalCard";
import "../record/status.css";
import "../record/record.css";
import "../correct/correct.css";
import "../history/history.css";
import "./review.css";

export const states = ["OPEN", "ACCEPTED", "REJECTED"] as const satisfies ProposalState[];

/** Proposals: for reviewers those that wait, for contributors their own; each beside what is recorded. */
export function ReviewPage() {
  const { t } = useTranslation("review");
  const viewer = useViewer();
  const { href, hash } = useRouterState({ select: ({ location }) => location });
  const { proposal } = useSearch({ from: "/review" });
  if (proposal) return <OwnProposal id={proposal} secret={decodeURIComponent(hash)} />;
  const title = t(may(viewer, "REVIEW") ? "title" : "own");
  return (
    <div className="review">
      <PageHeading title={title} />
      {!viewer && <OnItsWay />}
      {viewer && !viewer.name && (
        <p>
          {t("anonymous")}{" "}
          <Link to="/sign-in" search={{ from: href }}>
            {t("signIn")}
          </Link>
        </p>
      )}
      {viewer?.name && !may(viewer, "PROPOSE") && <p>{t("notForRole")}</p>}
      {viewer?.name && may(viewer, "PROPOSE") && <Queue reviews={may(viewer, "REVIEW")} />}
    </div>
  );
}

/** What became of a proposal, for who handed it in: without a sign-in by its secret. */
function OwnProposal({ id, secret }: { id: string; secret: string }) {
  const { t } = useTranslation("review");
  const answer = useAnswer(ProposalDocument, { id, ...(secret ? { secret } : {}) }, `proposal ${id}`);
  const none = answer.error instanceof ApiError && answer.error.code === "NOT_FOUND";
  return (
    <div className="review">
      <PageHeading title={t("one")} />
      <p className="quiet-words">{t("keep")}</p>
      {none ? (
        <p>{t("none")}</p>
      ) : (
        <Answered answer={answer}>
          {({ proposal }) =>
            proposal && <ProposalCard proposal={proposal} reviews={false} {...(secret ? { secret } : {})} />
          }
        </Answered>
      )}
    </div>
  );
}

function Queue({ reviews }: { reviews: boolean }) {
  const { t } = useTranslation("review");
  const format = useFormat();
  const { state = "OPEN" } = useSearch({ from: "/review" });
  const answer = useInfiniteQuery({
    queryKey: ["proposals", state],
    queryFn: ({ pageParam, signal }) =>
      ask(ProposalsDocument, { state, ...(pageParam ? { after: pageParam } : {}) }, signal),
    initialPageParam: "",
    getNextPageParam: ({ proposals: { pageInfo } }: ProposalsQuery) =>
      pageInfo.hasNextPage ? pageInfo.endCursor : null,
  });
  return (
    <>
      <nav aria-label={t("states")} className="lists">
        {states.map((one) => (
          <Link
            key={one}
            to="/review"
            search={one === "OPEN" ? {} : { state: one }}
            activeOptions={{ exact: true }}
            aria-current={one === state ? "page" : undefined}
          >
            {t(`state.${one}`)}
          </Link>
        ))}
      </nav>
      {answer.isPending && <OnItsWay />}
      {answer.isError && <Failed error={answer.error} retry={() => void answer.refetch()} />}
      {answer.data && (
        <>
          <p role="status">
            {t("count", {
              count: answer.data.pages[0]?.proposals.totalCount ?? 0,
              number: format.number(answer.data.pages[0]?.proposals.totalCount ?? 0),
            })}
          </p>
          <ol className="proposals">
            {answer.data.pages
              .flatMap(({ proposals }) => proposals.nodes)
              .map((proposal) => (
                <li key={proposal.id}>
                  <ProposalCard proposal={proposal} reviews={reviews} />
                </li>
              ))}
          </ol>
          {answer.hasNextPage && (
            <Button className="button" onPress={() => void answer.fetchNextPage()}>
              {t("more")}
            </Button>
          )}
        </>
      )}
    </>
  );
}
