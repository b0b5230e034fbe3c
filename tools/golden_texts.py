"""The golden texts of the documents: what each kind says, read back from the finished Word document.

    python tools/golden_texts.py

writes tests/data/golden/<kind>.txt anew from the samples in tests/documents/issued_data.py. Read the difference
(`git diff tests/data/golden`) before it is committed: it is what citizens and companies would read from then on.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "documents")]

from issued_data import KINDS  # noqa: E402 - the path is known only now

from czdocs.documents.official import render_official_docx  # noqa: E402
from czdocs.documents.reading_back.docx_content import docx_content  # noqa: E402


def main() -> None:
    """Writes every golden text."""
    folder = ROOT / "tests" / "data" / "golden"
    folder.mkdir(exist_ok=True)
    for kind, document in KINDS.items():
        text = docx_content(render_official_docx(document())).readable()
        (folder / f"{kind}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
