"""Commands run without what only the suite and the comparisons need."""

import subprocess
import sys


def test_a_command_loads_no_pandas():
    program = "import sufficiency.measures, sys; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n", "pyarrow and ibis do without it where there is none"
