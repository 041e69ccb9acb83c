"""Clients generated from the OpenAPI document: each compiles or imports as generated, and makes ten calls."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.schemas.sample import SAMPLE_LEDE, SAMPLE_PAGE, SAMPLE_QUOTE, SAMPLE_SPEAKER, SAMPLE_URL
from tests.builders.answers import post
from tests.builders.servers import ROOT, serving

SOURCE, DESCRIPTION = ROOT / "tests" / "client", ROOT / "tests" / "api" / "openapi.json"
MAVEN_HOME = Path.home() / ".m2" / "repository"  # the local repository: no test downloads from a public one
JARS = (
    "com/fasterxml/jackson/core/jackson-annotations",
    "com/fasterxml/jackson/core/jackson-core",
    "com/fasterxml/jackson/core/jackson-databind",
    "com/fasterxml/jackson/datatype/jackson-datatype-jsr310",
    "com/google/code/findbugs/jsr305",
    "jakarta/annotation/jakarta.annotation-api",
    "javax/annotation/javax.annotation-api",
)
HAS_NODE = bool(shutil.which("npm") and shutil.which("node")) or bool(os.environ.get("REQUIRE_NODE"))
FOUND = {
    "preview": "Bridge to close",
    "outcome": "unchanged",
    "card": ["Bridge to close", SAMPLE_LEDE],
    "words": SAMPLE_QUOTE,
    "speaker": SAMPLE_SPEAKER,
    "entities": [SAMPLE_SPEAKER],
    "total": 1,
    "counted": 1,
    "change": "article.created",
    "problem": "400 /problems/invalid-cursor",
}
# How each generator is called; `{out}` is its folder, `{url}` the address of the service.
TYPESCRIPT = {
    "openapi-typescript": "npx openapi-typescript {spec} --output {out}/api.ts",
    "orval": "npx orval --config orval.config.cjs",
    "hey-api": "npx openapi-ts --input {spec} --output {out}",
}
# configurations of openapi-generator, by the folder of their client
OPENAPI_GENERATOR: dict[str, dict[str, Any]] = {
    "openapi-generator": {
        "generatorName": "typescript-fetch",
        "additionalProperties": {"importFileExtension": ".js"},
    },
    "python": {"generatorName": "python", "packageName": "manset_client"},
    "java": {
        "generatorName": "java",
        "library": "native",
        "additionalProperties": {"useSingleRequestParameter": True, "openApiNullable": False},
    },
    "go": {"generatorName": "go"},
}
# Programs of a few seconds spend most of them on compiling themselves for a long run.
SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def run(folder: Path, *command: str, **environment: str) -> str:
    path = os.pathsep.join([str(folder / "python" / "bin"), os.environ["PATH"]])
    environ = {**os.environ, "PATH": path, **environment}
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that holds the sample article."""
    database = f"sqlite:///{tmp_path_factory.mktemp('clients') / 'news.db'}"
    with serving(database) as address, httpx.Client(base_url=address, timeout=300) as client:
        assert post(client, SAMPLE_PAGE.encode(), url=SAMPLE_URL).status_code == 201
        yield address


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, base_url: str) -> Path:
    """A folder with the programs and, in an environment of their own, the locked generators for Python."""
    folder = tmp_path_factory.mktemp("generated")
    for source in SOURCE.iterdir():
        shutil.copy(source, folder)
    (folder / "page.html").write_text(SAMPLE_PAGE, "utf-8")
    config = {"manset": {"input": str(DESCRIPTION), "output": {"target": "generated/orval/api.ts", "client": "fetch"}}}
    config["manset"]["output"]["baseUrl"] = base_url  # type: ignore[index]
    (folder / "orval.config.cjs").write_text(f"module.exports = {json.dumps(config)}")
    run(folder, sys.executable, "-m", "venv", "--without-pip", "python")
    # `--no-compile`: Python compiles the few modules that are used
    install = ("-m", "pip", "--quiet", "--python", "python/bin/python", "install", "--no-compile", "--require-hashes")
    run(folder, sys.executable, *install, "--requirement", "requirements.txt")
    return folder


def generate(folder: Path, command: str, name: str) -> str:
    """Run a generator and return its output."""
    out = folder / "generated" / name
    out.mkdir(parents=True)
    return run(folder, *(part.format(spec=DESCRIPTION, out=out) for part in command.split()))


