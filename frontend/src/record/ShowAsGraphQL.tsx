import { useTranslation } from "react-i18next";
import type { TypedDocument } from "../api/TypedDocument";
import { questionAddress } from "../graphiql/question";

interface Props<Data, Variables> {
  document: TypedDocument<Data, Variables>;
  variables: Variables;
}

/** Opens the question behind a page in the query editor. */
export function ShowAsGraphQL<Data, Variables>({ document, variables }: Props<Data, Variables>) {
  const { t } = useTranslation("record");
  return <a href={questionAddress(document.toString(), variables)}>{t("graphql")}</a>;
}
