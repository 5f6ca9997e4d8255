"""The picture: the same relation gives the same bytes, and all that is claimed is in it."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from detente.errors import AskError, InputError
from detente.relations.picture import _figure, write_picture
from relations.changing import make_burst, make_relation, make_turn


def _texts(relation):
    figure = _figure(relation)
    found = [t.get_text() for t in figure.texts]
    for axes in figure.axes:
        found += [t.get_text() for t in axes.texts]
    return found


def test_the_same_relation_gives_the_same_svg(tmp_path):
    path = tmp_path / "a.svg"
    write_picture(make_relation(weeks=4), path)
    written = path.read_bytes()
    write_picture(make_relation(weeks=4), path)
    assert path.read_bytes() == written
    assert [p.name for p in tmp_path.iterdir()] == ["a.svg"]


def test_the_same_relation_gives_the_same_png_of_a_column_at_print_quality(tmp_path):
    one, other = tmp_path / "a.png", tmp_path / "b.PNG"
    for path in (one, other):
        write_picture(make_relation(weeks=4), path)
    content = one.read_bytes()
    assert other.read_bytes() == content
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(content[16:20]) == 2076


def test_the_svg_is_well_formed_and_holds_no_time_and_no_foreign_address(tmp_path):
    path = tmp_path / "a.svg"
    write_picture(make_relation(names=("A -- $x$ <b>", "S\x00\x1b")), path)
    text = path.read_text("utf-8")
    assert ElementTree.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
    assert "<dc:date>" not in text
    assert "<image" not in text


def test_the_picture_names_each_change_with_its_number():
    found = _texts(make_relation())
    assert "1   Week of 12 Mar 2018: cooperation 2.1 to 9.4 events a week" in found
    assert "2   2 to 6 Apr 2018: burst of conflict, 21 events, 1.3 expected" in found
    assert {"1", "2", "▲ cooperation", "▼ conflict", "gazette: events by week", "Norland and Sudland"} <= set(found)


def test_more_changes_than_have_room_are_counted():
    turns = tuple(make_turn(first_day=make_turn().first_day.replace(day=d)) for d in range(1, 12))
    assert "and 4 more" in _texts(make_relation(turning_points=turns, bursts=(make_burst(),)))


def test_conflict_points_down_and_cooperation_up():
    [axes] = _figure(make_relation(weeks=4)).axes
    heights = sorted({bar.get_height() for bar in axes.patches if hasattr(bar, "get_height")})
    assert heights == [-1, 3]
    assert axes.get_ylim()[0] < -1 < 3 < axes.get_ylim()[1]


def test_few_events_are_said_to_tell_nothing():
    told = " ".join(_texts(make_relation(weeks=5, cooperation=1, turning_points=(), bursts=())))
    assert "Cannot tell whether the level of this relation changed" in told


@pytest.mark.parametrize("name", ["a.jpg", "a", "a.pdf"])
def test_other_endings_are_refused(tmp_path, name):
    with pytest.raises(AskError, match=r"\.svg or \.png"):
        write_picture(make_relation(weeks=4), tmp_path / name)


def test_nothing_to_draw_is_said(tmp_path):
    empty = make_relation(weeks=4)
    with pytest.raises(AskError, match="nothing to draw"):
        write_picture(type(empty)(empty.pair, empty.names, empty.by, ()), tmp_path / "a.svg")


def test_a_folder_that_is_not_there_is_an_error_with_three_parts(tmp_path):
    with pytest.raises(InputError, match="cannot be written"):
        write_picture(make_relation(weeks=4), tmp_path / "none" / "a.png")


def test_settings_of_the_user_change_nothing(tmp_path):
    import matplotlib

    path = tmp_path / "a.svg"
    write_picture(make_relation(weeks=4), path)
    before = path.read_bytes()
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.fonttype": "none"}):
        write_picture(make_relation(weeks=4), path)
    assert path.read_bytes() == before


def test_parts_of_periods_are_pale_and_said_to_be():
    relation = make_relation(weeks=4)
    [series] = relation.series
    points = (*series.points[:-1], replace(series.points[-1], is_whole=False))
    known = (points[0].first_day, points[-1].first_day)
    cut = replace(relation, series=(replace(series, points=points, known=known),))
    [axes] = _figure(cut).axes
    assert [bar.get_alpha() for bar in axes.containers[0]] == [None, None, None, 0.45]
    assert "Pale bars: a part of a week" in " ".join(" ".join(_texts(cut)).split())
