"""What is issued was measured: a document that breaks the standard is refused, a certificate says the same twice."""

from dataclasses import replace

import pytest
from broken_layout import FAULTS, bases, changed
from directory_data import fonts
from edition_data import edition

from czdocs.documents import issuing_certificate
from czdocs.documents.gongwen import Layout
from czdocs.documents.issuing import issue_official, refuse_faults
from czdocs.documents.issuing_certificate import issue_certificate
from czdocs.documents.measuring.measurement import Form, Measurement
from czdocs.documents.measuring.rules.row import MeasuredRow, Verdict
from czdocs.errors import CzdocsError

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)


def _failing(*numbers: str) -> Measurement:
    rows = [
        MeasuredRow(
            number=number,
            clause="5.2.1",
            element="订口",
            expected="28 ±1 mm",
            measured="31.0 mm",
            verdict=Verdict.FAILS,
            reason="订口不符",
        )
        for number in numbers
    ]
    return Measurement(form=Form.DOCUMENT, pages=1, rows=tuple(rows))


def test_every_layout_has_its_form() -> None:
    """Every layout is measured as the form of the same name."""
    assert {layout.value for layout in Layout} == {form.value for form in Form}


@pytest.mark.parametrize("name", ["版心宽 150 mm", "标志 70 mm", "正文 4 号"])
def test_document_that_breaks_a_row_is_not_issued(name: str) -> None:
    """It is refused with the row that fails, though both formats still say the same."""
    (fault,) = (fault for fault in FAULTS if fault.name == name)
    with changed(fault), pytest.raises(CzdocsError) as refused:
        issue_official(bases()[fault.base], fonts=fonts())
    found = refused.value.diagnostic
    assert found.code == "CZ4170"
    assert f"第 {fault.row} 行" in found.message


def test_right_document_is_issued_with_its_measurement() -> None:
    """The measurement of a document without fault comes with it."""
    issued = issue_official(bases()["single"], fonts=fonts())
    assert issued.measurement is not None
    assert issued.measurement.form is Form.DOCUMENT
    assert issued.measurement.passes


def test_first_fault_and_their_number_are_told() -> None:
    """The message names document, row, clause, element, what is wanted and what was found."""
    with pytest.raises(CzdocsError) as refused:
        refuse_faults(_failing("5d", "17b", "3a"), document="通知")
    assert refused.value.diagnostic.message == (
        "《通知》的 PDF 不符合 GB/T 9704-2012（共2行）。第 17b 行（5.2.1）订口："
        "规定“28 ±1 mm”，实测“31.0 mm”，订口不符。"
    )


def test_what_words_do_to_lines_forbids_nothing() -> None:
    """Rows that a rare character or a Latin word can fail are only told."""
    refuse_faults(_failing("2a", "2b", "5a", "5b", "5c", "5d", "18"), document="通知")


def test_certificate_is_issued_in_both_formats() -> None:
    """Every certificate of the edition says the same as PDF and as Word document; it has no rows to be measured by."""
    for entry in edition().certified:
        assert issue_certificate(entry, edition().publication, fonts=fonts()).measurement is None


def test_certificates_that_differ_are_not_issued(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Word document that names another product than the PDF is refused."""
    entry = edition().certified[0]
    render = issuing_certificate.render_certificate_docx
    other = replace(entry, product="另一产品")
    monkeypatch.setattr(issuing_certificate, "render_certificate_docx", lambda _, issued: render(other, issued))
    with pytest.raises(CzdocsError) as refused:
        issue_certificate(entry, edition().publication, fonts=fonts())
    assert refused.value.diagnostic.code == "CZ4160"
