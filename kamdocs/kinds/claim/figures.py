"""Figures of claims: the notice deadline, what the calendar makes of a claim, the claims of the account with their money."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from kamdocs.calc.days import WorkingDays, day_after
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.quantity import Duration
from kamdocs.core.track import state_on
from kamdocs.core.view import Cell, Column, Fact, Link, Mark, Number, Row, Table
from kamdocs.kinds.calendar.model import Calendar
from kamdocs.kinds.claim.model import TRACK, Category, Claim, ClaimState, Direction, in_words
from kamdocs.kinds.customer.model import Customer

_TERMINATION = frozenset({Category.UNAMORTISED_BALANCE, Category.EARLY_EOP})
_SIDES = {Direction.ON_CUSTOMER: "on the customer", Direction.ON_US: "on us"}
