"""How many badly written forms `czdocs fix` puts right in one go, and whether any changes its meaning.

Usage: python bench/fixer.py

The forms are those of tests/data/badly_written: complete forms of the sample years, altered as offices write them.
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "intake")]

from badly_written import BADLY_WRITTEN, bad_form, leaves, same_meaning  # noqa: E402  found by the line above

from czdocs.diagnostic import has_errors  # noqa: E402  likewise
from czdocs.flows.knowledge import form_schemas  # noqa: E402  likewise
from czdocs.flows.validate import validate_content  # noqa: E402  likewise
from czdocs.intake.mending import mend  # noqa: E402  likewise
from czdocs.intake.reading import read_submission  # noqa: E402  likewise


def main() -> None:
    """Mend each form once and print the figures."""
    schemas = form_schemas()
    valid = faults = changed = edits = 0
    slowest = 0.0
    for path in BADLY_WRITTEN:
        form = bad_form(path)
        faults += len(validate_content(form.content, name=path.name).diagnostics)
        began = time.perf_counter()
        mending = mend(form.content, file=path.name, schemas=schemas)
        slowest = max(slowest, time.perf_counter() - began)
        edits += len(mending.edits)
        found = validate_content(mending.content, name=path.name).diagnostics
        valid += not has_errors(found)
        submission = read_submission(mending.content, file=path.name, schemas=schemas).submission
        values = dict(leaves(submission.data)) if submission else {}
        refused = {f".{d.place.path}" for d in found}
        wrong = [k for k in form.meant.keys() & values.keys() if not same_meaning(values[k], form.meant[k])]
        changed += any(where not in refused for where in wrong)
        if has_errors(found):
            print(f"left: {path.name}: {found[0].place.line}:{found[0].place.column} {found[0].code}")
    print(f"forms {len(BADLY_WRITTEN)}, findings before {faults}, edits {edits}")
    print(f"valid after one fix {valid}, with changed meaning {changed}, slowest {slowest * 1000:.0f} ms")


if __name__ == "__main__":
    main()