@pytest.fixture(scope="module")
def openapi_generated(folder: Path) -> Path:
    """The folder with the clients of openapi-generator, which generates all in one process."""
    configs = []
    for name, config in OPENAPI_GENERATOR.items():
        configs.append(f"{name}.json")
        whole = {"inputSpec": str(DESCRIPTION), "outputDir": str(folder / "generated" / name), **config}
        (folder / configs[-1]).write_text(json.dumps(whole), "utf-8")
    command = ("openapi-generator-cli", "batch", "--fail-fast", "--threads", "1", *configs)
    said = run(folder, *command, JDK_JAVA_OPTIONS=" ".join(SHORT_RUN))
    assert "Illegal schema" not in said
    assert " ERROR " not in said
    return folder / "generated"


def arguments(folder: Path, base_url: str) -> list[str]:
    return [base_url, str(folder / "page.html"), SAMPLE_URL]


@pytest.mark.skipif(not HAS_NODE, reason="no Node.js here; CI has one (REQUIRE_NODE=1)")
def test_generated_typescript_clients_compile_and_make_ten_calls(
    folder: Path, base_url: str, node_modules: Path, openapi_generated: Path
) -> None:
    shutil.copytree(node_modules, folder / "node_modules", symlinks=True, copy_function=os.link)
    for name, command in TYPESCRIPT.items():
        generate(folder, command, name)
    assert (openapi_generated / "openapi-generator").is_dir()
    run(folder, "npx", "tsc")
    (folder / "out" / "package.json").write_text('{"type": "module"}')
    for program in ("openapi_fetch", "orval", "hey_api", "openapi_generator"):
        printed = run(folder, "node", f"out/{program}.js", *arguments(folder, base_url))
        assert json.loads(printed) == FOUND, program


def test_a_python_client_of_openapi_generator_makes_ten_calls(
    folder: Path, base_url: str, openapi_generated: Path
) -> None:
    program = ("python/bin/python", "openapi_generator_calls.py", *arguments(folder, base_url))
    assert json.loads(run(folder, *program, PYTHONPATH=str(openapi_generated / "python"))) == FOUND


def test_a_client_of_openapi_python_client_makes_ten_calls(folder: Path, base_url: str) -> None:
    run(folder, "openapi-python-client", "generate", "--path", str(DESCRIPTION), "--output-path", "generated/opc")
    program = ("python/bin/python", "openapi_python_client_calls.py", *arguments(folder, base_url))
    assert json.loads(run(folder, *program, PYTHONPATH=str(folder / "generated/opc"))) == FOUND


def test_models_of_datamodel_code_generator_parse_ten_answers(folder: Path, base_url: str) -> None:
    out = folder / "generated" / "models"
    out.mkdir(parents=True)
    kind = ("--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel")
    run(folder, "datamodel-codegen", "--input", str(DESCRIPTION), "--output", str(out / "manset_models.py"), *kind)
    program = ("python/bin/python", "datamodel_calls.py", *arguments(folder, base_url))
    assert json.loads(run(folder, *program, PYTHONPATH=str(out))) == FOUND


def jars() -> list[Path]:
    """Return the newest jar of each library that a Java client needs; empty if one of them is missing."""
    found = [sorted((MAVEN_HOME / name).glob("*/*.jar"), key=_version) for name in JARS]
    return [paths[-1] for paths in found] if all(found) else []


def _version(jar: Path) -> list[int]:
    return [int(part) for part in jar.parent.name.split(".") if part.isdigit()]


HAS_JAVA = bool(shutil.which("javac") and jars()) or bool(os.environ.get("REQUIRE_JAVA"))


@pytest.mark.skipif(not HAS_JAVA, reason="no JDK here, or no jackson in the local Maven repository")
def test_a_generated_java_client_compiles_and_makes_ten_calls(
    folder: Path, base_url: str, openapi_generated: Path
) -> None:
    path = os.pathsep.join(["classes", *map(str, jars())])
    sources = [str(source) for source in (openapi_generated / "java" / "src" / "main").rglob("*.java")]
    options = (*(f"-J{option}" for option in SHORT_RUN), "-nowarn", "-d", "classes", "-cp", path)
    run(folder, "javac", *options, "OpenapiGeneratorCalls.java", *sources)
    printed = run(folder, "java", "-cp", path, "OpenapiGeneratorCalls", *arguments(folder, base_url))
    assert json.loads(printed) == FOUND


def test_java_models_are_generated_without_warnings(openapi_generated: Path) -> None:
    assert any((openapi_generated / "java").rglob("ArticleRead.java"))


def test_go_models_are_generated_without_warnings(openapi_generated: Path) -> None:
    """The Go code is not compiled, because CI has no Go compiler."""
    assert any((openapi_generated / "go").rglob("model_article_read.go"))
