"""From accounts to a finished publication: redact, draw, stamp, search for leaks, take the old one's place."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from kamdocs.core.finding import Finding
from kamdocs.core.publication import Site
from kamdocs.shipped import SITE_TEMPLATES
from kamdocs.site.about_site import health_board
from kamdocs.site.accounts import AccountViews, shown_accounts
from kamdocs.site.attention import attention_boards
from kamdocs.site.board import Board, texts_in
from kamdocs.site.files import copy_attachments, header_file
from kamdocs.site.front import accounts_board, home_board
from kamdocs.site.gate import gate_board, gate_fact, gate_files, gate_section
from kamdocs.site.handbook import help_menu, put_handbook, shipped_pages, shipped_texts
from kamdocs.site.leaks import LeakTest, Secrets, secrets_of
from kamdocs.site.links import list_address
from kamdocs.site.lists import kind_words, list_boards
from kamdocs.site.publication import AccountInput, Built, Edition
from kamdocs.site.reference import kind_boards, rule_boards
from kamdocs.site.render import Renderer
from kamdocs.site.reports import report_boards
from kamdocs.site.schedules import schedule_boards, volume_boards
from kamdocs.site.search import search_files
from kamdocs.site.shell import Frame, Gap, ShellPlan, build_shell, configuration, depth_gaps
from kamdocs.site.spread import Share, cores, lighter_first, spread, without_collector
from kamdocs.site.stamp import Stamp
from kamdocs.site.status import status_board
from kamdocs.site.words import words_of
from kamdocs.site.write import new_folder, take_place, write_text

MANY = 1000
"""From so many pages on the work is spread over processes."""
OWN_WORDS = ("assets/", "rules/", "kinds/")
"""Folders with texts of kamdocs itself: their examples may hold any amount."""


def build_publication(
    site: Site, accounts: Mapping[str, AccountInput], group: AccountInput, *, edition: Edition, out: Path
) -> Built:
    """Build one publication into `out/<name>/`.

    Args:
        site: Which one.
        accounts: All accounts by name; only those that it names are looked at.
        group: What all accounts share.
        edition: Day, commit, policy, kinds, codes.
        out: The folder of all publications.

    Returns:
        What was built. With leaks the old publication still stands.

    Raises:
        KamdocsError: `mkdocs.yml` or a template is wrong, the disk is full, or the target is a foreign folder.
    """
    with without_collector():
        shown = shown_accounts(site, accounts, group, edition)
        notes = [note for name in site.accounts if name in accounts for note in accounts[name].notes]
        secrets = secrets_of(
            (one.looking for one in shown),
            _words_of_others(site, edition),
            (one.book for name, one in accounts.items() if name not in site.accounts),
        )
        return _built(site, shown, edition, out / site.name, notes=(*notes, *group.notes), secrets=secrets)


def _built(
    site: Site,
    shown: tuple[AccountViews, ...],
    edition: Edition,
    target: Path,
    *,
    notes: tuple[str, ...],
    secrets: Secrets,
) -> Built:
    pages = sum(len(one.views) for one in shown)
    workers = (edition.workers or cores()) if pages >= MANY else 1
    with new_folder(target) as new:
        press = Press(site, shown, edition, new)
        press.print_all(notes, workers)
        test = LeakTest(secrets, press.frame_texts(), press.own_text, press.own_words)
        leaks = _searched(test, new, target.as_posix(), workers)
        if not leaks:
            take_place(new, target)
    return Built(target, pages, leaks, notes)


def _words_of_others(site: Site, edition: Edition) -> dict[str, tuple[str, ...]]:
    """Words that belong to accounts which the publication does not show."""
    markers = edition.policy.customer_markers.items()
    return {account: words for account, words in markers if account not in (*site.accounts, "group")}


def _searched(test: LeakTest, new: Path, shown: str, workers: int) -> tuple[Finding, ...]:
    """The findings of the leak test over every file."""
    files = sorted(path for path in new.rglob("*") if path.is_file())

    def search(share: Share) -> list[Finding]:
        return test.of_files(new, files[share[0] :: share[1]], shown)

    found = [one for some in spread(search, workers) for one in some]
    return test.of_frames(shown) + tuple(sorted(found, key=lambda one: (one.place.file, one.record, one.says)))


@dataclass
class Press:
    """Prints one publication into a folder.

    Attributes:
        site: Which one.
        shown: Its accounts, redacted.
        edition: Day, commit, policy, kinds, codes.
        new: The folder.
    """

    site: Site
    shown: tuple[AccountViews, ...]
    edition: Edition
    new: Path

    def __post_init__(self) -> None:
        self.words = words_of(self.site.language)
        self._frames: dict[str, Frame] = {}
        self.own_text = ""
        self.own_words = OWN_WORDS + shipped_pages(self.edition.project)
        self._reports = report_boards(self.shown, self.words)

    def print_all(self, notes: Iterable[str], workers: int = 1) -> None:
        """Frame, boards, records, lists for the search, attachments."""
        self._frames = self._shell()
        stamp = Stamp(Renderer(self.edition.project, self.words), self._frames, self.new)
        others = _words_of_others(self.site, self.edition)
        foreign = (*others, *(word for words in others.values() for word in words))
        boards = (*rule_boards(self.edition.codes, self.words), *kind_boards(self.edition.kinds, self.words, foreign))
        for board in boards:
            stamp.board(board)
        self.own_text = "\n".join((*texts_in(boards), *shipped_texts(self.edition.project), *self._shipped_assets()))
        said = tuple(notes)

        def share_of_pages(share: Share) -> None:
            if share[0] == 0:
                for board in self._boards(said):
                    stamp.board(board)
            for account in self.shown:
                self._records(account, stamp, share)

        spread(share_of_pages, workers)
        for account in self.shown:
            copy_attachments(account, self.new)
        lists = search_files(self.shown, kind_words(self.edition.kinds))
        for name, text in (lists | gate_files(self.shown, self.edition.as_of)).items():
            write_text(self.new, name, text)
        write_text(self.new, "404.html", self._not_found(stamp.renderer))
        write_text(self.new, "headers.conf", header_file())

    def _shipped_assets(self) -> Iterator[str]:
        """Scripts and styles, except those that a company has put in the place of ours."""
        own = self.edition.project / "site_templates" / "theme"
        ours = own.resolve() == (SITE_TEMPLATES / "theme").resolve()
        for path in sorted((self.new / "assets").rglob("*")):
            if path.is_file() and (ours or not (own / path.relative_to(self.new)).exists()):
                yield path.read_bytes().decode("utf-8", "replace")

    def frame_texts(self) -> tuple[tuple[str, str, str], ...]:
        """The parts that many pages share."""
        return tuple((one.before, one.between, one.after) for one in self._frames.values())

    def _shell(self) -> dict[str, Frame]:
        os.environ["SOURCE_DATE_EPOCH"] = str(int(self._moment().timestamp()))
        with TemporaryDirectory(prefix="kamdocs-") as folder:
            docs = Path(folder)
            put_handbook(docs, self.edition.project)
            nav = list(configuration(self.edition.project).get("nav", []))
            pages = (
                *help_menu(nav, docs),
                *((self.words[name], f"{name}/index.md") for name in ("rules", "kinds", "health")),
            )
            gaps = tuple(self._gaps())
            plan = ShellPlan(
                name=self.site.title,
                url=self.site.url,
                language=self.site.language,
                facts={**self._facts(), "words": dict(self.words)},
                gaps=(*gaps, *depth_gaps(gap.address for gap in gaps)),
                help_menu=(self.words["help"], pages),
            )
            return build_shell(plan, project=self.edition.project, docs=docs, out=self.new)

    def _moment(self) -> datetime:
        day = self.edition.as_of
        return self.edition.commit_time or datetime(day.year, day.month, day.day, tzinfo=UTC)

    def _facts(self) -> dict[str, str]:
        pinned = self.edition.policy.as_of
        return {
            "as_of": self.edition.as_of.isoformat(),
            "pinned": pinned.isoformat() if pinned else "",
            "commit": self.edition.commit or "—",
            "ask": self._ask(),
        }

    def _ask(self) -> str:
        """Whom to ask: the person by name and function, where the site may show the person."""
        known = self.shown[-1].views.get(self.site.ask)
        return known.title if known else self.site.ask

    def _own_accounts(self) -> tuple[AccountViews, ...]:
        return tuple(one for one in self.shown if one.account != "group" and one.views)

    def _gaps(self) -> Iterator[Gap]:
        w, own = self.words, self._own_accounts()
        yield from (Gap("", w["home"]), Gap("attention/", w["attention"]), Gap("find/", w["find"]))
        if len(own) == 1:
            yield Gap(f"{own[0].account}/", w["account"])
        elif own:
            yield Gap("accounts/", w["accounts"])
        yield from (Gap("gate/", w["gate"]), Gap("schedules/", w["schedules"]), Gap("volumes/", w["volumes"]))
        reports = bool(self._reports)
        yield from (Gap("reports/", w["reports"]),) if reports else ()
        yield Gap("lists/", "" if reports else w["lists"])
        yield from (Gap("rules/"), Gap("kinds/"), Gap("health/"))

    def _boards(self, notes: tuple[str, ...]) -> Iterator[Board]:
        w, kinds, own = self.words, self.edition.kinds, self._own_accounts()
        home = home_board(self.site, self.shown, kinds, w, reports=self._reports)
        doors = gate_section(self.shown, w) if self.site.plant else ()
        yield replace(home, facts=(gate_fact(self.shown, w), *home.facts), sections=(*doors, *home.sections))
        yield from attention_boards(self.shown, w)
        yield gate_board(self.shown, self.edition.policy.as_of, w)
        yield Board("find/", "find", w["find"], more={"find_words": {key: w[key] for key in FIND_WORDS}})
        if len(own) > 1:
            yield accounts_board(self.shown, w)
        for account in own:
            yield status_board(account, kinds, w)
        yield from schedule_boards(own, w)
        yield from volume_boards(own, w)
        yield from self._reports
        yield from list_boards(self.shown, kinds, w)
        yield health_board(self.site, self.shown, self.edition, notes, w)

    def _records(self, account: AccountViews, stamp: Stamp, share: Share) -> None:
        names, w = kind_words(self.edition.kinds), self.words
        plurals = {kind.slug: kind.about.plural for kind in self.edition.kinds}
        top = f"{account.account}/" if account.account != "group" else "lists/"
        edit = self.edition.policy.edit_url
        for view in lighter_first(tuple(account.views.values()), share):
            steps = (
                (w["home"], ""),
                (account.account, top),
                (plurals[view.kind], list_address(account.account, view.folder) if not view.left else "lists/"),
                (view.id, "."),
            )
            stamp.record(
                view,
                kind_name=names[view.kind],
                steps=steps,
                facts={
                    **self._facts(),
                    "change_link": edit.replace("{path}", view.file) if edit else "",
                    "attachment_folder": f"a/{account.account}/",
                },
            )

    def _not_found(self, renderer: Renderer) -> str:
        w, site = self.words, self.site
        not_here = {"title": w["not_here"], "text": w["not_here_text"], "ask": w["ask_here"]}
        facts = {"language": site.language, "name": site.title, "url": site.url, "ask": self._ask()}
        return renderer.body("pages/404.html.j2", **facts, not_here=not_here)


FIND_WORDS = (
    "find",
    "jump",
    "account",
    "kind",
    "programme",
    "plant",
    "standing",
    "everything",
    "clear",
    "nothing",
    "rows",
    "of",
)
