"""The shape of the code is tested, not only its values (`docs/architecture.md`)."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "app").rglob("*.py"))
SOURCES = [
    path for folder in ("app", "alembic", "benchmarks", "tests", "training") for path in (ROOT / folder).rglob("*.py")
]
TEST_SHARE = 0.66
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of a file, its module first."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in nodes(path) if isinstance(node, Function))


def length(function: Function) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


def code_lines(path: Path) -> int:
    return path.read_bytes().count(b"\n")


def test_functions_are_short() -> None:
    long = [f"{p.relative_to(ROOT)}:{f.lineno} {f.name}" for p in FILES for f in functions(p) if length(f) > 40]
    assert not long
    lengths = [length(function) for path in FILES for function in functions(path)]
    assert median(lengths) <= 8
    assert quantiles(lengths, n=10)[-1] <= 20


def test_files_are_short() -> None:
    sizes = {str(path.relative_to(ROOT)): code_lines(path) for path in FILES}
    assert not {name: size for name, size in sizes.items() if size > 300}
    assert median(sizes.values()) <= 110


def test_every_module_has_a_docstring() -> None:
    modules = ((path, nodes(path)[0]) for path in FILES)
    assert not [path for path, module in modules if isinstance(module, ast.Module) and not ast.get_docstring(module)]


def test_every_function_has_a_return_type() -> None:
    assert not [f"{p}:{f.lineno}" for p in FILES for f in functions(p) if f.returns is None]


def test_every_private_function_is_used_in_its_module() -> None:
    """Functions with a decorator are left out: a framework may call them."""
    unused = []
    for path in FILES:
        used = {node.id for node in nodes(path) if isinstance(node, ast.Name)}
        used |= {node.attr for node in nodes(path) if isinstance(node, ast.Attribute)}
        private = (f for f in functions(path) if f.name.startswith("_") and not f.name.endswith("__"))
        unused += [f"{path}:{f.lineno} {f.name}" for f in private if not f.decorator_list and f.name not in used]
    assert not unused


def test_every_constant_is_read_somewhere() -> None:
    """A constant is read by its own module, by one that imports it, or by one that names it as an attribute."""
    imports = [node for path in SOURCES for node in nodes(path) if isinstance(node, ast.ImportFrom)]
    imported = {(node.module, alias.name) for node in imports for alias in node.names}
    dotted = [node for path in SOURCES for node in nodes(path) if isinstance(node, ast.Attribute)]
    attributes = {(node.value.id, node.attr) for node in dotted if isinstance(node.value, ast.Name)}
    unused = []
    for path in FILES:
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        names = [node for node in nodes(path) if isinstance(node, ast.Name) and node.id.strip("_").isupper()]
        read = {name.id for name in names if isinstance(name.ctx, ast.Load)}
        read |= {name for owner, name in attributes if owner in (path.stem, path.parent.name)}
        unused += [f"{module} {n.id}" for n in names if n.id not in read and (module, n.id) not in imported]
    assert not unused


def docstrings(path: Path) -> set[int]:
    """Return the ids of the nodes that are docstrings: they explain a rule by an example, and decide nothing."""
    owners = (n for n in nodes(path) if isinstance(n, ast.Module | ast.ClassDef | Function) and n.body)
    first = (owner.body[0] for owner in owners)
    return {id(node.value) for node in first if isinstance(node, ast.Expr)}


def strings_of(path: Path) -> Iterator[ast.Constant]:
    explained = docstrings(path)
    constants = (node for node in nodes(path) if isinstance(node, ast.Constant) and id(node) not in explained)
    return (node for node in constants if isinstance(node.value, str))


def test_extraction_code_contains_no_word_of_any_language() -> None:
    letters = re.compile("[çğıöşüéèàâêîôûäßñáíóúÇĞİÖŞÜÄ]")
    strings = (
        (path, node)
        for path in sorted((ROOT / "app" / "extraction").rglob("*.py"))
        for node in strings_of(path)
        if letters.search(str(node.value))
    )
    assert not [f"{path.relative_to(ROOT)}:{node.lineno}" for path, node in strings]


def test_the_tests_have_enough_lines_in_proportion_to_the_code() -> None:
    """The goal is a line of test for each line of code; the share reached only goes up."""
    tests = sum(code_lines(path) for path in (ROOT / "tests").rglob("*.py"))
    cases = sum(code_lines(path) for path in (ROOT / "tests" / "golden").rglob("*.*"))
    assert (tests + cases) / sum(map(code_lines, FILES)) >= TEST_SHARE


def test_the_folder_alembic_does_not_hide_the_library_alembic() -> None:
    assert not (ROOT / "alembic" / "__init__.py").exists()


def test_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_pin_packages_by_hash_without_index_urls(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "--hash=sha256:" in text
    assert not re.search(r"https?://|index-url|find-links", text)
