import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EditionsDocument } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered } from "../app/states";
import { useFormat } from "../language/useFormat";
import { Proof } from "../record/Proof";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { Wide } from "./Wide";
import "../record/record.css";
import "./edition.css";

/** The editions of directories that were read, the latest first. */
export function EditionsPage() {
  const { t } = useTranslation("edition");
  const format = useFormat();
  const variables = times(useView());
  const answer = useAnswer(EditionsDocument, variables, "editions");
  return (
    <>
      <PageHeading title={t("title")} />
      <p className="edition-lead">{t("lead")}</p>
      <Answered answer={answer}>
        {({ editions: { nodes } }) =>
          nodes.length === 0 ? (
            <p>{t("none")}</p>
          ) : (
            <Wide label={t("title")}>
              <table className="figures editions">
                <thead>
                  <tr>
                    <th scope="col">{t("date")}</th>
                    <th scope="col">{t("edition")}</th>
                    <th scope="col">{t("directory")}</th>
                    <th scope="col" className="number">
                      {t("covers")}
                    </th>
                    <th scope="col">{t("sources")}</th>
                  </tr>
                </thead>
                <tbody>
                  {nodes.map((edition) => (
                    <tr key={edition.id}>
                      <td>{format.date(edition.date)}</td>
                      <th scope="row">
                        <Link to="/edition/$id" params={{ id: edition.slug }}>
                          {edition.title ?? edition.slug}
                        </Link>
                        {edition.previous && (
                          <span className="detail">
                            {t("comparedWith", { date: format.date(edition.previous.date) })}
                          </span>
                        )}
                      </th>
                      <td>
                        <code>{edition.directory}</code>
                      </td>
                      <td className="number">{format.number(edition.covers.totalCount)}</td>
                      <td>
                        <Proof of={edition.title ?? edition.slug} {...edition} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Wide>
          )
        }
      </Answered>
      <p className="record-foot">
        <ShowAsGraphQL document={EditionsDocument} variables={variables} />
      </p>
    </>
  );
}
