"""What an officer can decide, and which change may follow which: declared here and nowhere else."""

from django.db import models


class Outcome(models.TextChoices):
    """Criticism, however harsh, is a first-class outcome. "" (OPEN) means that nobody has decided."""

    OPEN = "", "Waiting"
    LAWFUL = "lawful", "Lawful criticism"
    NOT_DIRECTED = "not_directed", "Not directed at the Member"
    ABUSE = "abuse", "Abuse, logged"
    ADVICE = "advice", "Advice to the Member"
    WELFARE = "welfare", "Welfare concern"
    REFER = "refer", "Refer to police"


DECIDABLE = tuple(outcome for outcome in Outcome if outcome is not Outcome.OPEN)
DISMISSED = (Outcome.LAWFUL, Outcome.NOT_DIRECTED)

# An open item may be decided in any way; a decided one may only be opened again, by an undo, and then decided afresh.
TRANSITIONS: dict[Outcome, tuple[Outcome, ...]] = {
    Outcome.OPEN: DECIDABLE,
    **dict.fromkeys(DECIDABLE, (Outcome.OPEN,)),
}

HINTS = {
    Outcome.LAWFUL: "Harsh, rude or angry, but within the law and about politics or conduct in office.",
    Outcome.NOT_DIRECTED: "Meant for somebody else, or only mentions the Member in passing.",
    Outcome.ABUSE: "Abusive, and kept on record in case there is more. Nobody is told.",
    Outcome.ADVICE: "The Member or their office should know, and what they can do.",
    Outcome.WELFARE: "The author, or someone near them, may be at risk of harm.",
    Outcome.REFER: "A possible offence, or a reason to think that this person may come.",
}


class Reason(models.TextChoices):
    """Why somebody opened an item: every view of a person's words is on the audit log with one of these."""

    ASSIGNED = "assigned", "Assigned to me"
    REVIEW = "review", "Looking back at a decision"
    SECOND_READING = "second reading", "Second reading"
    SUPERVISION = "supervision", "Supervision"
    MEMBER_ASKED = "member asked", "The Member asked"
    POLICE_ASKED = "police asked", "The police asked"
