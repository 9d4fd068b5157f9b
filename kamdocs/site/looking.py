"""One reader before one account: what he may know of, under which title, and what a text may not say to him."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.code import Code
from kamdocs.core.facts import Block, fields_of
from kamdocs.core.policy import Policy
from kamdocs.core.record import Record, Waiver
from kamdocs.core.view import Page
from kamdocs.kinds.contact.model import Contact
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.kind import Kind
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.volume_plan.model import VolumePlan
from kamdocs.site.at_plant import hides, keeps, parts_of_plant
from kamdocs.site.hidden import hidden_values
from kamdocs.site.reach import Reach
from kamdocs.site.reader import Reader
from kamdocs.site.shown import kind_word
from kamdocs.site.telling import class_of_code
from kamdocs.site.tree import Sight
from kamdocs.site.views import Ref

HIDDEN = "▒▒▒"
_ID = re.compile(r"\b[A-Z]{3}(?:-[A-Z0-9]+)+\b")
_NAMES = ("name", "description", "vehicle", "subject", "number", "component")


@dataclass(frozen=True)
class Looking:
    """One reader before one account.

    Attributes:
        book: The account with `group`, as the reader gets it: without what `only_for` keeps from him; for a plant with
            its own share of volumes alone.
        reader: Who.
        reach: What he may know of the account.
        group_reach: What he may know of `group`.
        policy: Classes of own fields.
        kinds: Kinds by model.
        codes: Texts of the codes.
        whole: The account with all its records: what is to be hidden, and whether something exists.
    """

    book: Book
    reader: Reader
    reach: Reach
    group_reach: Reach
    policy: Policy
    kinds: Mapping[type[Record], Kind]
    codes: Mapping[str, Code]
    whole: Book
    _titles: dict[str, str] = field(default_factory=dict)

    def sees(self, record_id: str) -> bool:
        """Whether the reader may know of this record."""
        return record_id in self.reach.ids or record_id in self.group_reach.ids

    def link(self, record_id: str, item: str = "") -> Ref | None:
        """The link to a record, by the name of a person and by id for everything else."""
        if not self.sees(record_id):
            return None
        record = self.book.get(record_id)
        text = (record.name or "") if isinstance(record, Contact) else ""
        return Ref(self.account_of(record_id), record_id, item, text, self.title(record_id))

    def reach_for(self, record_id: str) -> Reach:
        """The reach in which a record lies."""
        return self.reach if record_id in self.reach.ids else self.group_reach

    def account_of(self, record_id: str) -> str:
        """The account of a visible record, or `group`."""
        return self.book.account if record_id in self.reach.ids else "group"

    @cached_property
    def account_lead(self) -> str:
        """Who is in charge of the account where a record names nobody."""
        customers = [one for one in self.book.all(Customer) if one.id in self.book.shelf.held]
        return customers[0].account_lead if len(customers) == 1 else ""

    def tells_hidden(self, record: Record, sentence: str) -> bool:
        """Whether a sentence about a record prints a value of it that the reader may not read."""
        return any(value in sentence for value in hidden_values(record, self.sight))

    def title(self, record_id: str) -> str:
        """The title of a visible record, from what the reader may read."""
        if record_id not in self._titles:
            record = self.book.get(record_id)
            self._titles[record_id] = self._made_title(record) if record else record_id
        return self._titles[record_id]

    def _made_title(self, record: Record) -> str:
        if self.reader.reads(record.home_class):
            return self.masked(record.title or record.heading(self.book))
        for name in _NAMES:
            found = fields_of(type(record)).get(name)
            if found and self.reader.reads(record.class_of(found)):
                return self.masked(str(getattr(record, found.attribute) or record.id))
        return f"{kind_word(record.about)} {record.id}"

    def masked(self, text: str) -> str:
        """A text without the ids of records that the reader may not know of."""
        return _ID.sub(lambda found: self._shown_id(found[0]), text) if "-" in text else text

    def _shown_id(self, text: str) -> str:
        """The id, or what hides it; `CLM-2024-0001-COPY` is hidden where its beginning is."""
        begins = text
        while "-" in begins:
            if self.is_known(begins):
                return text if self.sees(begins) else HIDDEN
            begins = begins.rpartition("-")[0]
        return text

    def is_known(self, record_id: str) -> bool:
        """Whether there is such a record, whether the reader may know of it or not."""
        return self.whole.held(record_id) is not None or self.whole.is_unread(record_id)

    def parts_of(self, programme: str) -> frozenset[str]:
        """The parts of a programme, whether the reader may know of them or not."""
        return self._parts_by_programme.get(programme, frozenset())

    @cached_property
    def _parts_by_programme(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for part in self.whole.all(Part):
            found[part.programme].add(part.id)
        return {programme: frozenset(parts) for programme, parts in found.items()}

    @cached_property
    def _parts(self) -> frozenset[str]:
        return parts_of_plant(self.book, self.reader.plant)

    @cached_property
    def sight(self) -> Sight:
        """How the reader looks at a field."""
        return Sight(
            reader=self.reader,
            link=self.link,
            masked=self.masked,
            keeps=self.keeps,
            own_class=self._own_class,
        )

    def keeps(self, item: Block) -> bool:
        """Whether the reader sees an item of a list: it is about no record and no rule that he may not know of."""
        if isinstance(item, Waiver) and not self.reader.reads(class_of_code(item.rule, self.codes.get(item.rule))):
            return False
        if self.reader.plant and not keeps(item, self._parts, self.reader.plant):
            return False
        return not hides(item, lambda one: self.is_known(one) and not self.sees(one))

    def _own_class(self, kind: str, name: str) -> Class | None:
        declared = self.policy.own_fields.get(kind, {}).get(name)
        return declared.class_ if declared else None

    def page(self, record: Record) -> Page:
        """What the kind adds to the page. The plan of a plant is shown by its fields: it knows no other plant."""
        if self.reader.plant and isinstance(record, VolumePlan):
            return Page()
        kind = self.kinds.get(type(record))
        return kind.page(record, self.book) if kind and kind.page else Page()
