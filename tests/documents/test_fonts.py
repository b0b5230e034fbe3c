"""The fonts as they were set up: stacks, style sheet, the bureau's own files, faults."""

import json
import shutil
import warnings
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from czdocs.documents.font_repair import has_identity_cids, repair_faults, with_identity_cids
from czdocs.documents.fonts import (
    Role,
    character_bounds,
    check_environment,
    font_face_css,
    font_findings,
    load_fonts,
)
from czdocs.errors import CzdocsError
from czdocs.flows.set_up_fonts import main, set_up_fonts
from czdocs.resources import default_font_folder

FONTS = default_font_folder()


def office_font(path: Path, name: str, *, characters: str = "市") -> None:
    """Writes a small TrueType font that calls itself `name`, as the bureau's own fonts do."""
    order = [".notdef", *(f"uni{ord(c):04X}" for c in characters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(c): f"uni{ord(c):04X}" for c in characters})
    builder.setupGlyf(dict.fromkeys(order, TTGlyphPen(None).glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": name, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


@pytest.fixture
def own_copy(tmp_path: Path) -> Path:
    """The set-up fonts in a folder that a test may damage."""
    return Path(shutil.copytree(FONTS, tmp_path / "fonts"))


@pytest.mark.parametrize(
    ("role", "stack"),
    [
        ("song", '"cz-song", "cz-noto-serif"'),
        ("song-bold", '"cz-song-bold", "cz-noto-serif"'),
        ("fang", '"cz-fang", "cz-noto-serif"'),
        ("kai", '"cz-kai", "cz-noto-serif"'),
        ("hei", '"cz-hei", "cz-noto-sans"'),
        ("hei-bold", '"cz-hei-bold", "cz-noto-sans"'),
    ],
)
def test_every_role_has_its_typeface_and_a_fallback(role: Role, stack: str) -> None:
    """Each typeface of GB/T 9704-2012 is served by its Fandol file, then by a Noto file with all national hanzi."""
    assert load_fonts(FONTS).stack(role) == stack


def test_css_is_the_same_on_every_machine(own_copy: Path) -> None:
    """The style sheet names the fonts by alias, so that another folder gives the same text."""
    css = font_face_css(load_fonts(own_copy))
    assert css == font_face_css(load_fonts(FONTS))
    assert str(own_copy) not in css
    assert (
        '@font-face { font-family: "cz-song-bold"; src: url("font:cz-song-bold");'
        " font-weight: 700; font-style: normal; }\n"
    ) in css


def test_font_address_leads_to_its_file() -> None:
    """The fetcher finds the file behind each address of the style sheet, and nothing behind any other."""
    fonts = load_fonts(FONTS)
    assert fonts.path_of("font:cz-fang") == FONTS / "FandolFang-Regular.otf"
    with pytest.raises(LookupError, match=r"font:\.\./fonts\.json"):
        fonts.path_of("font:../fonts.json")


def test_font_address_works_in_weasyprint() -> None:
    """WeasyPrint fetches a face by its alias and embeds that file and no font of the machine."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    fonts = load_fonts(FONTS)
    fetched = []

    class Fetcher(URLFetcher):
        def fetch(self, url: str, _headers: object = None) -> URLFetcherResponse:
            fetched.append(url)
            return URLFetcherResponse(url, body=fonts.path_of(url).read_bytes())

    html = f"<style>{font_face_css(fonts)} p {{ font-family: {fonts.stack('kai')} }}</style><p lang=zh>常州镕"
    pdf = HTML(string=html, url_fetcher=Fetcher()).write_pdf(uncompressed_pdf=True)
    assert sorted(fetched) == sorted(face.url for face in fonts.faces)
    names = {line.split(b"+")[1].split(b" ")[0].split(b"/")[0] for line in pdf.splitlines() if b"/BaseFont" in line}
    assert names == {b"cz-kai", b"cz-noto-serif"}


def test_noto_cids_are_glyph_indices() -> None:
    """In the repaired Noto fonts every CID is the glyph's index, as PDF/A checkers expect of Identity-H."""
    for name in ("NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf"):
        assert has_identity_cids((FONTS / name).read_bytes())


def test_repair_keeps_every_outline() -> None:
    """The repair changes a font's CIDs and nothing that is drawn, and gives the same bytes each time."""
    before = (FONTS / "FandolHei-Bold.otf").read_bytes()
    assert not has_identity_cids(before)
    after = with_identity_cids(before)
    assert after == with_identity_cids(before)
    assert repair_faults(before, after, "常州A，镕") == ()


def test_repair_check_sees_a_wrong_glyph() -> None:
    """The check after the repair finds a font whose characters draw something else."""
    before = (FONTS / "FandolHei-Bold.otf").read_bytes()
    other = (FONTS / "FandolHei-Regular.otf").read_bytes()
    assert repair_faults(before, other, "常")[0].startswith("number of glyphs")
    assert "charset: not the identity" in repair_faults(before, before, "常")


def test_office_fonts_come_first(tmp_path: Path) -> None:
    """The bureau's own fonts are known by their inner names, in English or Chinese, and precede the free ones."""
    office_font(tmp_path / "a.ttf", "方正小标宋简体")
    office_font(tmp_path / "B.TTF", "FangSong_GB2312")
    office_font(tmp_path / "c.ttf", "Other Sans")
    fonts = load_fonts(FONTS, tmp_path)
    assert fonts.stack("song-bold") == '"cz-office-song-bold", "cz-song-bold", "cz-noto-serif"'
    assert fonts.stack("fang") == '"cz-office-fang", "cz-fang", "cz-noto-serif"'
    assert fonts.stack("kai") == '"cz-kai", "cz-noto-serif"'
    assert fonts.path_of("font:cz-office-fang") == tmp_path / "B.TTF"


def test_damaged_office_font_is_named(tmp_path: Path) -> None:
    """A file that is no font stops the work with its name."""
    (tmp_path / "小标宋.ttf").write_bytes(b"not a font")
    with pytest.raises(CzdocsError) as caught:
        load_fonts(FONTS, tmp_path)
    assert caught.value.diagnostic.code == "CZ4008"
    assert caught.value.diagnostic.message == "“小标宋.ttf”不是能用的 TrueType 或 OpenType 字库。"


def test_environment_is_complete() -> None:
    """After the set-up nothing is missing."""
    check_environment()


def test_altered_font_is_found(own_copy: Path) -> None:
    """One flipped byte in a font file stops the work, with the file and the remedy named."""
    path = own_copy / "FandolKai-Regular.otf"
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)
    with pytest.raises(CzdocsError) as caught:
        check_environment(own_copy)
    assert caught.value.diagnostic.code == "CZ4004"
    assert caught.value.exit_status == 4
    assert caught.value.diagnostic.message == "字库文件“FandolKai-Regular.otf”与安装时的校验值不符。"
    assert caught.value.diagnostic.remedy == f"请删除 {own_copy} 后重新运行 ./bootstrap。"


@pytest.mark.parametrize("name", ["fonts.json", "characters.json", "FandolFang-Regular.otf", "NotoSansSC-Regular.otf"])
def test_missing_file_is_found(own_copy: Path, name: str) -> None:
    """Whichever file of the set-up is gone, the work stops with exit status 4."""
    (own_copy / name).unlink()
    with pytest.raises(CzdocsError) as caught:
        load_fonts(own_copy)
    assert caught.value.diagnostic.code == "CZ4003"
    assert caught.value.exit_status == 4


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "czdocs-fonts/2"}', '{"format": "czdocs-fonts/1"}'])
def test_unreadable_manifest_is_found(own_copy: Path, text: str) -> None:
    """A manifest that is not ours is one finding, never a traceback."""
    (own_copy / "fonts.json").write_text(text, "utf-8")
    with pytest.raises(CzdocsError, match="CZ4003"):
        load_fonts(own_copy)


