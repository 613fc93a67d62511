"""TheyWorkForYou's social-media XML: <personinfo id= twitter_username= facebook_page= bluesky_handle=/>, one a Member.

Read with expat as it comes. A document type, an entity or an outside reference is refused before anything is expanded.
"""

import re
from typing import NoReturn
from xml.parsers import expat

from portcullis.members.imports.row import Bad, BadFile, Named, Row, Unusable, account

PERSON = re.compile(r"uk\.org\.publicwhip/person/([0-9]{1,9})")
ATTRIBUTES = {
    "bluesky_handle": "bluesky",
    "facebook_page": "facebook",
    "instagram_username": "instagram",
    "mastodon_handle": "mastodon",
    "twitter_username": "x",
    "youtube_channel": "youtube",
}


class _File:
    """What has been read so far."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.bad: list[Bad] = []
        self.seen: dict[str, int] = {}
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.element
        self.parser.StartDoctypeDeclHandler = self.document_type
        self.parser.EntityDeclHandler = self.document_type
        self.parser.ExternalEntityRefHandler = self.document_type

    def document_type(self, *_: object) -> NoReturn:
        raise BadFile(
            [
                Bad(
                    self.parser.CurrentLineNumber,
                    "The file has a document type (DOCTYPE) or an entity. Such files are refused.",
                )
            ]
        )

    def element(self, name: str, attributes: dict[str, str]) -> None:
        number = self.parser.CurrentLineNumber
        if not self.seen and not self.bad and name not in {"publicwhip", "personinfo"}:
            raise BadFile(
                [Bad(number, f"The file is not TheyWorkForYou's: it begins with <{name[:40]}>, not <publicwhip>.")]
            )
        if name != "personinfo":
            return
        try:
            self.person(number, attributes)
        except Unusable as error:
            self.bad.append(Bad(number, str(error)))

    def person(self, number: int, attributes: dict[str, str]) -> None:
        match = PERSON.fullmatch(attributes.get("id", ""))
        if match is None:
            raise Unusable("The id is missing or is not like uk.org.publicwhip/person/10001.")
        person = match.group(1)
        if person in self.seen:
            raise Unusable(f"Person {person} is in row {self.seen[person]} already.")
        self.seen[person] = number
        accounts: dict[str, tuple[Named, ...]] = {
            platform: (account(attributes[attribute]),)
            for attribute, platform in ATTRIBUTES.items()
            if attributes.get(attribute, "").strip()
        }
        self.rows.append(Row(number=number, theyworkforyou_id=person, accounts=accounts))


def read(data: bytes) -> list[Row]:
    """The rows of the file. Raises BadFile."""
    file = _File()
    try:
        file.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BadFile([Bad(error.lineno, f"The file is not XML: {expat.ErrorString(error.code)}.")]) from error
    except (ValueError, LookupError) as error:
        raise BadFile([Bad(1, f"The file's encoding cannot be read: {error}.")]) from error
    if file.bad:
        raise BadFile(file.bad)
    return file.rows
