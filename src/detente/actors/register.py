"""What a document has made known: people with their names, offices and evidence, and how later words mean them again.

What the text says beats the tables, from the sentence that says it on; before that sentence (a headline) the first
thing it says holds as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from detente.actors.describing import Description, State, make_actor, org_actor
from detente.actors.folding import fold
from detente.actors.parts_of_names import gender_of, name_parts, short_forms
from detente.actors.rows import Spell
from detente.actors.tables import Knowledge, spell_on
from detente.values import Actor

_PROMINENT = {
    **dict.fromkeys(
        "ARG AUS BRA CAN DEU IND IDN ITA JPN KOR MEX SAU TUR ZAF ISR IRN PRK UKR PAK EGY SYR AFG IRQ".split(), 2
    ),
    **dict.fromkeys("CHN FRA GBR RUS USA".split(), 3),
}
"""How much likelier a bare surname is a politician of the state: members of the G20 and states much in the news;
permanent members of the Security Council."""
_PRIVATE = frozenset({"PTY", "OPP", "BUS", "SOC", "EDU", "JRN"})
"""Sectors of what a former head of state does later, which says less of him than that he was one."""
_VAGUE = frozenset({"BUS", "UNK", "CVL", "SOC"})
_HEADS = ("president", "prime minister", "premier", "chancellor", "king", "queen", "emir", "supreme leader", "pope")
_MINISTERS = ("foreign minister", "defence minister", "defense minister", "interior minister", "foreign secretary")
_ROYAL = ("king", "queen", "prince", "princess", "crown prince", "emperor", "sultan", "emir", "pope", "sheikh")
"""Titles that name a person with a first name: the tables' surnames are others."""
_LEGISLATORS = frozenset({"senator", "representative", "congressman", "congresswoman"})
_REMEMBERED = 3000
"""Days for which a lone surname still means one who has left office."""
_TO_COME = 5500
"""Days before an office for which a full name already means its later holder."""


