"""Colour: on terminals, none in pipes, and what the environment says about it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="a system without pseudo-terminals")
FORM = Path(__file__).parents[1] / "data" / "refused" / "CZ1018-duplicate-key.yaml"
COMMAND = (sys.executable, "-m", "czdocs", "validate", str(FORM))
SAID = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM")
QUIET = {name: value for name, value in os.environ.items() if name not in SAID}


def on_terminal(said: Mapping[str, str]) -> str:
    """What the command shows on a terminal, with `said` in its environment."""
    ours, its = pty.openpty()
    try:
        with subprocess.Popen(COMMAND, stdout=its, stderr=its, env={**QUIET, "TERM": "xterm", **said}) as process:
            os.close(its)
            shown = b""
            while True:
                try:
                    part = os.read(ours, 65536)
                except OSError:  # Linux says so when the other side has closed
                    break
                if not part:
                    break
                shown += part
            assert process.wait() == 1
    finally:
        os.close(ours)
    return shown.decode()


@pytest.mark.parametrize(
    ("said", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"CLICOLOR": "0"}, False),
        ({"TERM": "dumb"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_terminal_has_colour_unless_told_otherwise(said: Mapping[str, str], *, coloured: bool) -> None:
    """A terminal gets colour; NO_COLOR, CLICOLOR=0 and a dumb terminal get none, and NO_COLOR has the last word."""
    shown = on_terminal(said)
    assert "CZ1018" in shown
    assert ("\x1b[" in shown) is coloured


@pytest.mark.parametrize(
    ("said", "coloured"), [({}, False), ({"FORCE_COLOR": "1"}, True), ({"CLICOLOR_FORCE": "1"}, True)]
)
def test_pipe_has_no_colour_unless_demanded(said: Mapping[str, str], *, coloured: bool) -> None:
    """What goes into a file or another program is plain text, unless somebody demands colour."""
    done = subprocess.run(COMMAND, capture_output=True, env={**QUIET, **said}, check=False)
    assert done.returncode == 1
    assert (b"\x1b[" in done.stdout) is coloured


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_closed_streams_are_no_fault(closed: str, tmp_path: Path) -> None:
    """A process started without one of its streams ends as any other, without a traceback."""
    command = (
        f"{sys.executable} -m czdocs calculate - {closed} 2>{tmp_path}/err"
        if closed != "2>&-"
        else (f"{sys.executable} -m czdocs calculate - 2>&-")
    )
    given = None if closed == "<&-" else subprocess.DEVNULL
    ended = subprocess.run(["sh", "-c", command], stdin=given, stdout=subprocess.PIPE, check=False)  # noqa: S607
    assert ended.returncode == 1
    if closed != "2>&-":
        told = (tmp_path / "err").read_text("utf-8")
        assert "CZ1002 文件是空的" in told
        assert "Traceback" not in told
