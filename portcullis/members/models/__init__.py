"""Tables of the opt-in register. All that was ever said about an enrolment is kept, with who said it and when."""

from portcullis.members.models.access import AlertPreference, Alerts, Delegation
from portcullis.members.models.enrolment import Departure, Enrolment, Term
from portcullis.members.models.member import Member, PlatformAccount
from portcullis.members.models.pending import PendingImport
from portcullis.members.models.statement import AppendOnly, Revision, Statement

__all__ = [
    "AlertPreference",
    "Alerts",
    "AppendOnly",
    "Delegation",
    "Departure",
    "Enrolment",
    "Member",
    "PendingImport",
    "PlatformAccount",
    "Revision",
    "Statement",
    "Term",
]
