"""A small made-up return, in the CSV and the XML form, for the reader's tests to use and to spoil."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from sufficiency.returns.ssda903 import TABLES

ROWS: dict[str, list[dict[str, str]]] = {
    "header": [
        {"CHILD": "101", "SEX": "2", "DOB": "05/06/2008", "ETHNIC": "WBRI", "UPN": "UN4", "MOTHER": "0"},
        {"CHILD": "102", "SEX": "1", "DOB": "29/02/2012", "ETHNIC": "BAFR", "UPN": "UN2", "MOTHER": ""},
    ],
    "episodes": [
        {
            "CHILD": "101",
            "DECOM": "01/05/2022",
            "RNE": "S",
            "LS": "C2",
            "CIN": "N1",
            "PLACE": "U4",
            "PLACE_PROVIDER": "PR1",
            "DEC": "03/06/2022",
            "REC": "X1",
            "REASON_PLACE_CHANGE": "CARPL",
            "HOME_POST": "SE1 2QH",
            "PL_POST": "ME14 1XQ",
            "URN": "SC012345",
        },
        {
            "CHILD": "101",
            "DECOM": "03/06/2022",
            "RNE": "P",
            "LS": "C2",
            "CIN": "N1",
            "PLACE": "K2",
            "PLACE_PROVIDER": "PR4",
            "HOME_POST": "SE1 2QH",
            "PL_POST": "SW1A 1AA",
            "URN": "SC543210",
        },
        {
            "CHILD": "102",
            "DECOM": "12/11/2022",
            "RNE": "S",
            "LS": "V2",
            "CIN": "N8",
            "PLACE": "U6",
            "PLACE_PROVIDER": "PR4",
            "DEC": "20/01/2023",
            "REC": "E4A",
        },
    ],
    "reviews": [{"CHILD": "101", "DOB": "05/06/2008", "REVIEW": "27/05/2022", "REVIEW_CODE": "PN1"}],
    "uasc": [{"CHILD": "102", "SEX": "1", "DOB": "29/02/2012", "DUC": ""}],
    "oc2": [{"CHILD": "101", "DOB": "05/06/2008", "SDQ_SCORE": "14", "HEALTH_ASSESSMENT": "1"}],
    "oc3": [{"CHILD": "102", "DOB": "29/02/2012", "IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "U1"}],
    "ad1": [
        {
            "CHILD": "102",
            "DOB": "29/02/2012",
            "DATE_INT": "01/07/2022",
            "DATE_MATCH": "02/08/2022",
            "FOSTER_CARE": "0",
            "NB_ADOPTR": "2",
            "SEX_ADOPTR": "MF",
            "LS_ADOPTR": "L11",
        }
    ],
    "placed_for_adoption": [{"CHILD": "102", "DOB": "29/02/2012", "DATE_PLACED": "01/07/2022"}],
    "previous_permanence": [
        {"CHILD": "101", "DOB": "05/06/2008", "PREV_PERM": "P1", "LA_PERM": "210", "DATE_PERM": "ZZ/04/2015"}
    ],
    "missing": [
        {
            "CHILD": "101",
            "DOB": "05/06/2008",
            "MISSING": "M",
            "MIS_START": "01/09/2022",
            "MIS_END": "02/09/2022",
        }
    ],
    "sw_episodes": [{"CHILD": "101", "DOB": "05/06/2008", "SW_ID": "SW123456", "SW_DECOM": "01/05/2022"}],
    "dolo": [{"CHILD": "101", "DOB": "05/06/2008", "DOLO_START": "01/08/2022", "DOLO_END": "29/08/2022"}],
}

XML = """<?xml version="1.0" encoding="UTF-8"?>
<EXPSSDA903>
  <CHILD>
    <HEADER>
      <CHILDID>101</CHILDID><UPN>UN4</UPN><SEX>2</SEX><DOB>05/06/2008</DOB><ETHNIC>WBRI</ETHNIC><UASC>0</UASC>
      <AMISSING><MISSING>M</MISSING><MIS_START>01/09/2022</MIS_START><MIS_END>02/09/2022</MIS_END></AMISSING>
      <AREVIEW><REVIEW>27/05/2022</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
      <MOTHER>0</MOTHER>
      <PERMANENCE><PREV_PERM>P1</PREV_PERM><LA_PERM>210</LA_PERM><DATE_PERM>ZZ/04/2015</DATE_PERM></PERMANENCE>
      <OC2><SDQ_SCORE>14</SDQ_SCORE><HEALTH_ASSESSMENT>1</HEALTH_ASSESSMENT></OC2>
      <SWEPISODE><SW_ID>SW123456</SW_ID><SW_DECOM>01/05/2022</SW_DECOM></SWEPISODE>
      <ORDERS><ORDER><DOLO_START>01/08/2022</DOLO_START><DOLO_END>29/08/2022</DOLO_END></ORDER></ORDERS>
    </HEADER>
    <EPISODE>
      <DECOM>01/05/2022</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL><PL_POST>ME14 1XQ</PL_POST>
      <HOME_POST>SE1 2QH</HOME_POST><URN>SC012345</URN><PLACE_PROVIDER>PR1</PLACE_PROVIDER>
      <DEC>03/06/2022</DEC><REC>X1</REC><REASON_PLACE_CHANGE>CARPL</REASON_PLACE_CHANGE>
    </EPISODE>
    <EPISODE>
      <DECOM>03/06/2022</DECOM><RNE>P</RNE><LS>C2</LS><CIN>N1</CIN><PL>K2</PL><PL_POST>SW1A 1AA</PL_POST>
      <HOME_POST>SE1 2QH</HOME_POST><URN>SC543210</URN><PLACE_PROVIDER>PR4</PLACE_PROVIDER>
    </EPISODE>
  </CHILD>
  <CHILD>
    <HEADER>
      <CHILDID>102</CHILDID><UPN>UN2</UPN><SEX>1</SEX><DOB>29/02/2012</DOB><ETHNIC>BAFR</ETHNIC><UASC>1</UASC>
      <DATE_INT>01/07/2022</DATE_INT><DATE_MATCH>02/08/2022</DATE_MATCH><FOSTER_CARE>0</FOSTER_CARE>
      <NB_ADOPTR>2</NB_ADOPTR><SEX_ADOPTR>MF</SEX_ADOPTR><LS_ADOPTR>L11</LS_ADOPTR>
      <IN_TOUCH>YES</IN_TOUCH><ACTIV>F2</ACTIV><ACCOM>U1</ACCOM>
      <AD_PLACED><DATE_PLACED>01/07/2022</DATE_PLACED></AD_PLACED>
    </HEADER>
    <EPISODE>
      <DECOM>12/11/2022</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N8</CIN><PL>U6</PL>
      <PLACE_PROVIDER>PR4</PLACE_PROVIDER><DEC>20/01/2023</DEC><REC>E4A</REC>
    </EPISODE>
  </CHILD>
</EXPSSDA903>
"""


def columns_of(table: str) -> list[str]:
    """The columns a file of this table must have."""
    return [column.name for column in TABLES[table].columns if not column.optional]


def as_csv(
    table: str, rows: Sequence[Mapping[str, str]] | None = None, columns: Sequence[str] | None = None
) -> str:
    """The CSV of these rows, else of the table's rows in the made-up return."""
    text = io.StringIO()
    writer = csv.DictWriter(
        text, columns or columns_of(table), restval="", extrasaction="ignore", lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(ROWS[table] if rows is None else rows)
    return text.getvalue()


def write_all(folder: Path) -> Path:
    """The whole made-up return as CSV files in this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES.values():
        (folder / table.file_hint).write_text(as_csv(table.name), encoding="utf-8", newline="")
    return folder


def write(file: Path, content: str | bytes) -> Path:
    """Content in a file, with the folders it needs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file
