"""Links between documents lead somewhere, and every document can be reached."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```(?s:.*?)```|`[^`]*`|^(?: {4}|\t).*$", re.MULTILINE)


def links(document: Path) -> list[str]:
    found = LINK.findall(CODE.sub("", document.read_text(encoding="utf-8")))
    return [link for link in found if "://" not in link and not link.startswith("mailto:")]


def anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, as code hosts make them."""
    headings = re.findall(r"^#+ +(.*)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    lost = []
    for link in links(document):
        if document.name == "template.md":
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and target.is_file() and anchor not in anchors(target)):
            lost.append(link)
    assert not lost


def test_every_document_can_be_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        document = waiting.pop()
        if document in reached or document.suffix != ".md":
            continue
        reached.add(document)
        targets = [(document.parent / link.partition("#")[0]).resolve() for link in links(document) if link[0] != "#"]
        waiting += [target for target in targets if target.is_file()]
    assert not [
        str(document.relative_to(ROOT))
        for document in DOCS
        if document.is_relative_to(ROOT / "docs") and document not in reached
    ]
