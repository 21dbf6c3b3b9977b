"""What is typed by its sound: the file of a version gives what reading the names gives."""

from dataclasses import replace
from pathlib import Path

import pytest

from whitepaper.asking import answer, spelled
from whitepaper.asking.names import Names, names_of
from whitepaper.asking.sounds import Sayable, Sounds
from whitepaper.model.dataset import SOUNDS
from whitepaper.model.errors import DataMissingError
from whitepaper.store.spelling import spelling
from whitepaper.store.store import Store

FEW = Sayable(areas=("长宁",), whole=("合格率", "食品"), parts=("食品抽检合格率",), initialled=("食品", "药品", "药片"))


@pytest.fixture(scope="module")
def names(store: Store) -> Names:
    """The names of the data."""
    return names_of(store)


@pytest.fixture(scope="module")
def few() -> Sounds:
    """Of a few names alone."""
    return Sounds.held(spelled.written(FEW))


def test_parts_of_a_run_are_known_by_their_sound(few: Sounds) -> None:
    """Whole names and parts of names, places by each reading of theirs; nothing that no name sounds like."""
    assert few.names("shipinhegelv") == {"shipin": "食品", "hegelv": "合格率", "hege": "合格", "gelv": "格率"}
    assert few.names("hegelu")["hegelu"] == "合格率"  # ü as many type it
    assert few.names("changning")["changning"] == few.names("zhangning")["zhangning"] == "长宁"
    assert few.names("xyz") == few.names("") == {}


def test_initials_of_several_names_mean_none(few: Sounds) -> None:
    """Of sp there is one name, of yp there are two."""
    assert few.initialled("sp") == "食品"
    assert few.initialled("yp") == few.initialled("") == ""


def test_characters_are_alike_by_their_sound(few: Sounds) -> None:
    """Whatever the names are; what is no Chinese character is like nothing."""
    assert few.is_alike("品", "频")
    assert not few.is_alike("品", "食")
    assert not few.is_alike("a", "食")
    assert not few.is_alike("a", "a")


def test_the_file_of_a_version_is_what_its_names_give(store: Store, names: Names) -> None:
    """Byte by byte; a version that was built without it is asked all the same."""
    assert store.files[SOUNDS].read_bytes() == spelled.written(Names.of(store).sayable, store.dataset_version)
    without = replace(store, files={})
    assert without.files == {}
    for question in ("shipin choujian hegelv", "spcj", "pujiangzhen chanzhi", "特种设备书量"):
        assert answer(question, without).sentence == answer(question, store).sentence


def test_every_name_is_known_by_its_own_sound(names: Names) -> None:
    """Of indicators, organisations and awards, as far as they are typed so: letters in them are typed as they stand."""
    own = [name for name in names.sayable.parts if spelled.SHORTEST <= len(name) <= spelled.LONGEST]
    assert len(own) > 1000
    for name in own:
        sound = spelling(name)[0]
        found = names.sounds.names(sound)
        assert spelling(found[sound])[0] == sound


@pytest.mark.parametrize("content", [b"", spelled.written(FEW, "v2")], ids=["empty", "of other data"])
def test_a_file_of_other_data_is_refused(content: bytes, tmp_path: Path) -> None:
    """With its name and what to do."""
    (tmp_path / SOUNDS).write_bytes(content)
    with pytest.raises(DataMissingError, match=rf"{SOUNDS}.*build"):
        Sounds.opened(tmp_path / SOUNDS, "v1")
