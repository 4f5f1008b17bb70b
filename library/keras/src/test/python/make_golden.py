"""Makes all golden files, one process per script so that no state is shared."""

import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent

for script in sorted(HERE.glob("golden_*.py")):
    if script.name != "golden_common.py":
        subprocess.run([sys.executable, str(script)], check=True, cwd=HERE)
