"""Fonts: the faces set up for documents, and the order in which each typeface of an official document is served.

Every file is a family of its own (`cz-fang`) that the style sheet reaches by the URL `font:cz-fang`, so that the HTML
is the same on every machine and the machine's own fonts never take part: the Fandol files do not even tell fontconfig
which of them is bold.
"""

import json
import warnings
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.errors import CzdocsError
from czdocs.resources import default_font_folder

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

__all__ = [
    "CHARACTERS",
    "FORMAT",
    "MANIFEST",
    "ROLE_TITLES",
    "FontFace",
    "FontSet",
    "Role",
    "character_bounds",
    "check_environment",
    "font_face_css",
    "font_findings",
    "load_fonts",
]

# 宋体, 小标宋 (substituted by a bold Song), 仿宋, 楷体, 黑体 and its bold.
Role = Literal["song", "song-bold", "fang", "kai", "hei", "hei-bold"]
_ROLES: tuple[Role, ...] = get_args(Role)
_FALLBACK: Mapping[Role, str] = {role: "sans" if role.startswith("hei") else "serif" for role in _ROLES}
ROLE_TITLES: Mapping[Role, str] = {
    "song": "宋体",
    "song-bold": "小标宋",
    "fang": "仿宋",
    "kai": "楷体",
    "hei": "黑体",
    "hei-bold": "粗黑体",
}
# The bureau's own licensed fonts, known by what their name tables say in English or Chinese.
_OFFICE_NAMES: tuple[tuple[Role, tuple[str, ...]], ...] = (
    ("song-bold", ("FZXiaoBiaoSong", "方正小标宋")),
    ("fang", ("FangSong_GB2312", "仿宋_GB2312")),
    ("kai", ("KaiTi_GB2312", "楷体_GB2312")),
)

FORMAT = "czdocs-fonts/1"
MANIFEST = "fonts.json"
CHARACTERS = "characters.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFace:
    """One font file under its family name.

    `bounds` are the characters it has: ascending code points at which having and lacking alternate, the first is had.
    """

    role: str
    family: str
    weight: int
    path: Path
    sha256: str
    bounds: tuple[int, ...] = field(repr=False)

    @property
    def url(self) -> str:
        """The address of this face in style sheets."""
        return f"font:{self.family}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FontSet:
    """For every role the faces that serve it, the best first; the last has all 8105 characters of the national list.

    `substituted` are the roles whose own typeface is not there, so that the fallback serves them alone.
    """

    stacks: Mapping[Role, tuple[FontFace, ...]]
    substituted: tuple[Role, ...] = ()

    @property
    def faces(self) -> tuple[FontFace, ...]:
        """All faces, each once, in the order of the roles."""
        return tuple(dict.fromkeys(face for stack in self.stacks.values() for face in stack))

    def stack(self, role: Role) -> str:
        """The CSS `font-family` value for `role`: `"cz-fang", "cz-noto-serif"`."""
        return ", ".join(f'"{face.family}"' for face in self.stacks[role])

    def path_of(self, url: str) -> Path:
        """The file behind a `font:` URL.

        Raises:
            LookupError: If `url` is not the address of one of these faces.
        """
        for face in self.faces:
            if face.url == url:
                return face.path
        raise LookupError(f"no font under {url!r}")


def load_fonts(folder: Path, office_fonts: Path | None = None) -> FontSet:
    """The fonts that were set up in `folder`, preceded by the bureau's own out of `office_fonts` where there are any.

    Raises:
        CzdocsError: CZ4003 if the set-up or one of its files is missing or unreadable, CZ4008 for a bad office font.
    """
    found = {face.role: face for face in _installed_faces(folder)}
    for role in ("serif", "sans"):
        if role not in found:
            raise _missing(folder / MANIFEST, role)
    office = dict(_office_faces(office_fonts)) if office_fonts else {}
    stacks = {
        role: tuple(face for face in (office.get(role), found.get(role), found[_FALLBACK[role]]) if face)
        for role in _ROLES
    }
    return FontSet(stacks=stacks, substituted=tuple(r for r in _ROLES if r not in found and r not in office))


