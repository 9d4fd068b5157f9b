"""The coherence of one offer: what it was compared with, what agrees, what differs, what could not be compared."""

from kamdocs.kinds.offer.figures.coherence.block import coherence, coherence_section, comparisons
from kamdocs.kinds.offer.figures.coherence.row import Compared, Outcome

__all__ = ["Compared", "Outcome", "coherence", "coherence_section", "comparisons"]
