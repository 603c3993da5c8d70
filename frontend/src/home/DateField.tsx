import { useEffect, useId, useState } from "react";
import { today } from "./model";

/** The date at which things are shown. Empty means today; half-typed dates are not passed on. */
export function DateField({ asOf, onChange }: { asOf: string; onChange: (asOf: string) => void }) {
  const id = useId();
  const [draft, setDraft] = useState(asOf || today());
  useEffect(() => setDraft(asOf || today()), [asOf]);
  return (
    <div className="date">
      <label htmlFor={id}>As of</label>
      <div className="date-field">
        <input
          id={id}
          type="date"
          min="1800-01-01"
          max="9999-12-31"
          value={draft}
          onChange={(event) => {
            const { value, validity } = event.target;
            setDraft(value);
            if (value && validity.valid) onChange(value === today() ? "" : value);
          }}
          onBlur={() => setDraft(asOf || today())}
        />
        <button type="button" disabled={asOf === ""} onClick={() => onChange("")}>
          Today
        </button>
      </div>
    </div>
  );
}