@dataclass(slots=True)
class Person:
    """One person of the document. `facts` are what the text says, each with the sentence that says it."""

    name: str
    parts: tuple[str, ...]
    spells: tuple[Spell, ...] = ()
    gender: str | None = None
    facts: list[tuple[int, Description]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    home: State | None = None
    """The state that the report lets someone belong to of whom it says nothing."""
    settled: list[str] = field(default_factory=list)
    """The sectors in which it was asked to which state the person belongs; "" for none."""

    def refine(self, sentence: int, fact: Description) -> None:
        """Say more of an office that the sentence gave already, or add it as the last thing said."""
        same = [i for i, (s, f) in enumerate(self.facts) if s == sentence and f.role == fact.role is not None]
        if same:
            self.facts[same[0]] = (sentence, fact)
        else:
            self.facts.append((sentence, fact))

    def has_title(self, title: str) -> bool:
        """Whether the text or the tables give the person this title."""
        return title in self.titles or any(s.role == title for s in self.spells)

    def actor(self, sentence: int, day: date | None, names: dict[str, str]) -> Actor:
        """The actor as known in that sentence, the text's word before the tables'."""
        known = [f for s, f in self.facts if s <= sentence] or [f for _, f in self.facts[:1]]
        states: tuple[State, ...] = ()
        sector = role = org = None
        for fact in known:
            states = fact.states or states
            if fact.sector is not None and (fact.role is not None or sector is None):
                sector, role, org = fact.sector, fact.role, fact.org
            org = fact.org or org
        if not states:
            states = next((f.states for _, f in self.facts if f.states), ())
        spell = self._spell(day, states, role)
        if spell is not None and org is None and not states and sector in _VAGUE and spell.sector != "ELI":
            sector = role = None  # "Chairman Kim" says less than the tables
        if spell is not None and role is not None and (spell.role or "").startswith(f"{role} of "):
            role = spell.role  # "Secretary Dow" is the secretary of state
        if sector is not None and org is None and self._is_past(day, states, role):
            sector, role = "ELI", f"former {role}"  # "President Obama", after his time
        if spell is not None:
            if not states and spell.country is not None and org is None:
                states = (State(names.get(spell.country, spell.country), spell.country),)
            if sector is None:
                sector, role = spell.sector, spell.role
                if spell.code is not None and org is None:
                    return Actor(self.name, spell.code, spell.country, sector, role)
        if org is not None:
            return org_actor(org, self.name, role, sector)
        if not states and day is not None and len(self.parts) > 1:
            states = self._state_to_come(day, names)
        return make_actor(self.name, states[0] if states else None, sector, role)

    def _state_to_come(self, day: date, names: dict[str, str]) -> tuple[State, ...]:
        """The state in which the person will have an office, where it is one: whose people he is of before it, too."""
        codes = {s.country for s in self.spells}
        first = min((s.first_day for s in self.spells if s.first_day is not None), default=None)
        code = next(iter(codes)) if len(codes) == 1 else None
        if code is None or first is None or (first - day).days > _TO_COME:
            return ()
        return (State(names.get(code, code), code),)

    def _is_past(self, day: date | None, states: tuple[State, ...], role: str | None) -> bool:
        """Whether the tables know the person in the role that the text gives, and only before that day."""
        codes = {state.code for state in states}
        same = [s for s in self.spells if s.role == role and role is not None and (not states or s.country in codes)]
        return day is not None and bool(same) and all(s.last_day is not None and s.last_day < day for s in same)

    def _spell(self, day: date | None, states: tuple[State, ...], role: str | None) -> Spell | None:
        spells: Iterable[Spell] = self.spells
        if states:
            spells = [s for s in self.spells if s.country in {state.code for state in states}]
        if day is not None:
            ruling = [s for s in spells if s.sector == "GOV" and s.holds_on(day)]  # before a seat or a party
            found = spell_on(ruling or spells, day)
            if found is not None and found.sector in _PRIVATE and role is None:
                ended = [s for s in spells if s.sector == "GOV" and (s.role or "").startswith(_HEADS) and s.last_day]
                found = spell_on([s for s in ended if s.last_day is not None and s.last_day < day], day) or found
            if found is not None or role is None:
                return found
        same = [s for s in spells if s.role == role] or list(spells)
        return max(same, key=lambda s: s.first_day or date.min, default=None)


class Register:
    """The people of one document, found again by full or short name."""

    def __init__(self, knowledge: Knowledge, day: date | None, countries: frozenset[str]) -> None:
        self.people: list[Person] = []
        self._knowledge, self._day, self._countries = knowledge, day, countries
        self._by_form: dict[str, list[Person]] = {}
        self._by_first: dict[str, list[Person]] = {}

    def knows(self, form: str) -> bool:
        """Whether one of the people is called by this folded word."""
        return form in self._by_form

    def is_first_name(self, form: str) -> bool:
        """Whether the folded word is the first name of exactly one of the people: "Mahinda" of two Rajapaksas."""
        return len({id(p) for p in self._by_first.get(form, ())}) == 1 and form not in self._by_form

    def enter(
        self,
        name: str,
        rows: tuple[Spell, ...],
        country: str | None = None,
        *,
        title: str | None = None,
        gender: str | None = None,
    ) -> Person:
        """The person of this name: one known already, or a new one. `title` and `gender` are what stands before it."""
        parts = name_parts(name)
        found = self.find(parts, title, gender)
        if found is not None:
            if len(parts) > len(found.parts):
                if not found.spells:
                    found.name = name
                found.parts = parts
                self._index(found, name, country)
            if found.gender is None:
                found.gender = gender_of(name)
            if not found.spells and rows and len(parts) > 1:
                found.spells, found.name = self._choose(rows, title, gender)
            if title is not None:
                found.titles.append(title)
            return found
        rows = rows or (self._in_office(parts[0], title) if len(parts) == 1 else ())
        spells, known = self._choose(rows, title, gender)
        if len(parts) == 1 and not self._is_sure(spells, title):
            spells, known = (), ""  # "Joseph", "Choi" of whom nothing else speaks for the tables' one
        person = Person(known or name, parts, spells, gender or gender_of(name) or gender_of(known))
        if title is not None:
            person.titles.append(title)
        self.people.append(person)
        own = country or next((s.country for s in spells if s.country), None)
        self._index(person, name, own)
        if known:
            self._index(person, known, own)
        return person

    def find(self, parts: tuple[str, ...], title: str | None = None, gender: str | None = None) -> Person | None:
        """The person whose name has these parts: the same, a longer or a shorter form; the first entered first.

        Of several with one surname, the one whose title is said; nobody whose gender speaks against it.
        """
        if len(parts) == 1:
            known = self._by_form.get(parts[0], [])
            fit = [p for p in known if gender is None or p.gender in (None, gender)]
            if title is not None and len(fit) > 1:
                fit = [p for p in fit if p.has_title(title)] or fit
            if not known and self.is_first_name(parts[0]):
                return self._by_first[parts[0]][0]
            return fit[0] if fit else None
        wanted = set(parts)
        for person in self.people:
            own = set(person.parts)
            if own == wanted or (len(own & wanted) >= 2 and (own <= wanted or wanted <= own)):
                return person
            if len(own) == 1 and own <= set(short_forms(" ".join(parts), None)):
                return person
        return None

    def _choose(
        self, rows: tuple[Spell, ...], title: str | None = None, gender: str | None = None
    ) -> tuple[tuple[Spell, ...], str]:
        """Of several people of the tables with one name, the likeliest; none where the gender speaks against all."""
        by_name: dict[str, list[Spell]] = {}
        for row in rows:
            if gender is None or gender_of(row.name) in (None, gender):
                by_name.setdefault(row.name, []).append(row)
        if not by_name:
            return (), ""

        def rank(spells: list[Spell]) -> tuple[int, date]:
            now = [s for s in spells if s.holds_on(self._day)]
            known = [s for s in spells if self._day is None or s.first_day is None or s.first_day <= self._day]
            points = 4 * bool(now) + 2 * any(s.sector == "GOV" for s in now)
            points += 3 * any(s.country in self._countries for s in spells)
            points += 2 * any((s.role or "").startswith(_HEADS) for s in known)
            points += max((_PROMINENT.get(s.country or "", 0) for s in spells), default=0)
            if title is not None:
                points += 6 * any(s.role == title for s in known) + 2 * any(s.role == title for s in now)
            return points, max((s.first_day or date.min) for s in spells)

        name = max(by_name, key=lambda n: rank(by_name[n]))
        return tuple(by_name[name]), name

    def _in_office(self, last: str, title: str | None) -> tuple[Spell, ...]:
        """ "Mr Howard": who governs one of the text's states on the day, where it is one alone of that last name."""
        if self._day is None:
            return ()
        rows = [s for s in self._knowledge.people_called(last) if s.sector == "GOV" and s.country in self._countries]
        held = [s for s in rows if s.holds_on(self._day) and (s.role or "").startswith((*_HEADS, *_MINISTERS))]
        is_fit = len({s.name for s in held}) == 1 and (title is None or any(s.role == title for s in held))
        return tuple(s for s in rows if s.name == held[0].name) if is_fit else ()

    def _is_sure(self, spells: tuple[Spell, ...], title: str | None) -> bool:
        """Whether a lone name may be that of these spells: by country, by title, or one much in the news of the day."""
        is_royal = title is not None and title.startswith(_ROYAL)
        if title in _LEGISLATORS and not any(s.role == title or s.sector == "LEG" for s in spells):
            return False  # "Senator Hassan" is no president of that name
        if any(s.country in self._countries or (s.country is None and s.code) for s in spells):
            return not is_royal or any((s.role or "").startswith(title or "") for s in spells)
        if title is not None and any(s.role == title and s.holds_on(self._day) for s in spells):
            return True
        is_head = any((s.role or "").startswith(_HEADS) and self._is_of_time(s) for s in spells)
        is_known = any(_PROMINENT.get(s.country or "", 0) > 1 and self._is_of_time(s) for s in spells)
        return (is_head or is_known) and not is_royal

    def _is_of_time(self, spell: Spell) -> bool:
        """Whether the spell covers the report's day or ended not long before."""
        if self._day is None:
            return True
        is_begun = spell.first_day is None or spell.first_day <= self._day
        return is_begun and (spell.last_day is None or (self._day - spell.last_day).days < _REMEMBERED)

    def is_likely(self, rows: tuple[Spell, ...]) -> bool:
        """Whether a lone surname of the tables may be meant: in office on the day, and of a country in the text."""
        spells, _ = self._choose(rows)
        own = any(s.country in self._countries or s.country is None for s in spells)
        return any(s.holds_on(self._day) for s in spells) and (own or len({r.country for r in rows}) == 1)

    def _index(self, person: Person, name: str, country: str | None) -> None:
        first = name_parts(fold(name))[:1]
        if len(name_parts(name)) > 1 and first and first[0] not in self._by_form:
            self._by_first.setdefault(first[0], []).append(person)
        for form in short_forms(fold(name), country):
            people = self._by_form.setdefault(form, [])
            if not any(p is person for p in people):
                people.append(person)
