"""Which records differ from BASE: a dated rule blocks only on those."""

from kamdocs.history.change import What
from kamdocs.history.compare import Comparison


def changed_ids(comparison: Comparison) -> dict[str, frozenset[str]]:
    """Ids of the records of today that are new, renamed or changed, by account."""
    found: dict[str, set[str]] = {}
    for one in comparison.records:
        if one.what is not What.REMOVED:
            found.setdefault(one.about.account, set()).add(one.about.record)
    return {account: frozenset(ids) for account, ids in found.items()}
