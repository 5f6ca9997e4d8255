"""The tables of places: what a row must hold, and what the look-up leans on."""

from importlib.resources import files

from detente.where.table import anchors, capitals, country_of, entries_of

DATA = files("detente.where") / "data"


def rows(name):
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_every_country_of_a_row_is_known():
    known = {fields[0] for fields in rows("countries.tsv")} | {"IOT"}
    assert {fields[3] for fields in rows("sites.tsv")} - {""} <= known
    assert set(anchors().values()) <= known


def test_a_place_stands_once_in_the_hand_made_table():
    names = [(fields[0], fields[2], fields[3]) for fields in rows("sites.tsv")]
    assert len(names) == len(set(names))


def test_coordinates_are_on_the_globe():
    assert all(-90 <= float(f[4]) <= 90 and -180 <= float(f[5]) <= 180 for f in rows("sites.tsv"))


def test_geonames_are_in_the_order_of_their_bytes():
    lines = [line for line in (DATA / "places.tsv").read_bytes().splitlines() if not line.startswith(b"#")]
    assert lines == sorted(lines)


def test_each_country_has_a_capital_of_the_tables():
    assert capitals()["MLI"] == "Bamako"
    assert country_of("MLI").name == "Mali"
    assert country_of("XXX") is None


def test_hand_made_town_takes_the_people_of_its_namesake_in_geonames():
    london = entries_of("london")[0]
    assert (london.country, london.is_ours) == ("GBR", True)
    assert london.weight > 5_000_000
