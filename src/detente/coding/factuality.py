"""Whether an act is told as a fact: its own marks, then those of the words above it (codebook, sections 3, 6)."""

from __future__ import annotations

from detente.coding.clause import Clause
from detente.coding.marks import FACT, Reading, Status, has_word, is_infinitive, own_reading
from detente.coding.words import GOES_ON, IMAGINED, IMPLIED, UNABLE, UNCERTAIN, WORRIED

__all__ = ["Reading", "Status", "is_command", "is_denied_or_doubted", "is_marked", "is_nobody", "status_of"]

_ATTACHED = ("parataxis", "appos", "acl:relcl", "list", "advcl:relcl")
_GOVERNED = ("obj", "obl", "ccomp", "xcomp", "nmod", "iobj")
_MARKS = {"AUX", "PART", "ADV", "SCONJ", "DET", "CCONJ", "PUNCT"}
_TO_COME = {"AGREE", "THREATEN", "REQUEST"}
_WILL = {"will", "shall", "'ll", "should", "must"}
_NOBODY = {"nobody", "none", "nothing", "neither", "noone", "no-one"}
_PRESUPPOSED = {"why", "how", "when", "where", "who", "whom", "whose", "what", "which"}


def status_of(clause: Clause, token: int, upto: int | None = None) -> Reading:
    """How the act named by `token` is told, looking up the tree until `upto` (a word that takes charge of it).

    "did not attack"        denied
    "may attack"            possible
    "if he threatened"      hypothetical
    "will visit"            future
    "to attack" (a purpose) possible
    "Attack!"               hypothetical
    """
    found = own_reading(clause, token)
    if found.status != "fact":
        return found
    if is_command(clause, token):
        return Reading("hypothetical", token)
    at = token
    for head in clause.ancestors(token):
        if head == upto:
            return FACT
        above = _through(clause, at, head)
        if above is not None:
            return above
        at = head
    return _asked(clause, token)


def is_marked(clause: Clause, token: int) -> bool:
    """Whether a word of its own shows that the act is no fact ("not", "may", "if"), not its mere form ("to attack")."""
    word = status_of(clause, token).word
    has_own = word is not None and word != token and clause.tokens[word].upos in _MARKS
    sides = (c for c in clause.children[token] if clause.tokens[c].deprel.split(":")[0] in {"nsubj", "obj"})
    return has_own or any(is_nobody(clause, c) for c in sides)


def is_denied_or_doubted(clause: Clause, token: int, like: str) -> bool:
    """Whether words of its own say that an act of this type was not done: "no protest was lodged", "could suspend".

    "Will" and "should" say of promises, threats and demands what they are.
    """
    word = status_of(clause, token).word
    is_said_so = like in _TO_COME and word is not None and clause.tokens[word].lemma.lower() in _WILL
    return is_marked(clause, token) and not is_said_so


def is_nobody(clause: Clause, token: int) -> bool:
    """ "nobody", "no one", "none", "no soldiers"."""
    words = {clause.tokens[c].text.lower() for c in clause.children[token] if c < token}
    return clause.tokens[token].text.lower() in _NOBODY or "no" in words


def _through(clause: Clause, at: int, head: int) -> Reading | None:
    """What the word above says of an act at or under `at`; FACT where its clause stands alone; None to go on up."""
    rel = clause.tokens[at].deprel
    verb = clause.tokens[head]
    if rel in ("acl", "nmod", "ccomp") and verb.upos == "NOUN" and verb.lemma in UNCERTAIN:
        return Reading("possible", head)  # "fears of an attack", "the risk that Iran attacks"
    if rel == "parataxis" and verb.xpos == "VB" and verb.lemma in IMAGINED:
        return Reading("hypothetical", head)  # "Imagine: Russia attacks"
    if rel in ("conj", "acl", "advcl", *_ATTACHED) or rel.startswith("nsubj"):
        # a coordinated or attached clause has its own standing; a condition over both is still seen
        if rel == "conj" and clause.tokens[at].upos == verb.upos and not has_word(clause, at, "but"):
            above = own_reading(clause, head, shared=True)
            if above.status != "fact" and not _has_own_aux(clause, at):
                return above
        if rel.startswith("nsubj") and verb.lemma in GOES_ON:
            above = own_reading(clause, head)
            if above.status != "fact":
                return above
        return FACT if rel in _ATTACHED else None
    if verb.upos not in ("VERB", "ADJ", "AUX"):
        return None
    if rel in ("ccomp", "xcomp", "advcl") and {verb.lemma, verb.text.lower()} & IMAGINED:
        return Reading("hypothetical", head)  # "imagine that Russia attacks"
    if rel in ("ccomp", "xcomp") and verb.lemma in WORRIED:
        return Reading("possible", head)  # "fears that Russia attacks"
    if rel in ("xcomp", "advcl") and verb.lemma in UNABLE:
        return Reading("denied", head)  # "was unable to pay"
    above = own_reading(clause, head)
    if above.status != "fact":
        return above if rel in _GOVERNED else None
    if rel in ("xcomp", "ccomp") and is_command(clause, head):
        return Reading("hypothetical", head)  # "Help us rebuild"
    if rel == "xcomp" and verb.lemma in ("have", "be") and has_word(clause, head, "yet"):
        return Reading("denied", head)
    if rel == "xcomp" and is_infinitive(clause, at) and verb.lemma not in IMPLIED:
        return Reading("possible", at)
    return None


def is_command(clause: Clause, verb: int) -> bool:
    """ "Send troops!", "Go home and vote": a bare verb without a subject, at the top or beside one that is.

    Headlines leave subjects out for other reasons.
    """
    t = clause.tokens[verb]
    if t.xpos != "VB" or clause.sentence.part == "headline":
        return False
    for c in clause.children[verb]:
        rel = clause.tokens[c].deprel
        if rel.startswith(("nsubj", "csubj", "aux", "cop", "expl")) or (
            rel == "mark" and clause.tokens[c].lemma == "to"
        ):
            return False
    if t.deprel in ("conj", "parataxis") and t.head >= 0:
        return t.deprel == "parataxis" or is_command(clause, t.head)
    return t.head < 0


def _asked(clause: Clause, token: int) -> Reading:
    """ "Did Iran attack?" asks; "Why did Iran attack?" takes it as told."""
    words = [t.text.lower() for t in clause.tokens if t.upos not in ("PUNCT", "SYM")]
    if clause.tokens[-1].text != "?" or not words or words[0] in _PRESUPPOSED:
        return FACT
    return Reading("hypothetical", len(clause.tokens) - 1)


def _has_own_aux(clause: Clause, token: int) -> bool:
    return any(clause.tokens[c].deprel in ("aux", "nsubj", "nsubj:pass") for c in clause.children[token])
