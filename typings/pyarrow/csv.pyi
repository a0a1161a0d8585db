from os import PathLike
from typing import IO

from . import Table

def write_csv(data: Table, output_file: str | PathLike[str] | IO[bytes]) -> None: ...
