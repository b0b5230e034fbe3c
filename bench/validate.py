"""Validation beside its peers: 1 and 1,000 application forms, the same files and schema for all, whole processes.

    python bench/validate.py --peers FOLDER [--forms 1000] [--rounds 5]

FOLDER receives the peers on the first run (check-jsonschema and ajv-cli, by pip and npm) and keeps them. Every text is
quoted in the forms, so that tools which type `2026-04-08` or `3680000.00` by themselves accept them too; every tool
finds all of them valid. The tools take turns, round by round; the table gives medians over the rounds. czdocs runs as
its users run it, with its rules beyond the schema, which the peers do not have.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generate import case_files

from czdocs.flows.knowledge import form_schemas
from czdocs.intake.reading import read_submission
from czdocs.terms import District, FormKind

HERE = Path(__file__).resolve().parent
YEAR = 2026
BARE = """
import json, sys
from pathlib import Path
from jsonschema import Draft202012Validator, FormatChecker
from ruamel.yaml import YAML

validator = Draft202012Validator(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), format_checker=FormatChecker())
yaml, bad = YAML(), 0
for path in Path(sys.argv[2]).rglob("*.yaml"):
    for error in validator.iter_errors(yaml.load(path)):
        bad += 1
        print(path, error.message)
sys.exit(bad > 0)
"""
# A process counts the memory of the one that started it as its own: so this small one stands between.
TIMER = """
import json, os, subprocess, sys, tempfile, time

with tempfile.TemporaryFile() as output:
    began = time.perf_counter()
    process = subprocess.Popen(sys.argv[1:], stdout=output, stderr=subprocess.STDOUT)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    output.seek(0)
    said = output.read(2000).decode(errors="replace")
print(json.dumps([os.waitstatus_to_exitcode(status), wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one process used: seconds of wall and of processor, MB at most of one process."""

    wall: float
    cpu: float
    memory: float


def yaml_of(value: Any, indent: int = 0) -> str:
    """`value` as block YAML, every text in quotation marks."""
    lead = " " * indent
    if isinstance(value, Mapping) and value:
        return "\n" + "\n".join(f"{lead}{key}:{yaml_of(below, indent + 2)}" for key, below in value.items())
    if isinstance(value, list) and value:
        return "\n" + "\n".join(f"{lead}-{yaml_of(below, indent + 2)}" for below in value)
    return f" {json.dumps(value, ensure_ascii=False)}"


def write_forms(folder: Path, count: int) -> None:
    """`count` application forms, a folder each."""
    rng = random.Random(7)
    districts = list(District)
    for number in range(count):
        district = districts[number % len(districts)]
        case = f"{YEAR}-{district.letters}-{number // len(districts) + 1:04d}"
        content = next(
            data for name, data in case_files(rng, YEAR, case, district, recommended=True) if name == "application.yaml"
        )
        submission = read_submission(content, file="application.yaml", schemas=form_schemas()).submission
        if submission is None:
            raise SystemExit(f"{case}: the generator made no form")
        (folder / case).mkdir(parents=True)
        (folder / case / "application.yaml").write_text(yaml_of(submission.data).lstrip("\n") + "\n", encoding="utf-8")


def install(peers: Path) -> None:
    """check-jsonschema with the libyaml of ruamel, jsonschema, and ajv-cli, each where it is not there yet."""
    python = peers / "venv" / "bin" / "python"
    if not python.is_file():
        venv.create(peers / "venv", with_pip=True)
        subprocess.run(
            [python, "-m", "pip", "install", "-q", "check-jsonschema", "jsonschema", "ruamel.yaml", "ruamel.yaml.clib"],
            check=True,
        )
    if not (peers / "npm" / "node_modules" / ".bin" / "ajv").exists() and shutil.which("npm"):
        (peers / "npm").mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["npm", "install", "--silent", "--prefix", str(peers / "npm"), "ajv-cli", "ajv-formats"], check=True
        )


def commands(peers: Path, schema: Path, forms: Path) -> dict[str, list[str]]:
    """The command line of each tool for all forms below `forms`."""
    files = [str(path) for path in sorted(forms.rglob("*.yaml"))]
    bare = peers / "bare.py"
    bare.write_text(BARE, encoding="utf-8")
    python = str(peers / "venv" / "bin" / "python")
    made = {
        "czdocs": [str(Path(sys.executable).parent / "czdocs"), "validate", *files],
        "check-jsonschema": [str(peers / "venv" / "bin" / "check-jsonschema"), "--schemafile", str(schema), *files],
        "jsonschema + ruamel": [python, str(bare), str(schema), str(forms)],
    }
    ajv = peers / "npm" / "node_modules" / ".bin" / "ajv"
    if ajv.exists():
        made["ajv-cli"] = [
            str(ajv),
            "validate",
            "--spec=draft2020",
            "--strict=false",
            "-c",
            "ajv-formats",
            "-s",
            str(schema),
            "-d",
            f"{forms}/**/*.yaml",
        ]
    return made


def measured(command: list[str]) -> Run:
    """One run of `command`, by the operating system's own account.

    Raises:
        SystemExit: If it does not find every form valid: then it did not do the same work.
    """
    # Everybody's modules are compiled once and kept, as on any user's machine.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    told = subprocess.run([sys.executable, "-I", "-S", "-c", TIMER, *command], capture_output=True, check=True, env=env)
    status, wall, cpu, memory, said = json.loads(told.stdout)
    if status:
        raise SystemExit(f"{command[0]} ended with {status}: {said}")
    return Run(wall=wall, cpu=cpu, memory=memory)


def table(made: dict[str, list[str]], rounds: int) -> None:
    """Print medians over `rounds`, the tools in turn."""
    runs: dict[str, list[Run]] = {name: [] for name in made}
    for command in made.values():
        measured(command)  # warms the caches, not counted
    for _ in range(rounds):
        for name, command in made.items():
            runs[name].append(measured(command))
    ours = runs["czdocs"]
    print(f"{'':<22}{'wall s':>9}{'cpu s':>9}{'peak MB':>9}{'czdocs takes':>16}")
    for name, each in runs.items():
        ratio = statistics.median(o.wall / r.wall for o, r in zip(ours, each, strict=True))
        wall, cpu, memory = (
            statistics.median(getattr(run, what) for run in each) for what in ("wall", "cpu", "memory")
        )
        shown = "" if name == "czdocs" else f"{ratio:.2f} of it"
        print(f"{name:<22}{wall:>9.3f}{cpu:>9.3f}{memory:>9.0f}{shown:>16}")


def main() -> None:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, required=True)
    parser.add_argument("--forms", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    peers = options.peers.resolve()
    install(peers)
    with tempfile.TemporaryDirectory() as work:
        schema = Path(work) / "application.schema.json"
        whole = {key: value for key, value in form_schemas().get(FormKind.APPLICATION).resolved.items() if key != "$id"}
        schema.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
        for count in (1, options.forms):
            forms = Path(work) / f"forms-{count}"
            write_forms(forms, count)
            print(
                f"\n{count:,} forms, {sum(p.stat().st_size for p in forms.rglob('*.yaml')) / count / 1024:.1f} KB each, {options.rounds} rounds"
            )
            table(commands(peers, schema, forms), options.rounds)


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    main()
