"""The words in each language: catalogs read from their .po files, so there is nothing to compile and forget."""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

HERE = Path(__file__).parent
DOMAIN = "makker"


@cache
def catalog(language: str) -> Translations:
    """The sentences of one language by their English source; raises FileNotFoundError for one we do not speak."""
    path = HERE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language, domain=DOMAIN))
    compiled.seek(0)
    return Translations(compiled, domain=DOMAIN)
