"""Released schemas: the digest of every schema file, which never changes once its version of czdocs is out."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from czdocs.resources import resource_bytes, resource_names

__all__ = ["PINS", "changed_schemas", "pins_text"]

PINS = "released.json"
"""The file beside the schemas: for each, its SHA-256 and since which version of czdocs it is out (null: not yet)."""


def changed_schemas() -> Mapping[str, str]:
    """What is wrong with schema files that are not as they are pinned, by name."""
    pins, actual = _pins(), _actual()
    faults: dict[str, str] = {}
    for name in sorted(pins.keys() | actual.keys()):
        pin = pins.get(name)
        if pin is not None and pin["sha256"] == actual.get(name):
            continue
        released = pin["released"] if pin is not None else None
        faults[name] = (
            f"released with {released}, must stay as it was for ever: put it back, and make a new version beside it "
            f"(copy it to the next number, change that, and declare the changes in KIND-NUMBER.changes.yaml)"
            if released
            else "not released yet: run `python -m invoke generate` to pin it as it is now"
        )
    return faults


def pins_text() -> str:
    """The pins with the digests of today for what is not released; pins of what is released stay."""
    pins, actual = _pins(), _actual()
    kept = {name: pin for name, pin in pins.items() if pin["released"]}
    fresh = {name: {"sha256": digest, "released": None} for name, digest in actual.items() if name not in kept}
    return json.dumps(dict(sorted((fresh | kept).items())), indent=2) + "\n"


def _pins() -> dict[str, Any]:
    pins: dict[str, Any] = json.loads(resource_bytes("schemas", PINS)) if PINS in resource_names("schemas") else {}
    return pins


def _actual() -> dict[str, str]:
    """The digest of each schema file, its line ends as they are in the repository."""
    names = (name for name in resource_names("schemas") if name.endswith(".schema.json"))
    return {name: hashlib.sha256(resource_bytes("schemas", name).replace(b"\r\n", b"\n")).hexdigest() for name in names}
