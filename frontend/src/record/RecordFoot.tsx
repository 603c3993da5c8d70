import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import type { TypedDocument } from "../api/TypedDocument";
import { Follow } from "../follow/Follow";
import type { Followed } from "../follow/feed";
import { useFormat } from "../language/useFormat";
import { useView } from "../view/useView";
import { shownDay } from "../view/view";
import { ShowAsGraphQL } from "./ShowAsGraphQL";

interface Props<Data, Variables> {
  document: TypedDocument<Data, Variables>;
  variables: Variables;
  recordedAt: string;
  /** The global id of the record. */
  id: string;
  /** The feeds about it, each with its name; none for a record without news. */
  feeds?: readonly { about: string; of: Followed }[];
  /** Offer to print the page. */
  print?: boolean;
  /** Ways to what belongs to the record and is not recorded yet. */
  children?: ReactNode;
}

/** What can be done with a record's page, and of which time it is. */
export function RecordFoot<Data, Variables>({
  document,
  variables,
  recordedAt,
  id,
  feeds = [],
  print = false,
  children,
}: Props<Data, Variables>) {
  const { t } = useTranslation("record");
  const format = useFormat();
  const view = useView();
  return (
    <div className="record-foot">
      <p>
        {t("onDay")} {format.date(shownDay(view))} · {t("knownAt")}{" "}
        {view.knownAt ? `${format.instant(view.knownAt)} UTC` : t("everything")} · {t("versionOf")}{" "}
        {format.instant(recordedAt)} UTC
      </p>
      <p className="actions">
        {feeds.length > 0 && <Follow feeds={feeds} />}
        <Link to="/correct" search={{ record: id }}>
          {t("correct")}
        </Link>
        {children}
        <ShowAsGraphQL document={document} variables={variables} />
        {print && (
          <Button className="button" onPress={() => window.print()}>
            {t("print")}
          </Button>
        )}
      </p>
    </div>
  );
}