def test_character_bounds_are_the_character_map(tmp_path: Path) -> None:
    """Bounds alternate between having and lacking, ends excluded."""
    office_font(tmp_path / "x.ttf", "X", characters="ABCE一")
    assert character_bounds(tmp_path / "x.ttf") == (0x41, 0x44, 0x45, 0x46, 0x4E00, 0x4E01)


def test_set_up_is_repeatable(tmp_path: Path) -> None:
    """Setting up again over an older set-up gives the same files, each with its licence, and leaves nothing behind."""
    out = tmp_path / "share" / "fonts"
    set_up_fonts(fandol=FONTS, out=out)
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    (out / "stray").touch()
    set_up_fonts(fandol=FONTS, out=out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first
    assert list(out.parent.iterdir()) == [out]
    listed = json.loads(first["fonts.json"])["faces"]
    assert len(listed) == 8
    assert {face["licence"] for face in listed} <= set(first)
    assert b"GNU GENERAL PUBLIC LICENSE" in first["Fandol-COPYING.txt"]
    assert b"SIL OPEN FONT LICENSE" in first["Noto-OFL.txt"].upper()


def test_set_up_without_fandol_says_what_suffers(tmp_path: Path) -> None:
    """Without Fandol the Noto fonts serve every role, and a warning names each typeface that is substituted."""
    set_up_fonts(fandol=None, out=tmp_path / "fonts")
    fonts = load_fonts(tmp_path / "fonts")
    assert fonts.stack("fang") == '"cz-noto-serif"'
    assert [(d.code, d.message) for d in font_findings(fonts)][2] == (
        "CZ4007",
        "没有仿宋字库，以“cz-noto-serif”代替，版式不符合 GB/T 9704-2012 的字体要求。",
    )
    assert font_findings(load_fonts(FONTS)) == ()


def test_other_version_of_a_font_is_refused(tmp_path: Path, own_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A Fandol file that is not the pinned one leaves the old set-up as it was and exits with 4."""
    with TTFont(own_copy / "FandolHei-Bold.otf") as font:
        font["head"].fontRevision = 9.0
        font.save(own_copy / "FandolHei-Bold.otf")
    assert main(["--fandol", str(own_copy), "--out", str(tmp_path / "out")]) == 4
    assert "CZ4006 找不到字库文件“FandolHei-Bold.otf”，或者它不是本项目选定的版本。" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
