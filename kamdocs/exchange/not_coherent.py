"""Why nothing leaves the house although kamdocs itself can work: the records contradict each other."""

from kamdocs.core.errors import KamdocsError


class NotCoherentError(KamdocsError):
    """Records do not give a paper for the customer; their author corrects them."""
