"""Approving batches of claims of any size: time, and the memory of the process and of its workers.

    python bench/approve.py [--claims 500,5000] [--jobs 2] [--folder FOLDER]

makes, below FOLDER, claims with nine attachments of a few hundred bytes each, an archive with their certificates and a
decision that approves nine in ten; then runs `czdocs approve-claims` over them, and once more, when nothing changes.
Peaks are VmHWM of /proc, read while the command runs. On two shared cores 500 claims took 4 minutes, 126 MiB in the main
process and 258 MiB in the largest worker; 5,000 took 27 minutes, 453 MiB and 490 MiB (docs/decisions, "Approving a batch").
"""

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generate import credit_code, pdf

from czdocs.archive.commit import RecordDraft, Subject
from czdocs.clock import given_day
from czdocs.flows.archive_folder import open_or_create
from czdocs.terms import District

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "forms" / "sample" / "2026"
CASE = "2026-XB-B001"
ONE_IN = 10
"""Of so many claims one is refused."""
DISTRICTS = tuple(District)


@dataclass(frozen=True)
class Claim:
    """One made-up claim."""

    case: str
    certificate: str
    company: str
    uscc: str
    product: str
    district: District
    approved: bool


def made_claims(count: int) -> Iterator[Claim]:
    """`count` claims of as many companies, from all districts in turn."""
    rng = random.Random(1)
    for n in range(count):
        district = DISTRICTS[n % len(DISTRICTS)]
        yield Claim(
            case=f"2026-{district.letters}-B{n // len(DISTRICTS) + 1:03d}",
            certificate=f"CZCP-2026-{n + 1:04d}",
            company=f"常州示例批量{n + 1:04d}号装备有限公司",
            uscc=credit_code(rng, district),
            product=f"批量测试用第{n + 1:04d}号加工中心",
            district=district,
            approved=n % ONE_IN != ONE_IN - 1,
        )


def write_claim(folder: Path, claim: Claim, number: int) -> None:
    """The case folder of `claim`: the sample's claim with other names and numbers, its attachments made anew."""
    source = SAMPLE / "claims" / CASE
    changes = {
        CASE: claim.case,
        "常州示例精舵机床有限公司": claim.company,
        "91320411MAL30P874G": claim.uscc,
        "district: 320411": f"district: {claim.district.value}",
        "五轴联动车铣复合加工中心": claim.product,
        "CZCP-2026-0001": claim.certificate,
        "SLCX-PZB-2026-3204-000318": f"SLCX-PZB-2026-3204-{number:06d}",
        "JD630-2606-017": f"JD630-{number:05d}",
        "26322000000104150318": f"26322000000104{number:06d}",
    }
    form, listed = (source / "premium-claim.yaml").read_text("utf-8"), (source / "attachments.yaml").read_text("utf-8")
    for old, new in changes.items():
        form, listed = form.replace(old, new), listed.replace(old, new)
    (folder / "attachments").mkdir(parents=True)
    for file in sorted((source / "attachments").iterdir()):
        before = file.read_bytes()
        content = before if file.suffix == ".png" else pdf(f"{claim.case} {file.stem}")
        (folder / "attachments" / file.name).write_bytes(content)
        listed = listed.replace(hashlib.sha256(before).hexdigest(), hashlib.sha256(content).hexdigest())
        listed = listed.replace(f"size: {len(before)}\n", f"size: {len(content)}\n")
    (folder / "premium-claim.yaml").write_text(form, "utf-8")
    (folder / "attachments.yaml").write_text(listed, "utf-8")


def write_archive(folder: Path, claims: list[Claim]) -> None:
    """An archive in which all products are certified."""
    archive, moment = open_or_create(folder, given_day(date(2026, 7, 1))), given_day(date(2026, 7, 1))
    drafts = [
        RecordDraft(
            kind="certification",
            title=f"{claim.certificate} {claim.product}",
            subject=Subject(certificate=claim.certificate, product=claim.product, company=claim.uscc),
            valid_from=date(2026, 6, 16),
            valid_to=date(2028, 6, 16),
            dated=date(2026, 6, 16),
            data={
                "certificate": claim.certificate,
                "product": claim.product,
                "models": ["JD-MT630"],
                "company": claim.company,
                "uscc": claim.uscc,
                "certified_on": "2026-06-16",
                "renews": None,
            },
            access="public",
        )
        for claim in claims
    ]
    archive.commit(lambda _: drafts, recorded_at=moment.at, clock=moment.clock, by="bench", command="bench")
    archive.close()


