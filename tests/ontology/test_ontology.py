"""The ontology's tables fit together; a user's own are checked line by line."""

import shutil
from pathlib import Path

import pytest

import detente.ontology as ontology_package
from detente.errors import TableError
from detente.ontology import load

OWN = Path(ontology_package.__file__).parent / "data"
SIXTEEN = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def test_all_sixteen_types_with_their_quads():
    ontology = load()
    assert set(ontology.types) == SIXTEEN
    quads = {q: {t for t in SIXTEEN if ontology.quad(t) == q} for q in (1, 2, 3, 4)}
    assert quads[1] == {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"}
    assert quads[2] == {"COOPERATE", "AID", "RETREAT"}
    assert quads[3] == {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}
    assert quads[4] == {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
    assert {t for t in SIXTEEN if ontology.type(t).target_required} == {"COOPERATE", "AID", "SANCTION"}


def test_thirty_seven_contexts():
    assert len(load().contexts) == 37


@pytest.mark.parametrize(
    ("type", "modes", "expected"),
    [
        ("CONSULT", (), 2.5),
        ("CONSULT", ("visit",), 4.0),
        ("CONSULT", ("phone", "multilateral"), 4.0),
        ("ACCUSE", (), -3.0),
        ("REQUEST", ("assist",), 0.5),
        ("REQUEST", ("meet",), 0.0),
        ("ASSAULT", ("beat", "primitive"), -8.0),
        ("RETREAT", ("disarm",), 10.0),
    ],
)
def test_the_strongest_mode_gives_the_intensity(type, modes, expected):
    assert load().intensity(type, modes) == expected


def test_goldstein_weights_are_those_of_icews():
    ontology = load()
    assert ontology.goldstein("042") == 1.9
    assert ontology.goldstein("190") == -10.0
    assert ontology.goldstein("016") == -5.0


def test_statements_have_no_type_and_rulings_beat_the_conversion_file():
    cameo = load().cameo
    assert cameo["010"].type is None
    assert {code: cameo[code].type for code in ("055", "116", "163", "0813", "0353", "0256")} == {
        "055": "CONCEDE", "116": "SANCTION", "163": "SANCTION", "0813": "CONCEDE", "0353": "CONCEDE", "0256": "REQUEST",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("types.tsv", "AGREE\t1\t", "AGREE\t\t", "quad of AGREE is missing"),
        ("types.tsv", "AGREE\t1\t2.5", "AGREE\t1\t25", "25 is out of range"),
        ("types.tsv", "CONCEDE\t1", "AGREE\t1", "AGREE is there twice"),
        ("modes.tsv", "CONSULT\tvisit", "CONSLT\tvisit", "CONSLT is no type"),
        ("modes.tsv", "CONSULT\tvisit\t4", "CONSULT\tvisit\tfour", "four is no score"),
        ("cameo.tsv", "\t1.9\tCONSULT\tvisit", "\t1.9\tCONSULT\tvisits", "CONSULT has no mode visits"),
        ("contexts.tsv", "military\t", "military \t\t", "3 cells, the header 2"),
        ("contexts.tsv", "context\tline", "name\tline", "The header reads"),
    ],
)  # fmt: skip
def test_a_faulty_table_is_refused_with_file_and_line(tmp_path, file, old, new, says):
    folder = tmp_path / "own"
    shutil.copytree(OWN, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load(folder)
    assert says in caught.value.what
    assert file in caught.value.where
    assert ", line " in caught.value.where


def test_a_missing_table_names_the_file(tmp_path):
    with pytest.raises(TableError) as caught:
        load(tmp_path)
    assert "types.tsv" in caught.value.where


def test_a_users_own_ontology_may_have_other_types(tmp_path):
    (tmp_path / "types.tsv").write_text(
        "type\tquad\tintensity\ttarget_required\tline\nFISH\t2\t3\tno\tfishes together\n", "utf-8"
    )
    (tmp_path / "modes.tsv").write_text("type\tmode\tintensity\tline\nFISH\tnet\t\twith nets\n", "utf-8")
    (tmp_path / "contexts.tsv").write_text("context\tline\nsea\tthe sea\n", "utf-8")
    (tmp_path / "cameo.tsv").write_text("code\tname\tgoldstein\ttype\tmodes\n061\tTrade\t6.4\tFISH\tnet\n", "utf-8")
    ontology = load(tmp_path)
    assert (ontology.quad("FISH"), ontology.intensity("FISH", ("net",)), ontology.goldstein("061")) == (2, 3.0, 6.4)
