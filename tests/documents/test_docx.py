"""The DOCX engine: user text stays text, faults are named, bytes are reproducible."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from czdocs.documents.docx import render_docx
from czdocs.documents.qr import qr_png
from czdocs.errors import CzdocsError


def _template(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def _render(
    *paragraphs: str, context: dict[str, object] | None = None, images: dict[str, bytes] | None = None
) -> bytes:
    return render_docx(
        _template(*paragraphs),
        context or {},
        name="notice/notice.docx",
        title="通知",
        author="常州市工业和信息化局",
        created=date(2026, 6, 16),
        images=images,
    )


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }}",
        "{% for x in y %}",
        "<w:br/>",
        "</w:t></w:r></w:p>",
        "A&B",
        "<script>alert(1)</script>",
        "&lt;",
        "“引号”'单'\"双\"",
        "旻镕䶮𠅤",
        "{#注#}",
    ],
)
def test_user_text_never_becomes_markup(text: str) -> None:
    """Whatever an applicant writes stands in the document as it was written."""
    document = Document(BytesIO(_render("甲{{ name }}乙", context={"name": text})))
    assert [p.text for p in document.paragraphs] == [f"甲{text}乙"]


def test_a_missing_value_names_paragraph_and_variable() -> None:
    """A variable that nobody gave stops the document, with the paragraph that uses it."""
    with pytest.raises(CzdocsError, match=r"CZ4103 模板 notice/notice.docx 第 2 行用到的“nobody”没有提供"):
        _render("甲", "{{ nobody }}")


def test_a_missing_attribute_is_named() -> None:
    """An attribute that its value does not have stops the document."""
    with pytest.raises(CzdocsError, match=r"CZ4103.*“colour”"):
        _render("{{ product.colour }}", context={"product": {"name": "甲"}})


def test_a_misspelt_attribute_gets_candidates() -> None:
    """What may have been meant is offered, of what the value has."""
    with pytest.raises(CzdocsError, match=r"CZ4103.*“yeer”没有提供.*你要写的可能是 year。"):
        _render("{{ day.yeer }}", context={"day": date(2026, 6, 16)})


def test_a_fault_of_syntax_names_its_paragraph() -> None:
    """An unfinished tag is reported with its paragraph."""
    with pytest.raises(CzdocsError, match=r"CZ4102 模板 notice/notice.docx 第 3 行"):
        _render("甲", "乙", "{% for %}")


def test_a_template_cannot_reach_into_python() -> None:
    """The sandbox refuses what a malicious template would need."""
    with pytest.raises(CzdocsError, match=r"CZ4102.*unsafe"):
        _render("{{ ''.__class__.__mro__ }}")


def test_no_word_document() -> None:
    """A file that is no zip is reported as an unusable template."""
    with pytest.raises(CzdocsError, match="CZ4106"):
        render_docx(b"text", {}, name="a.docx", title="通知", author="局", created=date(2026, 6, 16))


def test_control_characters_are_refused() -> None:
    """A form feed in a value, deep inside, would become a page break; it is named instead."""
    with pytest.raises(CzdocsError, match=r"CZ4107.*甲乙.*U\+000C"):
        _render("{{ rows }}", context={"rows": [("甲\x0c乙",)]})


def test_pictures_come_from_the_given_ones_only() -> None:
    """A given picture is placed; a missing or broken one is named."""
    tag = "{{ picture(code, 20) }}"
    document = Document(BytesIO(_render(tag, context={"code": "abc"}, images={"abc": qr_png("证书")})))
    assert len(document.inline_shapes) == 1
    for images in ({}, {"abc": b"no picture"}):
        with pytest.raises(CzdocsError, match=r"CZ4109.*abc"):
            _render(tag, context={"code": "abc"}, images=images)


def test_same_input_same_bytes() -> None:
    """The zip has no clock, no machine and a fixed order; the properties have the document's date."""
    content = _render("{{ name }}", context={"name": "甲"})
    assert content == _render("{{ name }}", context={"name": "甲"})
    with ZipFile(BytesIO(content)) as members:
        names = members.namelist()
        assert names[0] == "[Content_Types].xml"
        assert names[1:] == sorted(names[1:])
        assert {(m.date_time, m.create_system) for m in members.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}
    properties = Document(BytesIO(content)).core_properties
    assert properties.title == "通知"
    assert properties.author == properties.last_modified_by == "常州市工业和信息化局"
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.replace(tzinfo=None) == datetime(2026, 6, 16)  # noqa: DTZ001  # as the file has it
