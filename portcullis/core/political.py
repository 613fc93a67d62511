"""Words that show a text speaks of a parliament and its Members, so that a common name in it may be meant for one."""

import re
from bisect import bisect_left

from portcullis.core.text import Folded

_WORDS = re.compile(
    r"\b(?:"
    r"mps?|m\.p\.|msps?|mlas?|tds|member (?:for|of)|(?:prime |shadow |junior )?ministers?|ministerial|"
    r"secretary of state|(?:home|foreign|health|education|defence|justice) secretary|chancellor|lords?|peer|"
    r"baroness|whips?|backbench(?:er|ers)?|front ?bench(?:er)?|constituen(?:cy|cies|ts?)|parliament(?:ary)?|"
    r"commons|westminster|senedd|holyrood|stormont|select committee|surger(?:y|ies)|pmqs|vot(?:e|es|ed|ing)|"
    r"elect(?:ed|ion|ions)|by-?election|re-?elected|ballot|manifesto|deselect(?:ed)?|part(?:y|ies)|"
    r"governments?|opposition|cabinet|labour|tory|tories|conservatives?|lib ?dems?|liberal democrats?|snp|"
    r"plaid|greens|dup|sdlp|sinn fein|reform uk|politicians?|polic(?:y|ies)|legislation|amendment|hansard|"
    r"downing street|representatives?|your (?:mp|rep)|ukparliament|housecommons"
    r")\b"
)
_REACH = 100


class Context:
    """Where a text speaks of parliament; offsets are those of the original text."""

    def __init__(self, folded: Folded) -> None:
        self._places = sorted(folded.origin(*found.span())[0] for found in _WORDS.finditer(folded.text))

    def near(self, start: int, end: int) -> bool:
        """Within 100 characters of text[start:end]?"""
        at = bisect_left(self._places, start - _REACH)
        return at < len(self._places) and self._places[at] <= end + _REACH
