"""The log while it grows: each line once, torn ones when they are whole, others' as soon as they are there."""

from __future__ import annotations

from pathlib import Path

from pipeline.storing.corrections import Action, Anchor, Correction, Sitting, dumps
from pipeline.storing.following import Follower


def said(sitting: Sitting, row: str = "d-t1", document: str = "d") -> Correction:
    return sitting.add(
        Action.SET, "tasks", Anchor(sha256="0" * 64), document_id=document, row_id=row, column="action", new="x"
    )


def test_lines_of_all_sittings_come_once(tmp_path: Path) -> None:
    follower = Follower(tmp_path / "so")
    assert follower.poll() == ()  # no folder yet
    lan, mai = Sitting(tmp_path / "so", "Lan"), Sitting(tmp_path / "so", "Mai")
    first, second = said(lan), said(mai)
    assert set(follower.poll()) == {first, second}
    assert follower.poll() == ()
    third = said(lan, document="e")
    assert follower.poll() == (third,)
    assert follower.of("d") == (first, second)
    assert follower.of("e") == (third,)


def test_a_line_that_was_added_does_not_come_again(tmp_path: Path) -> None:
    follower, lan = Follower(tmp_path), Sitting(tmp_path, "Lan")
    line = said(lan)
    assert follower.add(line)
    assert follower.poll() == ()
    assert follower.lines == (line,)


def test_a_line_in_the_writing_comes_when_it_is_whole(tmp_path: Path) -> None:
    follower, lan = Follower(tmp_path), Sitting(tmp_path / "other", "Lan")
    line = dumps(said(lan)).encode()
    path = tmp_path / "a.jsonl"
    path.write_bytes(line[:40])
    assert follower.poll() == ()
    path.write_bytes(line + b"\n")
    assert [dumps(one).encode() for one in follower.poll()] == [line]


def test_damage_is_passed_over(tmp_path: Path) -> None:
    follower, lan = Follower(tmp_path), Sitting(tmp_path / "other", "Lan")
    good = dumps(said(lan))
    (tmp_path / "a.jsonl").write_text(f"no line\n{good}\n[]\n")
    assert [dumps(one) for one in follower.poll()] == [good]
