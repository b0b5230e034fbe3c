"""Chinese line setting for WeasyPrint: flush edges, compressed punctuation, line breaks that divide no number.

WeasyPrint justifies a line by stretching its spaces only and never compresses punctuation, so that Chinese text ends
up to one character short of the edge. Three of its private functions are replaced and one method is extended, which is
why the version is checked first (docs/decisions/0005-documents.md). `marks` knows characters, `spacing` draws and
justifies a line, `breaking` finds where it ends; none of them knows anything else of this program.
"""

from czdocs.documents.justification.marks import compression, gaps, is_expandable, widening
from czdocs.errors import CzdocsError

__all__ = ["WEASYPRINT_VERSION", "compression", "gaps", "install_justification", "is_expandable", "widening"]

WEASYPRINT_VERSION = "70"
"""The series on which the replaced functions were read and the edges measured."""


def install_justification() -> None:
    """Makes this process's WeasyPrint set lines as Chinese typesetting expects; a second call does nothing.

    Raises:
        CzdocsError: CZ4105 if the installed version is not the one this was written for.
    """
    import weasyprint

    if weasyprint.VERSION.split(".")[0] != WEASYPRINT_VERSION:
        raise CzdocsError("CZ4105", expected=f"{WEASYPRINT_VERSION}.x", actual=weasyprint.VERSION)
    from czdocs.documents.justification.breaking import install_breaking
    from czdocs.documents.justification.spacing import install_spacing

    install_spacing()
    install_breaking()
