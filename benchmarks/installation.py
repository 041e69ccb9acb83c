"""Install the wheel of a folder into an empty environment without a compiler; measure the time to the first article.

Usage: python -m benchmarks.installation FOLDER

The limit is processor time, because elapsed time depends on the load of the machine and the network.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.builders.first_article import first_article
from tests.builders.servers import environment, free_port

MOST_SECONDS = 60  # maximum processor time, in seconds


def install(wheel: Path, folder: Path) -> Path:
    """Create an environment in `folder`, install the wheel with its dependencies, and return its command folder.

    Only wheels are installed (no compiler runs), in the versions of `requirements.lock`.
    """
    commands = folder / "venv" / "bin"
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    lock = Path("requirements.lock").read_text("utf-8").replace("\\\n", "").splitlines()
    pins = [line.split("--hash")[0].strip() for line in lock if line and not line.lstrip().startswith("#")]
    (folder / "pins.txt").write_text("\n".join(pins), "utf-8")
    chosen = ["--only-binary", ":all:", "--constraint", str(folder / "pins.txt"), str(wheel)]
    subprocess.run([commands / "python", "-m", "pip", "install", "--quiet", *chosen], check=True)
    return commands


def processor_seconds() -> float:
    """Return the processor time of all child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    wheel = max(Path(sys.argv[1]).glob("manset-*.whl"), key=os.path.getmtime).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder, begun, port = Path(name), time.monotonic(), str(free_port())
        commands = install(wheel, folder)
        installed = time.monotonic()
        environ = environment(PORT=port, LOG_LEVEL="warning", DRAIN_SECONDS="0", DATABASE_URL="sqlite:///./news.db")
        environ.pop("PYTHONPATH", None)
        first_article([str(commands / "manset"), "serve", "--migrate"], port, folder, environ)
        seconds = time.monotonic() - begun
    sys.stdout.write(
        f"{wheel.name}: installed in {installed - begun:.1f} s, first article after {seconds:.1f} s, "
        f"{processor_seconds():.1f} s of a processor" + "\n"
    )
    if processor_seconds() > MOST_SECONDS:
        sys.exit(f"more than {MOST_SECONDS} s of a processor from the wheel to the first article")


if __name__ == "__main__":
    main()
