"""The spaCy pipeline: loads by name alone, takes plain strings, and each component can be switched off."""

from __future__ import annotations

import subprocess
import sys

import pytest
import spacy
from spacy.language import Language

from pipeline.errors import SetupError
from pipeline.parsing import model
from pipeline.parsing.components import COMPONENTS
from pipeline.parsing.lexicon import model_path
from pipeline.parsing.parse import parse
from pipeline.parsing.text import Text
from pipeline.records import WordKind
from pipeline.settings import ParsingSettings
from tests.helpers.paper import plan, reading

GROUPS = {"sections", "citations", "bodies", "tasks", "assignees", "recipients"}
PLAIN = "\n\n".join(
    [
        "ỦY BAN NHÂN DÂN\nXÃ MẪU TRUNG",
        "Số: 27/KH-UBND\nMẫu Trung, ngày 9  tháng 4 năm 2031",
        "KẾ HOẠCH\nDọn dẹp kho lưu trữ năm 2031",
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Công chức Văn phòng - Thống kê chủ trì, phối hợp với Công an xã kiểm kê tài liệu trước ngày 30/6/2031.",
        "Nơi nhận:\n- UBND huyện (b/c);\n- Lưu: VT.",
        "CHỦ TỊCH\nLê Thị Mẫu",
    ]
)


@pytest.fixture(scope="module")
def nlp():
    return spacy.load(model_path())


def parsed(*disabled):
    (document,) = parse(reading(plan()), settings=ParsingSettings(disable=disabled))
    return document


@pytest.fixture(scope="module")
def whole():
    return parsed()


def test_the_pipeline_loads_without_any_import_of_ours(tmp_path):
    code = (
        "import spacy, sys\n"
        f"nlp = spacy.load({str(model_path())!r})\n"
        "print(nlp.pipe_names == " + repr(list(COMPONENTS)) + ", 'pyvi' in sys.modules, 'torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert (done.stdout.strip(), done.returncode) == ("True False False", 0), done.stderr


def test_a_plain_string_gets_the_same_facts_with_places_in_it(nlp):
    doc = nlp(PLAIN)
    assert doc.text == PLAIN
    assert set(doc.spans) == GROUPS
    assert isinstance(doc._.text, Text)
    assert [span.text for span in doc.spans["sections"] if span.label_ == "roman"] == ["I. TỔ CHỨC THỰC HIỆN"]
    assert any("30/2020/NĐ-CP" in span.text for span in doc.spans["citations"])
    assert any(span.text == "Công an xã" for span in doc.spans["assignees"])
    chosen = {fact.field: fact.value for fact in doc._.facts.fields if fact.chosen}
    assert chosen["number"] == "27/KH-UBND"
    assert chosen["issued_on"] == "2031-04-09"  # also where blanks stand twice


def test_spans_hold_the_exact_places_of_the_facts(nlp):
    text = Text(plan())
    doc = nlp.tokenizer(text.string)
    doc._.text = text
    facts = nlp(doc)._.facts
    groups = {
        "citations": [spans for _, spans in facts.citations],
        "bodies": [spans for _, spans in facts.bodies],
        "tasks": [task.spans for task in facts.tasks],
        "assignees": [by.spans for task in facts.tasks for by in task.assignees],
        "recipients": [fact.spans for fact in facts.recipients],
    }
    for name, places in groups.items():
        assert places, name
        widened = [(int(span.id_), span.start_char, span.end_char) for span in doc.spans[name]]
        exact = [(nth, start, end) for nth, spans in enumerate(places, start=1) for start, end in spans]
        assert [nth for nth, _, _ in widened] == [nth for nth, _, _ in exact], name
        for (_, left, right), (_, start, end) in zip(widened, exact, strict=True):
            assert left <= start < end <= right, name


def test_a_foreign_text_is_refused(nlp):
    doc = nlp.make_doc("Kế hoạch")
    with pytest.raises(ValueError, match=r"text\.string"):
        doc._.text = Text(plan())


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\f\n", "a", "-", "I.", "1. " * 500, "Căn cứ " * 500, "UBND, " * 500, "/" * 2000]
)
def test_strings_without_a_document_break_nothing(nlp, text):
    assert nlp(text).text == text


def test_a_user_s_own_component_sees_the_facts(nlp):
    seen = []

    @Language.component("vanthu_test_listener")
    def listen(doc):
        seen.append(len(doc._.facts.tasks))
        return doc

    own = spacy.load(model_path())
    own.add_pipe("vanthu_test_listener", last=True)
    own(PLAIN)
    assert seen and seen[0] > 0


def test_parsing_shows_a_user_s_own_component_the_tokens_and_comes_to_the_same_rows(whole, monkeypatch):
    seen = []

    @Language.component("vanthu_test_counter")
    def count(doc):
        seen.append((len(doc), len(doc.spans["tasks"])))
        return doc

    own = spacy.load(model_path())
    own.add_pipe("vanthu_test_counter", last=True)
    monkeypatch.setattr(model, "load", lambda settings: own)
    assert parse(reading(plan())) == (whole,)
    ((tokens, spans),) = seen
    assert tokens > 200 and spans >= len(whole.tasks) > 0


def test_the_pipeline_survives_saving_and_pipes(nlp, tmp_path):
    nlp.to_disk(tmp_path / "copy")
    again = spacy.load(tmp_path / "copy")
    ours, theirs = list(nlp.pipe([PLAIN, "Kế hoạch"])), list(again.pipe([PLAIN, "Kế hoạch"]))
    assert [doc._.facts for doc in ours] == [doc._.facts for doc in theirs]


def kinds(document):
    return {word.kind for word in document.words}


EFFECTS = {
    "zones": lambda document: sum(word.kind in (WordKind.HEADING, WordKind.FOOT) for word in document.words),
    "heading": lambda document: sum(row.source == "heading" for row in document.fields),
    "foot": lambda document: len(document.recipients) + sum(row.source == "foot" for row in document.fields),
    "bodies": lambda document: len(document.assignees),
    "outline": lambda document: len(document.sections),
    "citations": lambda document: len(document.citations),
    "assignments": lambda document: len(document.tasks) + len(document.assignees),
}


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_switched_off_empties_its_tables_and_breaks_nothing(name, whole, evidence):
    figure = EFFECTS[name]
    assert figure(whole) > 0
    without = parsed(name)
    assert figure(without) == 0
    evidence(without)


def test_all_components_off_still_gives_pages_and_words(evidence, whole):
    bare = parsed(*COMPONENTS)
    assert (bare.pages, len(bare.words)) == (whole.pages, len(whole.words))
    assert evidence(bare) == 0


def test_an_unknown_component_is_refused_in_one_line():
    with pytest.raises(SetupError, match="no component 'zone'; it has zones"):
        model.load(ParsingSettings(disable=("zone",)))
