"""Characters and fonts: which characters of a text no font can draw, and which are drawn by a fallback."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import category, combining, normalize

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.documents.fonts import ROLE_TITLES, FontFace, FontSet, Role

__all__ = ["Coverage", "Substitution", "coverage", "glyph_findings", "missing_characters", "substitutions", "uncovered"]

_VARIATION_SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """For every role its faces in order, each with the characters it has."""

    stacks: Mapping[Role, tuple[FontFace, ...]]

    def faces(self, role: Role | None) -> tuple[FontFace, ...]:
        """The faces that may draw a text in `role`; without a role, all."""
        if role is not None:
            return self.stacks[role]
        return tuple(dict.fromkeys(face for stack in self.stacks.values() for face in stack))


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """One character that another face than the role's first draws; `index` counts from 0."""

    index: int
    character: str
    family: str


def coverage(fonts: FontSet) -> Coverage:
    """What the fonts can draw; the character bounds were read out of the files when these were set up."""
    return Coverage(stacks=fonts.stacks)


def uncovered(text: str, coverage: Coverage, role: Role | None = None) -> tuple[tuple[int, str], ...]:
    """Index (from 0) and character of everything in `text` that no face has: none of `role`'s, or none at all.

    White space and characters that draw nothing (variation selectors, joiners, direction marks) are never counted. A
    letter with combining marks is covered where one face has all its parts or the composed character; otherwise its
    parts are counted one by one.
    """
    faces = coverage.faces(role)
    lacking = {cluster for cluster in {c for _, c in _clusters(text)} if not any(_draws(f, cluster) for f in faces)}
    if not lacking:
        return ()
    return tuple(
        (index + offset, character)
        for index, cluster in _clusters(text)
        if cluster in lacking
        for offset, character in enumerate(cluster)
        if not _is_invisible(character) and not any(_draws(face, character) for face in faces)
    )


def missing_characters(text: str, coverage: Coverage) -> str:
    """The characters of `text` that no face has, each once, in the order in which they come."""
    return "".join(dict.fromkeys(character for _, character in uncovered(text, coverage)))


def substitutions(text: str, coverage: Coverage, role: Role) -> tuple[Substitution, ...]:
    """The characters of `text` that the first face of `role` lacks and a later one draws, in order."""
    first, *others = coverage.faces(role)
    found = []
    for index, cluster in _clusters(text):
        if _draws(first, cluster):
            continue
        family = next((face.family for face in others if _draws(face, cluster)), None)
        if family is not None:
            found.append(Substitution(index=index, character=cluster, family=family))
    return tuple(found)


def glyph_findings(text: str, coverage: Coverage, place: Place, role: Role | None = None) -> tuple[Diagnostic, ...]:
    """A finding at `place` for each different character of `text` that is not drawn or, in `role`, is substituted."""
    seen: dict[str, Diagnostic] = {}
    for index, character in uncovered(text, coverage, role):
        if character not in seen:
            seen[character] = finding(
                "CZ4010", place, character=character, code_point=_code_points(character), position=index + 1
            )
    for item in substitutions(text, coverage, role) if role else ():
        if item.character not in seen and role:
            seen[item.character] = finding(
                "CZ4011",
                place,
                name=ROLE_TITLES[role],
                character=item.character,
                code_point=_code_points(item.character),
            )
    return tuple(seen.values())


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """The start and text of each visible character together with the marks and selectors that follow it."""
    start = 0
    for index in range(1, len(text) + 1):
        if index < len(text) and (combining(text[index]) or _is_invisible(text[index])):
            continue
        cluster = text[start:index]
        if any(not _is_invisible(c) and not c.isspace() for c in cluster):
            yield start, cluster
        start = index


def _draws(face: FontFace, cluster: str) -> bool:
    """Whether `face` alone can draw `cluster`, composed, decomposed or as written."""
    visible = "".join(c for c in cluster if not _is_invisible(c) and not c.isspace())
    forms = (visible,) if visible.isascii() else (visible, normalize("NFC", visible), normalize("NFD", visible))
    return any(all(_has(face, character) for character in form) for form in forms)


def _has(face: FontFace, character: str) -> bool:
    """Whether `face` has a glyph for `character`; some fonts map control characters, which nobody can read."""
    return bool(bisect_right(face.bounds, ord(character)) % 2) and category(character) != "Cc"


def _is_invisible(character: str) -> bool:
    """Whether a character draws nothing of its own and so needs no glyph."""
    return ord(character) in _VARIATION_SELECTORS or category(character) == "Cf"


def _code_points(text: str) -> str:
    """The code points as Unicode writes them: `U+2C0A9`."""
    return " ".join(f"U+{ord(character):04X}" for character in text)
