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


def test_a_template_is_opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second document of a template needs neither docxtpl nor python-docx."""
    template = _template("{{ name }}")

    def filled(name: str) -> bytes:
        return render_docx(
            template, {"name": name}, name="a.docx", title="通知", author="局", created=date(2026, 6, 16)
        )

    def opened_again(*_: object) -> None:
        raise AssertionError("opened again")

    first = filled("甲")
    monkeypatch.setattr("docxtpl.DocxTemplate.init_docx", opened_again)
    assert filled("甲") == first
    assert filled("乙") != first


def test_breaks_of_a_value_are_breaks_in_word() -> None:
    """Line breaks and tabulators of a value stand in the document as Word has them."""
    document = Document(BytesIO(_render("{{ name }}", context={"name": "甲\n 乙\t丙"})))
    assert document.paragraphs[0].text == "甲\n 乙\t丙"
    assert 'xml:space="preserve"> 乙' in document.paragraphs[0]._p.xml


def test_marks_that_belong_to_no_one_stay() -> None:
    """What docxtpl takes for its own way of writing braces is the applicant's text and stays as it is."""
    document = Document(BytesIO(_render("{{ name }}", context={"name": "{_{ 甲 }_} {_% 乙 %_}"})))
    assert document.paragraphs[0].text == "{_{ 甲 }_} {_% 乙 %_}"


def test_half_a_character_is_refused() -> None:
    """Half of a pair of code units, which no file can hold, is named and not a failure of the writing."""
    with pytest.raises(CzdocsError, match=r"CZ4107.*U\+D83D"):
        _render("{{ name }}", context={"name": "甲\ud83d"})


def test_a_template_that_gives_no_document_is_named() -> None:
    """Tags that take half of an element away are found before Word would refuse the file."""
    document = Document()
    document.add_paragraph("{% if wrong %}甲")
    document.add_table(1, 1).cell(0, 0).text = "乙{% endif %}"
    output = BytesIO()
    document.save(output)
    with pytest.raises(CzdocsError, match=r"CZ4106.*成对"):
        render_docx(
            output.getvalue(),
            {"wrong": False},
            name="a.docx",
            title="通知",
            author="局",
            created=date(2026, 6, 16),
        )


def test_columns_follow_their_tags() -> None:
    """A table whose cells are repeated has as many columns in its grid as in its rows."""
    template = Document()
    table = template.add_table(1, 3)
    for cell, text in zip(table.rows[0].cells, ("{%tc for n in names %}", "{{ n }}", "{%tc endfor %}"), strict=True):
        cell.text = text
    output = BytesIO()
    template.save(output)
    content = render_docx(
        output.getvalue(),
        {"names": ["甲", "乙", "丙", "丁"]},
        name="a.docx",
        title="通知",
        author="局",
        created=date(2026, 6, 16),
    )
    table = Document(BytesIO(content)).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["甲", "乙", "丙", "丁"]
    assert len(table.columns) == 4


def test_a_picture_is_in_the_file_once() -> None:
    """Shown twice, a picture is in the file once, under numbers that no other drawing has."""
    tags = ("{{ picture(code, 20) }}", "{{ picture(code, 30, '二维码<甲>') }}")
    content = _render(*tags, context={"code": "abc"}, images={"abc": qr_png("证书")})
    document = Document(BytesIO(content))
    shapes = document.inline_shapes
    assert [round(shape.width.mm) for shape in shapes] == [20, 30]
    assert [round(shape.height.mm) for shape in shapes] == [20, 30]
    assert [shape._inline.docPr.get("id") for shape in shapes] == ["1", "2"]
    assert shapes[1]._inline.docPr.get("descr") == "二维码<甲>"
    with ZipFile(BytesIO(content)) as members:
        assert [name for name in members.namelist() if name.startswith("word/media/")] == ["word/media/picture1.png"]
        assert members.testzip() is None


def test_properties_are_text() -> None:
    """A title with the signs of XML and of templates is a property like any other."""
    content = render_docx(
        _template("甲"),
        {},
        name="a.docx",
        title="<通知> & {{ 7*7 }}",
        author="局</dc:creator>",
        created=date(2026, 6, 16),
    )
    properties = Document(BytesIO(content)).core_properties
    assert (properties.title, properties.author) == ("<通知> & {{ 7*7 }}", "局</dc:creator>")
