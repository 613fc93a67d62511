"""The fictional parliament as the composer needs it: from parliament.csv (what the product loads) and places.csv."""

import csv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PARLIAMENT = HERE.parent / "portcullis" / "monitor" / "demo" / "parliament.csv"


@dataclass(frozen=True)
class Seat:
    """One Member: their accounts as (handle, DID), and what there is to talk about where they sit."""

    name: str
    constituency: str
    party: str
    accounts: tuple[tuple[str, str], ...]
    opted_in: bool
    places: tuple[str, ...]
    speech: str
    kinds: frozenset[str]

    @property
    def first(self) -> str:
        return self.name.split(" ", 1)[0]

    def talks_of(self, topic: str) -> bool:
        needs = {"coast": "coast", "farm": "rural"}
        return topic not in needs or needs[topic] in self.kinds


def seats() -> list[Seat]:
    with (HERE / "places.csv").open(encoding="utf-8", newline="") as file:
        about = {row["constituency"]: row for row in csv.DictReader(file)}
    with PARLIAMENT.open(encoding="utf-8", newline="") as file:
        return [_seat(row, about[row["constituency"]]) for row in csv.DictReader(file)]


def _seat(row: dict[str, str], about: dict[str, str]) -> Seat:
    accounts = zip(row["bluesky"].split(";"), row["bluesky_id"].split(";"), strict=True)
    return Seat(
        name=row["name"], constituency=row["constituency"], party=row["party"], accounts=tuple(accounts),
        opted_in=bool(row["opted_in_from"]), places=tuple(about["places"].split("|")), speech=about["speech"],
        kinds=frozenset(about["kind"].split(";")),
    )  # fmt: skip
