"""Build the image of the Dockerfile and check that it serves; without a Docker daemon, run its steps in a clean folder.

Usage: python -m benchmarks.image
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.builders.first_article import first_article
from tests.builders.servers import ROOT, environment, free_port

NAME = "manset:check"
# Folders of the image, replaced by folders below the clean folder.
_FOLDERS = re.compile(r"(?<![\w.])/(build|data|opt|srv)\b")
_AS_ROOT = ("useradd",)  # commands that only the image's superuser may run; skipped


@dataclass
class Machine:
    """A substitute for the image: its folders below `root`, its variables, its working folder."""

    root: Path
    variables: dict[str, str] = field(default_factory=dict)
    folder: str = "/"
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)

    def inside(self, text: str) -> str:
        """Return the text with folders of the image replaced by those below `root`."""
        return _FOLDERS.sub(lambda found: f"{self.root}{found[0]}", text)

    def environ(self) -> dict[str, str]:
        """Return the variables that a process of the image has."""
        return {**{k: v for k, v in environment().items() if k != "PYTHONPATH"}, **self.variables}

    def working_folder(self) -> Path:
        return Path(self.inside(self.folder)) if self.folder != "/" else self.root


def instructions(dockerfile: str) -> Iterator[tuple[str, str]]:
    """Yield name and value of each instruction."""
    lines = [line for line in dockerfile.splitlines() if not line.startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        if line.strip():
            name, _, value = line.partition(" ")
            yield name, value.strip()


def context(folder: Path) -> Path:
    """Copy the files that Git knows, as a clean clone has them."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


def take_step(machine: Machine, clean: Path, name: str, value: str) -> None:
    """Execute one instruction; instructions that only concern Docker do nothing."""
    if name == "ENV":
        for assigned in shlex.split(value):
            variable, _, text = assigned.partition("=")
            machine.variables[variable] = machine.inside(os.path.expandvars(text))
    elif name == "WORKDIR":
        machine.folder = value
        machine.working_folder().mkdir(parents=True, exist_ok=True)
    elif name == "COPY" and "--from" not in value:
        copy(clean, machine.working_folder(), *value.split())
    elif name == "RUN" and not value.startswith(_AS_ROOT):
        subprocess.run(
            machine.inside(value), shell=True, cwd=machine.working_folder(), env=machine.environ(), check=True
        )
    elif name == "VOLUME":
        Path(machine.inside(value)).mkdir(parents=True, exist_ok=True)
    elif name == "HEALTHCHECK":
        machine.health = json.loads(value[value.index("[") :])
    elif name == "CMD":
        machine.command = json.loads(value)


def copy(clean: Path, folder: Path, *names: str) -> None:
    """Copy files into a folder, or a folder to the path of the last name."""
    target = folder / names[-1]
    for name in names[:-1]:
        if (clean / name).is_dir():
            shutil.copytree(clean / name, target, dirs_exist_ok=True)
        else:
            shutil.copy(clean / name, target)


def run_steps(folder: Path) -> None:
    """Run the steps of the Dockerfile, then its command and its health check."""
    machine = Machine(folder / "image")
    clean = context(folder / "context")
    for name, value in instructions((ROOT / "Dockerfile").read_text("utf-8")):
        take_step(machine, clean, name, value)
    port = str(free_port())
    machine.variables |= {"NEWS_HOST": "127.0.0.1", "NEWS_PORT": port, "NEWS_DRAIN_SECONDS": "0"}
    program = shutil.which(machine.command[0], path=machine.variables["PATH"])
    assert program, f"{machine.command[0]} is not in the image"
    assert program.startswith(str(machine.root)), f"{program} is not of the image"
    first_article([program, *machine.command[1:]], port, machine.working_folder(), machine.environ(), machine.health)


def run_image() -> None:
    """Build the image with Docker, and check a container of it."""
    port = str(free_port())
    subprocess.run(["docker", "build", "--quiet", "--tag", NAME, "."], cwd=ROOT, check=True)
    started = ["docker", "run", "--rm", "--init", "--publish", f"127.0.0.1:{port}:8000"]
    settings = ["--env", "NEWS_ANONYMOUS_SCOPES=read,ingest"]
    first_article([*started, *settings, NAME], port, ROOT, environment())


def main() -> None:
    has_daemon = (
        shutil.which("docker") and subprocess.run(["docker", "info"], capture_output=True, check=False).returncode == 0
    )
    if has_daemon:
        run_image()
        sys.stdout.write("image: built, serves\n")
        return
    with tempfile.TemporaryDirectory() as name:
        run_steps(Path(name))
    sys.stdout.write(
        "image: no Docker daemon here; the steps of the Dockerfile were run in a clean folder, and it serves" + "\n"
    )


if __name__ == "__main__":
    main()
