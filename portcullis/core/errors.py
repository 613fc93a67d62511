"""The one exception family. A boundary adds its own child; the message says what happened, to what, and what to do."""


class PortcullisError(Exception):
    """Something the operator can act on. Printed without a traceback by the command line."""
