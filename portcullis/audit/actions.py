"""Reading the log is itself on the log."""

from portcullis.audit.auditor import Auditor, action
from portcullis.audit.filters import Filters, Page, page
from portcullis.audit.verify import Verdict, verify


@action
def read_log(auditor: Auditor, filters: Filters) -> Page:
    """One page of entries as they were before this reading."""
    found = page(filters)
    auditor.record("audit.read", "audit:log", **filters.named())
    return found


@action
def verify_log(auditor: Auditor, noted: str = "") -> Verdict:
    verdict = verify(noted)
    auditor.record("audit.verified", "audit:log", sound=verdict.sound, faults=sorted({f.kind for f in verdict.faults}))
    return verdict
