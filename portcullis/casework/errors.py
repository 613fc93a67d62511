from portcullis.core.errors import PortcullisError


class CaseworkError(PortcullisError):
    """A change that casework refuses. Nothing was changed; the message is shown to the officer."""


class HeldByAnother(CaseworkError):
    """Two officers never hold the same item."""


class AlreadyDecided(CaseworkError):
    """Somebody decided it first, or the decision was taken back already."""


class ReasonNeeded(CaseworkError):
    """No decision without a reason."""


class NotAllowed(CaseworkError):
    """This person may not do this to this item."""
