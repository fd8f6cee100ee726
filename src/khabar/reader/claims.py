"""Clauses and phrases to claims: each with its exact words, type, standing, arguments and chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from khabar.model import ClaimType, Kind, Ref, Span
from khabar.reader.appositions import ABSOLUTE, TIES, find_phrases
from khabar.reader.chains import Read, chained
from khabar.reader.clauses import Clause, find_clauses
from khabar.reader.drafts import Draft
from khabar.reader.lexicon import GOVERNING, NOUN_TYPES, OBJECT_SAID, VERB_TYPES, WEAK_VERBS
from khabar.reader.parse import Sentence
from khabar.reader.quantities import find_quantities
from khabar.reader.references import LIGHT, References, noun_phrase, reference, unique
from khabar.reader.said import Said

_SHORTEST = 3
# Types whose undergoer is the one who is somewhere or belongs: "were stationed", "was integrated".
_UNDERGONE = (ClaimType.DEPLOYMENT, ClaimType.MEMBERSHIP, ClaimType.WITHDRAWAL, ClaimType.MOVEMENT)
# What is held or taken is best said by the sites that are listed for it: "key facilities, including A and B".
_OF_SITES = (ClaimType.CONTROL, ClaimType.CAPTURE, ClaimType.HANDOVER)
_TIES_OF_NAMES = (ClaimType.MEMBERSHIP, ClaimType.COMMAND, ClaimType.ALLIANCE)
# "Reuters could not verify the claim", "the ministry did not respond": of the reporting, not of the world.
_NO_NEWS = ("verify", "respond", "comment", "reply", "say", "tell", "add", "note")
_WHOLE = ("ROOT", "ccomp", "conj", "parataxis", "dep")
_GATES = ("open", "reopen", "close", "shut")
_WHERE = ("on", "in", "at", "near", "along", "inside", "around", "outside", "across")


def find_claims(sentences: Sequence[Sentence], read: Read) -> tuple[Draft, ...]:
    """All claims of a document in the text's order, none twice. Headlines and questions claim nothing."""
    drafts: list[Draft] = []
    for sentence in sentences:
        if not sentence.aside:
            drafts += [d for d in _in_sentence(sentence, read) if not _withheld(d, read)]
    return _distinct(drafts)


def _in_sentence(sentence: Sentence, read: Read) -> Iterator[Draft]:
    mine = [s for s in read.around(sentence.span) if s.sentence is sentence]
    # "promised to withdraw": the speaker's own deed; the infinitive tells the claim, the cue its standing
    committed = {s.verb.i: s for s in mine if s.verb is not None and _commits(s.verb)}
    cue_verbs = frozenset(
        s.verb.i
        for s in mine
        if s.verb is not None and s.verb.i not in committed and (s.content or s.source_head is None)
    )
    phrases = [] if sentence.doc.text.rstrip().endswith(("?", "؟")) else list(find_phrases(sentence, read.references))
    counted = [p.span for p in phrases if p.quantities and p.cue == ABSOLUTE]
    aside = frozenset(t.i for s in mine if s.outermost and s.source for t in _tokens_of(sentence, s))
    aside |= {t.i for span in counted for t in sentence.tokens_in(span)}
    clauses = [c for c in find_clauses(list(sentence.doc), cue_verbs, aside) if not c.question]
    told: list[Draft] = []
    for clause in clauses:
        draft = _from_clause(sentence, clause, read, committed.get(clause.head.i))
        if draft is not None:
            told.append(draft)
    yield from told
    for said in mine:
        if said.verb is None or said.verb.i in committed:
            continue
        if said.content and not any(_inside(sentence, c, said) for c in clauses):
            yield from _from_object(sentence, said, read)
    for phrase in phrases:
        if phrase.type not in _TIES_OF_NAMES and any(d.type is phrase.type and d.span.holds(phrase.span) for d in told):
            continue  # "the strike on X" inside the sentence that tells of the strike
        yield chained(sentence, phrase, read, told_by_author=True)


def _commits(verb: Token) -> bool:
    kinds = {c.dep_ for c in verb.children}
    return "xcomp" in kinds and "ccomp" not in kinds and verb.lemma_.lower() in GOVERNING


