"""Deciding among witnesses: agreement before rank, null before a guess, one chosen a field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parsing.facts import FieldFact
from pipeline.parsing.witnesses import decide
from pipeline.records import Flag, WitnessSource

HEADING, FOOT, OPENING = WitnessSource.HEADING, WitnessSource.FOOT, WitnessSource.OPENING
FILE, SIGNATURE, METADATA = WitnessSource.FILE_NAME, WitnessSource.SIGNATURE, WitnessSource.METADATA


def fact(field, value, source=HEADING, confidence=0.95, flags=(), rule="test"):
    return FieldFact(field, value, source, (), rule, confidence, tuple(flags))


def chosen(*facts):
    return {found.field: found for found in decide(facts) if found.chosen}


HAND = (Flag.HANDWRITTEN,)


@pytest.mark.parametrize(
    ("intent", "facts", "field", "value"),
    [
        ("typed beats the file name", [fact("number", "5/KH-UBND"), fact("number", "6/KH-UBND", FILE, 0.99, rule="file_name.number")], "number", "5/KH-UBND"),
        ("typed beats a signature", [fact("issuer", "Sở Mẫu"), fact("issuer", "Văn phòng Mẫu", SIGNATURE, 0.99)], "issuer", "Sở Mẫu"),
        ("two looks at one hand are one witness", [fact("number", "5/KH-UBND", flags=HAND), fact("number", "5/KH-UBND", flags=HAND, rule="heading.second_look")], "number", None),
        ("a signature's own day is no date", [fact("issued_on", "2031-04-05", SIGNATURE)], "issued_on", None),
        ("signed two days after a handwritten day", [fact("issued_on", "2031-04-03", flags=HAND), fact("issued_on", "2031-04-05", SIGNATURE)], "issued_on", "2031-04-03"),
        ("signed before a handwritten day", [fact("issued_on", "2031-04-23", flags=HAND), fact("issued_on", "2031-04-05", SIGNATURE)], "issued_on", None),
        ("two readings that both fit", [fact("issued_on", "2031-04-03", flags=HAND), fact("issued_on", "2031-04-02", flags=HAND), fact("issued_on", "2031-04-05", SIGNATURE)], "issued_on", None),
        ("several signers: none", [fact("signer", "Lê Mẫu", FOOT, rule="foot.signers"), fact("signer", "Lý Mẫu", FOOT, rule="foot.signers")], "signer", None),
        ("document information is no title", [fact("title", "Microsoft Word - KH", METADATA)], "title", None),
        ("the symbol follows the number", [fact("number", "5/KH-UBND")], "symbol", "KH-UBND"),
        ("the symbol's type stands in", [fact("symbol", "QĐ-UBND")], "type", "quyết định"),
        ("an unread type line looks like a letter", [fact("type", "công văn", confidence=0.75), fact("symbol", "KH-UBND")], "type", "kế hoạch"),
        ("the year alone", [fact("issued_year", "2031")], "issued_year", "2031"),
        ("the year of the date", [fact("issued_year", "2030", confidence=0.5), fact("issued_on", "2031-04-05")], "issued_year", "2031"),
        ("a post's body is placed by the place of issue", [fact("on_behalf_of", "Ủy ban nhân dân xã", FOOT), fact("place", "Cao Mẫu")], "issuer", "Ủy ban nhân dân xã Cao Mẫu"),
        ("two places in the title: no issuer made up", [fact("on_behalf_of", "Ủy ban nhân dân", FOOT), fact("title", "Nối đường xã Mẫu và xã Mới")], "issuer", None),
        ("a school's level", [fact("issuer", "Trường Tiểu học Mẫu")], "issuer_level", "organization"),
        ("an article has no period", [fact("type", "tin bài"), fact("title", "Trồng cây năm 2031")], "period_start", None),
    ],
)  # fmt: skip
def test_choices(intent, facts, field, value):
    found = chosen(*facts).get(field)
    assert (found.value if found else None) == value


def test_rivals_on_the_page_are_flagged():
    found = chosen(fact("issuer_parent", "Sở A", confidence=0.95), fact("issuer_parent", "Sở B", confidence=0.9))
    assert found["issuer_parent"].value == "Sở A"
    assert Flag.AMBIGUOUS in found["issuer_parent"].flags


def test_guessed_issuers_say_so_down_to_their_level():
    found = chosen(fact("issuer", "Ủy ban nhân dân phường Mẫu", OPENING, 0.8))
    assert Flag.GUESSED_ISSUER in found["issuer"].flags
    assert Flag.GUESSED_ISSUER in found["issuer_level"].flags


FACTS = st.builds(
    fact,
    st.sampled_from(["number", "symbol", "type", "issuer", "title", "issued_on", "signer", "place", "on_behalf_of"]),
    st.one_of(st.none(), st.sampled_from(["5/KH-UBND", "KH-UBND", "kế hoạch", "Sở Mẫu", "2031-04-05", "xã Mẫu"])),
    st.sampled_from([HEADING, FOOT, OPENING, FILE, METADATA]),
    st.floats(0, 1),
    st.lists(st.sampled_from([Flag.HANDWRITTEN, Flag.REPAIRED, Flag.AMBIGUOUS]), max_size=2),
).filter(lambda f: f.field != "issued_on" or f.value in (None, "2031-04-05"))


@given(st.lists(FACTS, max_size=12))
def test_one_chosen_a_field_and_the_same_when_asked_again(facts):
    """Pure and stable: deciding what was decided changes nothing."""
    once = decide(facts)
    fields = [found.field for found in once if found.chosen]
    assert len(fields) == len(set(fields))
    assert all(found.value for found in once if found.chosen)
    assert [f for f in once if f.source is not WitnessSource.DERIVED][: len(facts)] == list(once[: len(facts)])
    assert decide(once) == once
