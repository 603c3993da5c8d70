import { Button } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { useTranslation } from "react-i18next";
import { FieldEditor } from "./FieldEditor";
import { askedValue, type Field } from "./filter";
import { useChangeTable, useTableAddress } from "./useTableAddress";

/** A button in the head of a column that opens what can be asked of it. */
export function ColumnFilter({ column, fields }: { column: string; fields: readonly Field[] }) {
  const { t } = useTranslation("table");
  const address = useTableAddress();
  const change = useChangeTable();
  const used = fields.some((field) => askedValue(field, address) !== "");
  return (
    <DialogTrigger>
      <Button
        className="column-filter"
        aria-label={t(used ? "filtered" : "filter", { column })}
        data-used={used || undefined}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path
            d="M2 3h12l-4.7 5.6v4.2l-2.6 1.4V8.600L2 3z"
            fill={used ? "currentColor" : "none"}
            stroke="currentColor"
            strokeWidth="1.4"
            strokeLinejoin="round"
          />
        </svg>
      </Button>
      <Popover
        className="popover filter-popover"
        placement="bottom start"
        UNSTABLE_portalContainer={document.getElementById("main") ?? document.body}
      >
        <Dialog aria-label={t("filter", { column })}>
          {({ close }) => (
            <>
              {fields.map((field) => (
                <FieldEditor
                  key={field.parameter}
                  field={field}
                  value={askedValue(field, address)}
                  onChange={(value) => {
                    change({ [field.parameter]: value === "" ? undefined : value });
                    if (fields.length === 1 && !["choice", "yes", "country"].includes(field.kind)) close();
                  }}
                />
              ))}
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