def _withheld(draft: Draft, read: Read) -> bool:
    """Whether its words are what somebody did *not* say."""
    return any(s.withheld and s.covers(draft.span) for s in read.around(draft.span))


def _tokens_of(sentence: Sentence, said: Said) -> list[Token]:
    """The tokens of "according to X" themselves."""
    assert said.source is not None
    return sentence.tokens_in(Span(min(said.cue.start, said.source.start), max(said.cue.end, said.source.end)))


def _inside(sentence: Sentence, clause: Clause, said: Said) -> bool:
    at = sentence.at(clause.head)
    return any(c.holds(at) for c in said.content)


# ---------------------------------------------------------------- clauses


def _from_clause(sentence: Sentence, clause: Clause, read: Read, own: Said | None = None) -> Draft | None:
    tokens = _quoted(sentence, clause)
    if len(tokens) < _SHORTEST:
        return None
    span = sentence.place(tokens)
    subjects, objects = _roles(sentence, clause, read.references)
    places = _places(sentence, clause, span, objects, read.references)
    quantities = find_quantities(sentence, sentence.tokens_in(span))
    if clause.type in _OF_SITES and not any(r.entity for r in objects):
        objects = _sites(sentence, places, read) or objects
    claim_type = _settled_type(clause, subjects, objects, places, quantities)
    if clause.verb.lemma_ in _GATES and any(read.references.is_place(r) for r in (*subjects, *objects) if r.entity):
        claim_type = ClaimType.CROSSING
    attributed = any(s.covers(span) for s in read.around(span))
    if not attributed and not _worth(clause, claim_type, subjects, objects, places, quantities):
        return None
    if claim_type is ClaimType.OTHER and (clause.verb.lemma_ in _NO_NEWS or clause.head.dep_ not in _WHOLE):
        return None
    draft = Draft(
        span,
        claim_type,
        clause.modality,
        sentence.span,
        subjects,
        objects,
        places,
        quantities,
        (),
        clause.governed_by,
    )
    return chained(sentence, draft, read, own)


def _sites(sentence: Sentence, places: tuple[Ref, ...], read: Read) -> tuple[Ref, ...]:
    facilities = {m.span for m in read.references.within(sentence.span, Kind.FACILITY)}
    return tuple(p for p in places if p.span in facilities)


def _settled_type(
    clause: Clause,
    subjects: tuple[Ref, ...],
    objects: tuple[Ref, ...],
    places: tuple[Ref, ...],
    quantities: Sequence[object],
) -> ClaimType:
    named = any(r.entity for r in objects)
    things = objects and not any(r.text[:1].isupper() for r in objects)
    if clause.type is ClaimType.WITHDRAWAL and clause.verb.lemma_ == "leave" and (clause.passive or things):
        return ClaimType.OTHER  # "no gap is left", "leaves no doubt": nobody went
    if clause.verb.lemma_ == "fall" and clause.type is ClaimType.OTHER and any(r.entity for r in subjects):
        return ClaimType.CAPTURE if any(r.text[:1].isupper() for r in subjects) and not objects else ClaimType.OTHER
    if clause.type is ClaimType.TALKS and clause.verb.lemma_ == "meet" and objects and set(objects) <= set(places):
        return ClaimType.OTHER  # a wall meets a border
    somewhere = (
        places
        and any(p in _WHERE for p, _ in clause.preps)
        and not any(t.dep_ in ("attr", "acomp") for t in clause.objects)
    )
    if clause.type is ClaimType.OTHER and clause.verb.lemma_ in ("be", "remain", "stay") and somewhere:
        return ClaimType.DEPLOYMENT
    if clause.type is ClaimType.MEMBERSHIP and clause.verb.lemma_ in ("include", "comprise") and not named:
        return ClaimType.QUANTITY if quantities else ClaimType.OTHER
    if clause.type is ClaimType.OTHER and quantities:
        return ClaimType.QUANTITY if clause.verb.lemma_ in ("be", "have", "stand") else ClaimType.OTHER
    return clause.type


