from portcullis.core.errors import PortcullisError


class Refused(PortcullisError):
    """The register cannot take this change. The message says why, and what to do instead. Nothing was changed."""


class AccountTaken(Refused):
    """The account belongs to another Member already. Retire it there first, or correct the handle."""
