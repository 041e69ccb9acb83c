"""Clients generated from the OpenAPI document: each compiles or imports as generated, and makes ten calls."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

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
GENERATOR = "openapi-generator-cli generate --input-spec {spec} --output {out}"
OPENAPI_GENERATOR = {
    "typescript": f"{GENERATOR} --generator-name typescript-fetch --additional-properties=importFileExtension=.js",
    "python": f"{GENERATOR} --generator-name python --package-name manset_client",
    "java": f"{GENERATOR} --generator-name java --library native"
    " --additional-properties=useSingleRequestParameter=true,openApiNullable=false",
    "go": f"{GENERATOR} --generator-name go",
}


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
    install = ("-m", "pip", "--quiet", "--python", "python/bin/python", "install", "--require-hashes")
    run(folder, sys.executable, *install, "--requirement", "requirements.txt")
    return folder


def generate(folder: Path, command: str, name: str) -> str:
    """Run a generator and return its output."""
    out = folder / "generated" / name
    out.mkdir(parents=True)
    return run(folder, *(part.format(spec=DESCRIPTION, out=out) for part in command.split()))


def arguments(folder: Path, base_url: str) -> list[str]:
    return [base_url, str(folder / "page.html"), SAMPLE_URL]


@pytest.mark.skipif(not HAS_NODE, reason="no Node.js here; CI has one (REQUIRE_NODE=1)")
def test_generated_typescript_clients_compile_and_make_ten_calls(
    folder: Path, base_url: str, node_modules: Path
) -> None:
    shutil.copytree(node_modules, folder / "node_modules", symlinks=True, copy_function=os.link)
    for name, command in TYPESCRIPT.items():
        generate(folder, command, name)
    assert "Illegal schema" not in generate(folder, OPENAPI_GENERATOR["typescript"], "openapi-generator")
    run(folder, "npx", "tsc")
    (folder / "out" / "package.json").write_text('{"type": "module"}')
    for program in ("openapi_fetch", "orval", "hey_api", "openapi_generator"):
        printed = run(folder, "node", f"out/{program}.js", *arguments(folder, base_url))
        assert json.loads(printed) == FOUND, program


def test_a_python_client_of_openapi_generator_makes_ten_calls(folder: Path, base_url: str) -> None:
    assert "Illegal schema" not in generate(folder, OPENAPI_GENERATOR["python"], "python")
    program = ("python/bin/python", "openapi_generator_calls.py", *arguments(folder, base_url))
    assert json.loads(run(folder, *program, PYTHONPATH=str(folder / "generated/python"))) == FOUND


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


@pytest.fixture(scope="module")
def java_client(folder: Path) -> Path:
    """The folder with the Java client as generated."""
    _check(generate(folder, OPENAPI_GENERATOR["java"], "java"))
    return folder / "generated" / "java"


def _check(said: str) -> None:
    assert "Illegal schema" not in said
    assert " ERROR " not in said


@pytest.mark.skipif(not HAS_JAVA, reason="no JDK here, or no jackson in the local Maven repository")
def test_a_generated_java_client_compiles_and_makes_ten_calls(folder: Path, base_url: str, java_client: Path) -> None:
    path = os.pathsep.join(["classes", *map(str, jars())])
    sources = [str(source) for source in (java_client / "src" / "main").rglob("*.java")]
    run(folder, "javac", "-nowarn", "-d", "classes", "-cp", path, "OpenapiGeneratorCalls.java", *sources)
    printed = run(folder, "java", "-cp", path, "OpenapiGeneratorCalls", *arguments(folder, base_url))
    assert json.loads(printed) == FOUND


def test_java_models_are_generated_without_warnings(java_client: Path) -> None:
    assert any(java_client.rglob("ArticleRead.java"))


def test_go_models_are_generated_without_warnings(folder: Path) -> None:
    """The Go code is not compiled, because CI has no Go compiler."""
    _check(generate(folder, OPENAPI_GENERATOR["go"], "go"))
    assert any((folder / "generated" / "go").rglob("model_article_read.go"))
