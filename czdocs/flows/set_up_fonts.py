"""Set-up of the fonts: six Fandol files and two repaired Noto files in one folder, described by `fonts.json`.

`python -m czdocs.flows.set_up_fonts [--fandol DIR] --out DIR`, called once by `./bootstrap`. The folder appears whole
or not at all. Why these fonts: docs/decisions/0001-fonts.md.
"""

import argparse
import gzip
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path

from czdocs.diagnostic import Place
from czdocs.documents.font_repair import repair_faults, with_identity_cids
from czdocs.documents.fonts import CHARACTERS, FORMAT, MANIFEST, character_bounds
from czdocs.errors import CzdocsError, machine_reason

__all__ = ["main", "set_up_fonts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """One font file as its publisher ships it, pinned by digest: the same documents need the same fonts everywhere."""

    role: str
    family: str
    weight: int
    file: str
    sha256: str


_FANDOL = (
    _Source(
        role="song",
        family="cz-song",
        weight=400,
        file="FandolSong-Regular.otf",
        sha256="a3820003227d4abe31fe28b493200d94a849ccfd078b50a019264f70353020b0",
    ),
    _Source(
        role="song-bold",
        family="cz-song-bold",
        weight=700,
        file="FandolSong-Bold.otf",
        sha256="ffa76a70e128947a4dd22151d5ee829b23e24ce3cb6fe8ad49891cd1c2d9e9b9",
    ),
    _Source(
        role="fang",
        family="cz-fang",
        weight=400,
        file="FandolFang-Regular.otf",
        sha256="d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
    ),
    _Source(
        role="kai",
        family="cz-kai",
        weight=400,
        file="FandolKai-Regular.otf",
        sha256="ea7e7fb4f9b3ac694a68d43946e04d21deed6e8c29a7c2d3081e1a4138f2f827",
    ),
    _Source(
        role="hei",
        family="cz-hei",
        weight=400,
        file="FandolHei-Regular.otf",
        sha256="4afa97aa8751e0118617df88272b58d43691b5cffb7ea024c4580496e9f34d28",
    ),
    _Source(
        role="hei-bold",
        family="cz-hei-bold",
        weight=700,
        file="FandolHei-Bold.otf",
        sha256="42ca2de27b45e16a284768673b6205a5add9e17871ee0e7db9c0d03f061d96fd",
    ),
)
_NOTO = (
    _Source(
        role="serif",
        family="cz-noto-serif",
        weight=400,
        file="NotoSerifSC-Regular.otf",
        sha256="e8f396decc1f0963a016a989c3d8852e863d1350996f573860a80767c83a1cd3",
    ),
    _Source(
        role="sans",
        family="cz-noto-sans",
        weight=400,
        file="NotoSansSC-Regular.otf",
        sha256="faa6c9df652116dde789d351359f3d7e5d2285a2b2a1f04a2d7244df706d5ea9",
    ),
)
_NOTO_PACKAGE = "pylopdf-fonts-zh-cn"
_FANDOL_LICENCE = "Fandol-COPYING.txt"
_NOTO_LICENCE = "Noto-OFL.txt"
# Latin, punctuation, common and rare hanzi, the extension planes: a repair that shifts glyphs moves some of these.
_SAMPLE = "A9%，。（）《》—℃㎡³一丁七常州市创新产品龘镕喆堃犇㛃䶮𠅤䲟𬭎𫖯𬱖"


def set_up_fonts(*, fandol: Path | None, out: Path) -> None:
    """Puts fonts, licences, `fonts.json` and `characters.json` into the folder `out`, replacing what is there.

    `fandol` is a folder that holds the Fandol files at any depth; without it only the Noto fonts are set up.

    Raises:
        CzdocsError: CZ4005 if the repair of a Noto font failed its check, CZ4006 if a source file is missing or not the
            expected one.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fonts-", dir=out.parent) as temporary:
        fresh = Path(temporary) / "new"
        fresh.mkdir()
        faces = [*_noto_faces(fresh), *(_fandol_faces(fandol, fresh) if fandol else ())]
        _write_json(fresh / MANIFEST, {"format": FORMAT, "faces": faces})
        bounds = {str(face["sha256"]): character_bounds(fresh / str(face["file"])) for face in faces}
        _write_json(fresh / CHARACTERS, bounds)
        if out.exists():
            out.rename(Path(temporary) / "old")
        fresh.rename(out)


def _fandol_faces(folder: Path, fresh: Path) -> list[Mapping[str, object]]:
    """The six Fandol files copied into `fresh`, with the licence, as manifest entries."""
    faces = []
    for source in _FANDOL:
        shutil.copyfile(_found(folder, source.file), fresh / source.file)
        _check_source(fresh / source.file, source)
        faces.append(_entry(source, fresh, licence=_FANDOL_LICENCE, origin="Fandol 0.3, CTAN fonts/fandol"))
    ready = folder / _FANDOL_LICENCE
    text = ready.read_bytes() if ready.is_file() else gzip.decompress(_found(folder, "COPYING.gz").read_bytes())
    (fresh / _FANDOL_LICENCE).write_bytes(text)
    return faces


def _found(folder: Path, name: str) -> Path:
    """The file `name` in `folder` or below."""
    for path in sorted(folder.rglob(name)):
        if path.is_file():
            return path
    raise CzdocsError("CZ4006", place=Place(file=str(folder)), name=name)


def _noto_faces(fresh: Path) -> list[Mapping[str, object]]:
    """The two Noto files repaired into `fresh`, with the licence, as manifest entries."""
    faces = []
    for source in _NOTO:
        published = Path(str(files("pylopdf_fonts_zh_cn") / source.file))
        _check_source(published, source)
        before = published.read_bytes()
        after = with_identity_cids(before)
        faults = repair_faults(before, after, _SAMPLE)
        if faults:
            raise CzdocsError("CZ4005", place=Place(file=str(published)), name=source.file, faults="; ".join(faults))
        (fresh / source.file).write_bytes(after)
        faces.append(_entry(source, fresh, licence=_NOTO_LICENCE, origin=f"{_NOTO_PACKAGE} (CID = GID)"))
    package = distribution(_NOTO_PACKAGE)
    licence = next(path for path in package.files or () if path.name == "LICENSE")
    (fresh / _NOTO_LICENCE).write_bytes(Path(str(package.locate_file(licence))).read_bytes())
    return faces


def _check_source(path: Path, source: _Source) -> None:
    """Refuses a file that is not the one that was chosen."""
    if not path.is_file() or sha256(path.read_bytes()).hexdigest() != source.sha256:
        raise CzdocsError("CZ4006", place=Place(file=str(path)), name=source.file)


def _entry(source: _Source, fresh: Path, *, licence: str, origin: str) -> Mapping[str, object]:
    """What `fonts.json` says about one file."""
    return {
        "role": source.role,
        "family": source.family,
        "weight": source.weight,
        "file": source.file,
        "sha256": sha256((fresh / source.file).read_bytes()).hexdigest(),
        "licence": licence,
        "source": origin,
    }


def _write_json(path: Path, value: Mapping[str, object]) -> None:
    """One line a top-level entry would be pretty; what counts is that the bytes are always the same."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1 if path.name == MANIFEST else None) + "\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status of the step: 0, or 4 with one Chinese sentence on standard error."""
    parser = argparse.ArgumentParser(prog="python -m czdocs.flows.set_up_fonts", description="准备文档所用的字库")
    parser.add_argument("--fandol", type=Path, metavar="DIR", help="含有 Fandol 字库文件的文件夹；不给则只准备思源字库")
    parser.add_argument("--out", type=Path, metavar="DIR", required=True, help="字库放到哪个文件夹")
    options = parser.parse_args(arguments)
    try:
        try:
            set_up_fonts(fandol=options.fandol, out=options.out)
        except OSError as error:
            raise CzdocsError("CZ4012", place=Place(file=str(options.out)), reason=machine_reason(error)) from error
    except CzdocsError as error:
        sys.stderr.write(f"{error.diagnostic.place} {error}\n")
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())
