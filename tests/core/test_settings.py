"""Settings: every wrong one is named at once, in a sentence, and secrets do not show."""

import re
import stat
from pathlib import Path

import pytest

from coop.core import settings
from coop.core.settings import Settings, WrongSetting

ROOT = Path(__file__).parents[2]
OPERATE = ROOT / "docs" / "operate.md"


def read(folder: Path, **given: str) -> Settings:
    """Read settings from what is given and nothing else."""
    names = {f"EVENHAND_{name}": value for name, value in given.items()}
    return Settings.from_environ({"EVENHAND_DATA": str(folder), **names})


def test_without_settings_all_is_kept_in_one_folder(tmp_path):
    found = read(tmp_path)

    assert found.database_url == f"sqlite:///{tmp_path}/evenhand.sqlite3"
    assert found.redis_url is None
    assert found.public_url == "http://127.0.0.1:8000"
    assert not found.secure_cookies


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("PORT", "0", id="no such port"),
        pytest.param("PORT", "eight", id="not a number"),
        pytest.param("PORT", "²", id="a digit that is no number"),
        pytest.param("DATA", "/proc/nowhere", id="a folder that cannot be made"),
        pytest.param("DATABASE_URL", "mysql://me:hush@db/x", id="another kind of database"),
        pytest.param("DATABASE_URL", "postgresql://", id="a database without a name"),
        pytest.param("REDIS_URL", "http://queue", id="not a queue"),
        pytest.param("SECRET", "abc", id="not hexadecimal"),
        pytest.param("SECRET", "ab" * 31, id="a secret too short"),
        pytest.param("PUBLIC_URL", "coop.example", id="an address without its beginning"),
        pytest.param("TRUSTED_PROXIES", "-1", id="fewer proxies than none"),
        pytest.param("SECURE_COOKIES", "perhaps", id="neither yes nor no"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(tmp_path, name, value):
    with pytest.raises(WrongSetting) as wrong:
        read(tmp_path, **{name: value})

    (sentence,) = wrong.value.sentences
    assert sentence.startswith(f"EVENHAND_{name} ")
    assert sentence.endswith(".")
    assert "hush" not in sentence


def test_all_wrong_settings_are_named_at_once(tmp_path):
    with pytest.raises(WrongSetting) as wrong:
        read(tmp_path, PORT="none", REDIS_URL="http://queue", PROT="1")

    told = [sentence.split()[0] for sentence in wrong.value.sentences]
    assert told == ["EVENHAND_PROT", "EVENHAND_PORT", "EVENHAND_REDIS_URL"]


def test_a_misspelt_setting_is_refused_with_the_likely_name(tmp_path):
    with pytest.raises(WrongSetting, match="did you mean EVENHAND_DATABASE_URL"):
        read(tmp_path, DATABSE_URL="sqlite:////tmp/x")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_way_to_name_postgresql_is_understood(tmp_path, scheme):
    found = read(tmp_path, DATABASE_URL=f"{scheme}://coop@db/evenhand")

    assert found.database_url == "postgresql+psycopg://coop@db/evenhand"


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    first, second = read(tmp_path), read(tmp_path)

    key = tmp_path / "secret.key"
    assert first.secret == second.secret == bytes.fromhex(key.read_text())
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret.key"]


def test_printed_settings_show_neither_secret_nor_password(tmp_path):
    found = read(
        tmp_path,
        SECRET="ab" * 32,
        DATABASE_URL="postgresql://coop:hush@db/evenhand",
        REDIS_URL="redis://:hush@queue",
    )

    assert "hush" not in repr(found)
    assert repr(found.secret) not in repr(found)


def test_an_address_with_https_makes_cookies_secure_unless_told_otherwise(tmp_path):
    address = "https://coop.example/"

    assert read(tmp_path, PUBLIC_URL=address).secure_cookies
    assert read(tmp_path, PUBLIC_URL=address).public_url == "https://coop.example"
    assert not read(tmp_path, PUBLIC_URL=address, SECURE_COOKIES="no").secure_cookies


def test_every_setting_is_explained_to_those_who_operate_it():
    explained = re.findall(r"^\| `EVENHAND_(\w+)` \|", OPERATE.read_text(), re.MULTILINE)

    assert sorted(explained) == sorted(settings.NAMES)
    assert len(explained) == len(set(explained))


def test_the_files_for_production_name_only_settings_that_exist():
    files = [file for file in (ROOT / "deploy").iterdir() if file.is_file()]
    told = {name for file in files for name in re.findall(r"EVENHAND_([A-Z_]+)", file.read_text())}

    assert told
    assert told <= set(settings.NAMES)
