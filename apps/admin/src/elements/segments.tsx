interface Option<Value> {
  readonly value: Value;
  readonly text: string;
  /** Where a choice belongs into the address, it is a link. */
  readonly href?: string;
}

interface SegmentsProps<Value> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChoose?: (value: Value) => void;
}

/** A choice of a few, all in sight. */
export function Segments<Value extends string | number>(props: SegmentsProps<Value>) {
  const { label, options, value, onChoose } = props;
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map((option) =>
        option.href === undefined ? (
          <button
            key={option.value}
            type="button"
            className="segments__part"
            aria-pressed={option.value === value}
            onClick={() => onChoose?.(option.value)}
          >
            {option.text}
          </button>
        ) : (
          <a
            key={option.value}
            className="segments__part"
            href={option.href}
            aria-current={option.value === value ? 'true' : undefined}
          >
            {option.text}
          </a>
        ),
      )}
    </div>
  );
}