def _installed_faces(folder: Path) -> Iterator[FontFace]:
    """The faces that the manifest in `folder` lists."""
    manifest = folder / MANIFEST
    try:
        listed = json.loads(manifest.read_text("utf-8"))
        bounds = json.loads((folder / CHARACTERS).read_text("utf-8"))
        if listed["format"] != FORMAT:
            raise _missing(manifest, MANIFEST)
        faces = [
            FontFace(
                role=entry["role"],
                family=entry["family"],
                weight=entry["weight"],
                path=folder / entry["file"],
                sha256=entry["sha256"],
                bounds=tuple(bounds[entry["sha256"]]),
            )
            for entry in listed["faces"]
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _missing(manifest, MANIFEST) from error
    for face in faces:
        if not face.path.is_file():
            raise _missing(face.path, face.path.name)
        yield face


def _missing(path: Path, name: str) -> CzdocsError:
    """The failure that `name` is not where the set-up should have put it."""
    return CzdocsError("CZ4003", place=Place(file=str(path)), name=name, folder=path.parent)


def _office_faces(folder: Path) -> Iterator[tuple[Role, FontFace]]:
    """The bureau's own faces in `folder`, by role; the first file in order of names wins."""
    seen: set[Role] = set()
    for path in sorted(folder.iterdir() if folder.is_dir() else ()):
        if path.suffix.lower() not in {".ttf", ".otf"}:
            continue
        role = _office_role(path)
        if role is None or role in seen:
            continue
        seen.add(role)
        yield (
            role,
            FontFace(
                role=role,
                family=f"cz-office-{role}",
                weight=700 if role.endswith("bold") else 400,
                path=path,
                sha256=sha256(path.read_bytes()).hexdigest(),
                bounds=character_bounds(path),
            ),
        )


def _office_role(path: Path) -> Role | None:
    """The role that the names inside the font file `path` entitle it to."""
    with _open_font(path) as font:
        names = [str(record) for record in font["name"].names if record.nameID in {1, 4, 6, 16}]
    for role, prefixes in _OFFICE_NAMES:
        if any(name.startswith(prefixes) for name in names):
            return role
    return None


def character_bounds(path: Path) -> tuple[int, ...]:
    """The characters of the font file `path`, as `FontFace.bounds` has them.

    Raises:
        CzdocsError: CZ4008 if the file is not a font.
    """
    with _open_font(path) as font:
        points = sorted(font.getBestCmap() or {})
    if not points:
        return ()
    inner = (bound for low, high in pairwise(points) if high - low > 1 for bound in (low + 1, high))
    return (points[0], *inner, points[-1] + 1)


def _open_font(path: Path) -> "TTFont":
    """The font file `path`, its tables taken apart when asked for."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        return TTFont(BytesIO(path.read_bytes()), lazy=True)
    except (OSError, TTLibError) as error:
        raise CzdocsError("CZ4008", place=Place(file=str(path)), name=path.name) from error


def font_face_css(fonts: FontSet) -> str:
    """The `@font-face` rules of all faces; the text does not depend on the machine."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; src: url("{face.url}");'
        f" font-weight: {face.weight}; font-style: normal; }}\n"
        for face in fonts.faces
    )


def font_findings(fonts: FontSet) -> tuple[Diagnostic, ...]:
    """A warning for each typeface of GB/T 9704-2012 that is replaced by another."""
    return tuple(
        finding("CZ4007", Place(file=""), name=ROLE_TITLES[role], substitute=fonts.stacks[role][0].family)
        for role in fonts.substituted
    )


def check_environment(folder: Path | None = None) -> None:
    """Checks that PDFs can be made here: libraries loaded, fonts in `folder` (the set-up's by default) unaltered.

    Raises:
        CzdocsError: With exit status 4 and the remedy: CZ4001 Pango, CZ4002 HarfBuzz's subsetter, CZ4003 a font is
            missing, CZ4004 a font was altered, CZ4009 WeasyPrint is not installed.
    """
    _check_libraries()
    for face in load_fonts(folder or default_font_folder()).faces:
        if sha256(face.path.read_bytes()).hexdigest() != face.sha256:
            raise CzdocsError("CZ4004", place=Place(file=str(face.path)), name=face.path.name, folder=face.path.parent)


def _check_libraries() -> None:
    """Loads WeasyPrint and asks for the subsetter, without which a letter takes 1.3 s in place of 0.06 s."""
    try:
        # WeasyPrint prints and warns about missing libraries in English; the errors below say it.
        with warnings.catch_warnings(), redirect_stdout(StringIO()):
            warnings.simplefilter("ignore", DeprecationWarning)
            from weasyprint.text.ffi import harfbuzz_subset
    except OSError as error:
        raise CzdocsError("CZ4001") from error
    except ImportError as error:
        raise CzdocsError("CZ4009") from error
    if not harfbuzz_subset:
        raise CzdocsError("CZ4002")
