"""Words of the frame in English and German. Data, rule texts and ids are never translated."""

from collections.abc import Mapping

_TABLE = """
as_of | as of | Stand
commit | commit | Commit
ask | ask | Auskunft
health | About this site | Über diese Site
home | Home | Start
attention | Attention | Zu tun
find | Find | Suchen
account | Account | Kunde
accounts | Accounts | Kunden
schedules | Schedules | Termine
gate | GO / NO-GO | GO / NO-GO
gate_after | GO holds until its last day; after it: unknown, ask. | GO gilt bis zum letzten Tag; danach: unknown, ask.
gate_pinned | GO is compared with {day}, the day that policy pins. | GO wird mit {day} verglichen, dem Tag der Policy.
gate_unread | A change did not load; what is missing here is unknown. | Eine Änderung fehlt; was fehlt, ist unknown.
gate_never | This answer never asks to stop shipments. | Diese Antwort verlangt nie, Lieferungen anzuhalten.
gate_json | The same for machines: | Dasselbe für Maschinen:
gate_none | No change is open here. | Hier ist keine Änderung offen.
volumes | Volumes | Mengen
lists | Lists | Listen
reports | Reports | Berichte
prices | Price list | Preisliste
rfqs | Requests and offers | Anfragen und Angebote
mandated | Mandated components | Vorgegebene Komponenten
coverage | Proof of prices | Nachweis der Preise
lta | Yearly reductions | Jährliche Preissenkungen
productivity | Productivity | Produktivität
retro | Corrections of late prices | Korrekturen verspäteter Preise
indices | Index, price and shipments | Index, Preis und Lieferungen
help | Help | Hilfe
rules | Rules | Regeln
kinds | Kinds of record | Arten von Datensätzen
jump | Part, claim, customer number, name … | Teil, Reklamation, Kundennummer, Name …
filter | Filter these rows | Diese Zeilen filtern
rows | rows | Zeilen
of | of | von
download | CSV | CSV
dash | “—” = not recorded, or not shown in this site | „—“ = nicht erfasst oder in dieser Site nicht gezeigt
as_table | As a table | Als Tabelle
standing | Standing | Stand heute
summary | Summary | Zusammenfassung
facts | Facts | Angaben
all_facts | All fields | Alle Felder
evidence | Proof | Nachweise
related | Related | Verknüpft
names | This record names | Dieser Datensatz nennt
named_by | Named by | Genannt von
findings | Findings | Befunde
no_findings | No finding on this day. | Kein Befund an diesem Tag.
where_from | Where this comes from | Woher das stammt
file | File | Datei
change_this | Change this | Ändern
in_charge | In charge | Verantwortlich
attachments | Attachments | Anlagen
more | and {n} more | und {n} weitere
kind | Kind | Art
programme | Programme | Programm
plant | Plant | Werk
record | Record | Datensatz
records | Records | Datensätze
clean | clean | nichts offen
title | Title | Titel
ended | ended | beendet
everything | everything | alles
clear | Clear all | Alles zurücksetzen
no_script | Search needs JavaScript. Every record is in: | Die Suche braucht JavaScript. Alle Datensätze stehen in:
nothing | Nothing matches. | Kein Treffer.
hidden_sentence | It names facts that this site does not show. | Er nennt Angaben, die diese Site nicht zeigt.
coming | What is coming | Was kommt
where_we_stand | Where we stand | Wo wir stehen
nothing_needs | Nothing needs you here. | Hier ist nichts zu tun.
field | Field | Feld
year | Year | Jahr
no_zero | The scale does not begin at zero. | Die Skala beginnt nicht bei null.
next_day | Next day | Nächster Termin
to_do | Findings | Befunde
not_here | Not here | Nicht hier
not_here_text | It is not in this site, or it does not exist. | Das steht nicht in dieser Site, oder es gibt es nicht.
path | Path | Pfad
weight | Weight | Gewicht
code | Code | Code
what | What | Was
on | On | Am
error | error | Fehler
errors | errors | Fehler
warning | warning | Warnung
warnings | warnings | Warnungen
info | info | Hinweis
block_lost | Lost after a day | Nach einem Tag verloren
block_money | Money | Geld
block_unknown | Money not known | Betrag unbekannt
block_rest | The rest | Übriges
money | Money | Geld
until_since | Until, since | Bis, seit
since | since | seit
working_days | working days | Arbeitstage
vehicle | Vehicle | Fahrzeug
next | Next | Als Nächstes
audience | Audience | Leser
record_pages | Pages of records | Seiten von Datensätzen
not_in_git | not in Git | nicht in Git
left_out | What was left out | Was fehlt
not_checked | Not checked, not read | Nicht geprüft, nicht gelesen
all_checked | Everything was read and checked. | Alles wurde gelesen und geprüft.
waivers | Waivers | Ausnahmen
no_waiver | No rule is waived here. | Keine Regel ist hier ausgesetzt.
rule | Rule | Regel
because | Because | Weil
until | Until | Bis
approved_by | Approved by | Genehmigt von
ask_here | Ask | Auskunft gibt
"""

_SENTENCES = """
prices_note
    The prices of today, the days on which they change, and every agreed price by date: the list of any day lies in it.
    Die Preise von heute, die Tage, an denen sie sich ändern, und jeder vereinbarte Preis nach Datum.
rfqs_note
    What is due or expires next comes first.
    Was als Nächstes fällig wird oder abläuft, steht oben.
indices_note
    Plus: the customer owes us. Minus: we owe the customer. Pieces are the billed ones, else planned.
    Plus: der Kunde schuldet uns. Minus: wir schulden dem Kunden. Stückzahlen sind berechnete, sonst geplante.
mandated_note
    The customer's agreed price beside what we pay. None of it is in the base of yearly reductions.
    Der mit dem Kunden vereinbarte Preis neben unserem Einkaufspreis. Keine jährliche Preissenkung rechnet damit.
coverage_note
    How much of the turnover stands on an order or a paper that both sides signed; what does not is listed by money.
    Welcher Umsatz auf einer Bestellung oder einem beidseitig unterschriebenen Papier beruht; der Rest nach Betrag.
lta_note
    Every step by its day. Money is what the step takes in its year, with the pieces of the plan.
    Jeder Schritt nach seinem Tag. Der Betrag ist, was der Schritt in seinem Jahr kostet, mit den Stückzahlen des Plans.
productivity_note
    What ideas bring against each reduction, by maturity. The reduction is owed in full, whatever they cover.
    Was Ideen je Preissenkung bringen, nach Reife. Die Senkung ist ganz geschuldet, was immer sie decken.
retro_note
    Lines loaded after their first day, without a correction issued or waived. Money is by the billing extracts.
    Zeilen, die nach ihrem ersten Tag geladen wurden, noch ohne Korrektur. Beträge nach den Auszügen der Fakturierung.
"""


def words_of(language: str) -> Mapping[str, str]:
    """The words of the frame by their key.

    Args:
        language: `en` or `de`; anything else reads English.
    """
    column = 2 if language == "de" else 1
    lines = _SENTENCES.strip().splitlines()
    rows = [line.split(" | ") for line in _TABLE.strip().splitlines()]
    rows += [lines[at : at + 3] for at in range(0, len(lines), 3)]
    return {row[0].strip(): row[column].strip() for row in rows}
