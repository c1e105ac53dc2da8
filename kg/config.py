"""Settings: the defaults of default_config.toml, changed by a TOML file of the user's; an unknown key is an error."""

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from kg.errors import ConfigError

_DEFAULTS = Path(__file__).with_name("default_config.toml")


@dataclass(frozen=True, slots=True)
class Settings:
    """See default_config.toml for the meaning, unit and range of each."""

    base: str
    language: str
    link_threshold: float
    max_characters: int
    overrides: str
    knowledge: list[str]
    contact: str

    def __post_init__(self) -> None:
        if not self.base.startswith(("http://", "https://", "urn:")) or not self.base.endswith(("/", "#", ":")):
            raise ConfigError(f"base {self.base!r} is no absolute IRI that ends in / or #: try https://example.org/kg/")
        if not 0 <= self.link_threshold <= 1:
            raise ConfigError(f"link_threshold {self.link_threshold} is not in [0, 1]")
        if self.max_characters < 1:
            raise ConfigError(f"max_characters {self.max_characters} is not positive")


def load_settings(path: Path | None = None, **overrides: object) -> Settings:
    """The defaults, then `path`, then the overrides that are not None.

    Raises ConfigError for a file that is no TOML, an unknown key or a value of the wrong type.
    """
    values = tomllib.loads(_DEFAULTS.read_text("utf8"))
    settings = Settings(**values)
    for source, new in ((str(path), _read(path) if path else {}), ("options", overrides)):
        for key, value in new.items():
            if value is None:
                continue
            if key not in values:
                raise ConfigError(
                    f"{source}: unknown setting {key!r}; known: {', '.join(f.name for f in fields(Settings))}"
                )
            if not isinstance(value, type(values[key])):
                raise ConfigError(f"{source}: {key} = {value!r} should be like {values[key]!r}")
            settings = replace(settings, **{key: value})
    return settings


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; give a TOML file such as kg/default_config.toml") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}; give a TOML file such as kg/default_config.toml") from error