def write_decision(path: Path, claims: list[Claim]) -> None:
    """A decision about all claims: each approved one gets 58,880 yuan."""
    text = (SAMPLE / "decisions" / "subsidy-decision.yaml").read_text("utf-8")
    head, tail = text.split("entries:", 1)[0], text[text.index("use_requirements:") :]
    rows, sums = ["entries:"], [0, 0, 0]
    for claim in claims:
        if not claim.approved:
            rows.append(f"  - {{case: {claim.case}, result: refused, reason: 材料不齐，不符合第二十条的规定}}")
            continue
        district = 58880 * 7 // 10 if claim.district is District.LIYANG else 58880 // 2
        amounts = (58880, 58880 - district, district)
        sums = [before + amount for before, amount in zip(sums, amounts, strict=True)]
        amount, city, borne = amounts
        rows.append(
            f'  - {{case: {claim.case}, result: approved, amount_yuan: "{amount}", city_yuan: "{city}", district_yuan: "{borne}"}}'
        )
    totals = f'totals:\n  approved: {sum(c.approved for c in claims)}\n  amount_yuan: "{sums[0]}"\n  city_yuan: "{sums[1]}"\n  district_yuan: "{sums[2]}"\n'
    path.write_text(head + "\n".join(rows) + "\n" + totals + tail, "utf-8")


def prepare(folder: Path, count: int) -> None:
    """Claims, archive and decision below `folder`, unless they are there."""
    if (folder / "decision.yaml").exists():
        return
    claims = list(made_claims(count))
    for number, claim in enumerate(claims, 1):
        write_claim(folder / "claims" / claim.case, claim, number)
    write_archive(folder / "archive", claims)
    write_decision(folder / "decision.yaml", claims)


@dataclass
class Measured:
    """One run: seconds of the clock and of the processors, peaks in MiB of the process and of its largest worker."""

    wall: float
    cpu: float
    parent: float
    worker: float
    said: str


def run(folder: Path, jobs: int) -> Measured:
    """`czdocs approve-claims` over the batch in `folder`."""
    command = [
        *(sys.executable, "-m", "czdocs", "approve-claims", "--batch", str(folder / "claims")),
        *("--decision", str(folder / "decision.yaml"), "--archive", str(folder / "archive")),
        *("--out", str(folder / "out"), "--jobs", str(jobs), "--today", "2026-10-30", "--format", "json"),
    ]
    began, before = time.monotonic(), _children_cpu()
    parent, worker = 0.0, 0.0
    with (folder / "said.json").open("w") as output:
        process = subprocess.Popen(command, stdout=output)
        while process.poll() is None:
            parent = max(parent, peak(process.pid))
            worker = max([worker, *(peak(pid) for pid in children(process.pid))])
            time.sleep(0.1)
    said = json.loads((folder / "said.json").read_text("utf-8"))
    return Measured(time.monotonic() - began, _children_cpu() - before, parent, worker, said["result"])


def _children_cpu() -> float:
    import resource

    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def children(pid: int) -> list[int]:
    """The processes that `pid` started."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def peak(pid: int) -> float:
    """The most memory that a process has held so far, in MiB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(found[0].split()[1]) / 1024 if found else 0.0


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", default="500,5000", help="sizes of the batches")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where batches are made and kept")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        print("claims  run          wall s     cpu s  s/claim  parent MiB  worker MiB")
        for count in map(int, options.claims.split(",")):
            prepare(folder / str(count), count)
            for _ in range(2):
                took = run(folder / str(count), options.jobs)
                print(
                    f"{count:6d}  {took.said:10s} {took.wall:8.1f}  {took.cpu:8.1f}  {took.wall / count:7.3f}"
                    f"  {took.parent:10.0f}  {took.worker:10.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
