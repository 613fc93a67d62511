"""The hand-written texts, by kind: each is used about as often as every other of its kind."""

import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SEEDS = Path(__file__).parent / "seeds"


@dataclass(frozen=True)
class Text:
    """One written text. `tag` is its topic, or its part within the kind."""

    text: str
    tag: str


class Texts:
    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._used: Counter[str] = Counter()
        self.by_kind = {path.stem: _load(path) for path in sorted(SEEDS.glob("*.jsonl"))}

    def pick(self, kind: str, fits: Callable[[Text], bool] = lambda _: True) -> Text | None:
        """One of the least used texts that fit, or None if none fits."""
        fitting = [text for text in self.by_kind[kind] if fits(text)]
        if not fitting:
            return None
        least = min(self._used[text.text] for text in fitting)
        chosen = self._dice.choice([text for text in fitting if self._used[text.text] == least])
        self._used[chosen.text] += 1
        return chosen

    def times(self, text: Text) -> int:
        return self._used[text.text]


def _load(path: Path) -> list[Text]:
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [Text(row["text"], row.get("tag", "")) for row in rows]
