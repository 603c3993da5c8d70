import { Link } from "@tanstack/react-router";
import { Button } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { useTranslation } from "react-i18next";
import type { CitationFragment, Confidence } from "../api/operations";
import { useFormat } from "../language/useFormat";
import { Citations } from "./Citations";
import { useReferenceNumbers } from "./References";

interface Props {
  /** What is proved, for those who do not see what the button stands beside. */
  of: string;
  sources: readonly CitationFragment[];
  confidence?: Confidence | null;
  notes?: string | null;
  recordedAt?: string;
  /** The global id of the record that states it, by which it is corrected. */
  id?: string;
}

/** Who says so: a button beside a statement that opens its sources, how it was obtained and when it was recorded. */
export function Proof({ of, sources, confidence, notes, recordedAt, id }: Props) {
  const { t } = useTranslation(["record", "language"]);
  const format = useFormat();
  const numbers = useReferenceNumbers(sources);
  return (
    <>
      <DialogTrigger>
        <Button className="proof" aria-label={t("record:proof.label", { count: sources.length, of })}>
          {t("record:proof.count", { count: sources.length })}
        </Button>
        <Popover
          className="popover proof-popover"
          placement="bottom start"
          // Inside of the page's main landmark, where screen readers look for content.
          UNSTABLE_portalContainer={document.getElementById("main") ?? document.body}
        >
          <Dialog aria-label={t("record:proof.title", { of })}>
            <Citations sources={sources} />
            {confidence && (
              <p>
                {t("record:proof.confidence")} {t(`language:confidence.${confidence}`)}.
              </p>
            )}
            {notes && (
              <p>
                {t("record:proof.notes")} <span lang="en">{notes}</span>
              </p>
            )}
            {recordedAt && (
              <p>
                {t("record:proof.recorded")} {format.instant(recordedAt)} UTC.
              </p>
            )}
            {id && (
              <p>
                <Link to="/correct" search={{ record: id }}>
                  {t("record:correct")}
                </Link>
              </p>
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
      {numbers.length > 0 && <span className="print-only"> [{numbers.join(", ")}]</span>}
    </>
  );
}