def _worth(
    clause: Clause,
    claim_type: ClaimType,
    subjects: tuple[Ref, ...],
    objects: tuple[Ref, ...],
    places: tuple[Ref, ...],
    quantities: Sequence[object],
) -> bool:
    """A typed clause is a claim where it names or counts something; any other only as a full sentence about a known
    actor."""
    named = [r for r in (*subjects, *objects, *places) if r.entity]
    if claim_type is ClaimType.OTHER:
        return bool(any(r.entity for r in subjects) and len(clause.tokens) > 5)
    if clause.head.dep_ in ("pcomp", "advcl") and not subjects and not named:
        return False
    if clause.head.dep_ in ("ROOT", "ccomp") and (subjects or objects) and len(clause.tokens) > 4:
        return True
    return bool(named or quantities or (subjects and (objects or places)) or (len(clause.tokens) > 5 and subjects))


def _quoted(sentence: Sentence, clause: Clause) -> list[Token]:
    """The tokens that the quote runs over: from the verb where a clause or an apposition parts it from its
    subject."""
    tokens = [t for t in clause.tokens if not t.is_space]
    subject = next((t for t in clause.head.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and any(
        c.dep_ in ("appos", "relcl", "acl") and c.i > subject.i and _commaed(c) for c in subject.children
    ):
        last = max(t.i for t in subject.subtree)
        behind = [t for t in tokens if t.i > last]
        tokens = behind if len(behind) >= _SHORTEST else tokens
    tokens = _without_lead(tokens, clause)
    if clause.head.dep_ in ("acl", "relcl") and tokens:
        # "the sites previously held by X": the words need what they are about, where it stands right before them
        antecedent = noun_phrase(clause.head.head)
        if 0 < tokens[0].i - antecedent[-1].i <= 2 and len(antecedent) <= 6:
            tokens = [*antecedent, *(t for t in tokens if t.i > antecedent[-1].i)]
    tokens = _contiguous(tokens, clause)
    while tokens and (
        (tokens[-1].is_punct and tokens[-1].text not in ("”", '"', ")", "]"))
        or tokens[-1].dep_ == "cc"
        or tokens[-1].lower_ == "that"
    ):
        tokens = tokens[:-1]
    return tokens


def _commaed(token: Token) -> bool:
    left = min(t.i for t in token.subtree)
    return left > 0 and token.doc[left - 1].text in (",", "(", "—", "–")


def _without_lead(tokens: list[Token], clause: Clause) -> list[Token]:
    while tokens and (
        tokens[0].is_punct
        or (tokens[0].dep_ in ("cc", "mark") and tokens[0].lower_ not in ("if", "unless", "to", "after", "before"))
        or (tokens[0].dep_ == "advmod" and len(tokens) > 1 and tokens[1].text == ",")
    ):
        tokens = tokens[1:]
    return tokens


def _contiguous(tokens: list[Token], clause: Clause) -> list[Token]:
    """The run around the verb where what was cut out leaves a long gap."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and token.i - runs[-1][-1].i <= 6:
            runs[-1].append(token)
        else:
            runs.append([token])
    return next((r for r in runs if any(t.i == clause.head.i for t in r)), tokens)


def _roles(sentence: Sentence, clause: Clause, references: References) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    subjects = references.of(sentence, clause.subject)
    objects = tuple(r for o in clause.objects for r in references.of(sentence, o))
    if not objects or all(o.lemma_.lower() in LIGHT for o in clause.objects):
        objects += tuple(r for _, t in clause.preps[:2] for r in references.of(sentence, t) if r.entity)
    objects = unique(objects)
    if clause.type is ClaimType.ALLIANCE and any(o.lemma_.lower() in TIES for o in clause.objects):
        objects = unique(
            r for p, t in clause.preps if p in ("with", "to", "between") for r in references.of(sentence, t)
        )
    if clause.type is ClaimType.CONTROL and (holder := _holder(clause)) is not None:
        return references.of(sentence, holder), subjects
    if clause.passive:
        agent = next((t for p, t in clause.preps if p == "by"), None)
        if agent is not None and clause.verb is clause.head:
            return references.of(sentence, agent), subjects or objects
        if clause.type not in _UNDERGONE and clause.verb is clause.head:
            return (), subjects
    if clause.type is ClaimType.MEMBERSHIP and clause.verb.lemma_ in ("include", "comprise", "base"):
        listed = tuple(r for r in objects if r.entity) or tuple(
            r for _, t in clause.preps for r in references.of(sentence, t) if r.entity
        )
        return (listed, subjects) if listed else (subjects, objects)
    return subjects, objects


def _holder(clause: Clause) -> Token | None:
    """Whose control it is in "areas that are under their control"."""
    control = next((t for p, t in clause.preps if p == "under" and t.lemma_ == "control"), None)
    if control is None or clause.verb.lemma_ not in ("be", "remain", "fall", "stay"):
        return None
    return next((c for c in control.children if c.dep_ in ("poss", "compound", "amod")), None)


def _places(
    sentence: Sentence, clause: Clause, span: Span, objects: tuple[Ref, ...], references: References
) -> tuple[Ref, ...]:
    """Every place that the clause names: what it is about first, then where it is."""
    found = references.within(span, Kind.PLACE, Kind.FACILITY)
    if not found and clause.type in _OF_SITES and clause.head.dep_ in ("acl", "relcl"):
        # "key sites previously held by X, including A and B": what the antecedent stands for is named further on
        found = references.within(sentence.span, Kind.FACILITY)
    about = {r.span for r in objects}
    found.sort(key=lambda m: (m.span not in about, m.kind is not Kind.FACILITY, m.span.start))
    subject = sentence.at(clause.subject) if clause.subject is not None and clause.subject.doc is sentence.doc else None
    return unique(reference(m) for m in found if not (subject and m.span.holds(subject)))


# ---------------------------------------------------------------- what is said as a noun phrase


def _from_object(sentence: Sentence, said: Said, read: Read) -> Iterator[Draft]:
    """ "denied any coordination with the SDF", "called for talks": the cue's object is the claim."""
    assert said.verb is not None
    if said.verb.lemma_.lower() not in OBJECT_SAID | {"call", "appeal", "accuse", "blame"}:
        return
    content = said.content[0]
    tokens = sentence.tokens_in(content)
    if len(tokens) < 2 or not sentence.span.holds(content):
        return
    head = next((t for t in tokens if t.dep_ in ("dobj", "obj", "pobj")), tokens[-1])
    words = [t.lemma_.lower() for t in tokens]
    doing = [t.lemma_.lower() for t in tokens if t.pos_ == "VERB" and t.lemma_.lower() not in WEAK_VERBS]
    told = [VERB_TYPES[w] for w in doing if w in VERB_TYPES] + [NOUN_TYPES[w] for w in words if w in NOUN_TYPES]
    claim_type = next(iter(told), ClaimType.STATEMENT)
    named = read.references.within(content)
    actors = tuple(reference(m) for m in named if m.kind not in (Kind.PLACE, Kind.FACILITY))
    places = tuple(reference(m) for m in named if m.kind in (Kind.PLACE, Kind.FACILITY))
    speaker = read.references.of(sentence, said.source_head)
    subjects = speaker if claim_type in (ClaimType.ALLIANCE, ClaimType.TALKS) else actors[:1] or speaker
    objects = tuple(a for a in actors if a not in subjects) or read.references.of(sentence, head)
    span = Span(min(said.cue.start, content.start), content.end)
    yield chained(
        sentence,
        Draft(
            span,
            claim_type,
            said.modality,
            sentence.span,
            subjects,
            objects,
            places,
            cue=said.cue.of(read.text),
        ),
        read,
        said,
    )


def _distinct(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """In the text's order; of two drafts over the same words the one with more to it stays."""
    kept: dict[tuple[int, int], Draft] = {}
    for draft in drafts:
        key = (draft.span.start, draft.span.end)
        old = kept.get(key)
        if old is None or (old.type is ClaimType.OTHER and draft.type is not ClaimType.OTHER):
            kept[key] = draft
    return tuple(sorted(kept.values(), key=lambda d: (d.span.start, d.span.end)))
