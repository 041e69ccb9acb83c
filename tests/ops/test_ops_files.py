"""Files for operators name existing metrics, commands and settings."""

import configparser
import json
import re
from datetime import date

import pytest
import yaml
from prometheus_client import generate_latest

from app.api.state.metrics import Metrics
from app.config import Settings
from app.main import ROUTERS
from app.version import VERSION
from tests.builders.servers import ROOT

BOARD = json.loads((ROOT / "ops" / "grafana.json").read_text("utf-8"))
RULES = yaml.safe_load((ROOT / "ops" / "alerts.yaml").read_text("utf-8"))["groups"][0]["rules"]
QUERIES = [(rule["alert"], rule["expr"]) for rule in RULES]
QUERIES += [(panel["title"], target["expr"]) for panel in BOARD["panels"] for target in panel["targets"]]


def samples() -> dict[str, set[str]]:
    """Return the labels of every series that the service shows, by name; `instance` and `job` are Prometheus's."""
    metrics = Metrics()
    metrics.requests.labels("GET", "/livez", "200").inc()
    metrics.latency.labels("/livez").observe(1)
    metrics.stages.labels("parse").observe(1)
    metrics.outcomes.labels("created").inc()
    metrics.missing.labels("lede").inc()
    lines = re.findall(r"^(news_\w+)(?:\{(.*)\})? ", generate_latest(metrics.registry).decode(), re.M)
    return {name: {"instance", "job", *re.findall(r"(\w+)=", labels)} for name, labels in lines}


@pytest.mark.parametrize(("title", "query"), QUERIES, ids=[title for title, _ in QUERIES])
def test_queries_of_the_dashboard_use_existing_metrics_and_labels(title: str, query: str) -> None:
    known = samples()
    named = re.findall(r"(news_\w+)(?:\{([^}]*)\})?", query)
    assert named or "up{" in query
    for name, labels in named:
        assert set(re.findall(r"(\w+)=", labels)) <= known[name], title
    assert query.count("(") == query.count(")")


def test_routes_named_in_alert_rules_exist() -> None:
    paths = {getattr(route, "path", "") for router in ROUTERS for route in router.routes}
    for _, query in QUERIES:
        assert set(re.findall(r'route="([^"]+)"', query)) <= paths


def test_dashboard_panels_have_different_positions() -> None:
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in BOARD["panels"]]
    assert len(set(places)) == len(places) >= 6


def test_the_dashboard_has_variables_for_data_source_and_instance() -> None:
    assert {variable["name"] for variable in BOARD["templating"]["list"]} == {"datasource", "instance"}


def test_the_systemd_unit_starts_the_server_and_gives_it_30_seconds_to_stop() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(ROOT / "ops" / "manset.service", "utf-8")
    service = unit["Service"]
    assert service["ExecStart"].endswith("/bin/manset serve --migrate")
    assert service["TimeoutStopSec"] == "30"
    name, value = service["Environment"].split("=", 1)
    assert name.removeprefix("NEWS_").lower() in Settings.model_fields
    assert value == f"sqlite:///{service['WorkingDirectory']}/news.db"


def test_releases_in_the_changelog_are_sorted_and_the_newest_is_the_current_version() -> None:
    headings = re.findall(r"^## (.+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert headings[0] == "Unreleased"
    releases = [re.fullmatch(r"(\d+)\.(\d+)\.(\d+) - (\d{4}-\d\d-\d\d)", heading) for heading in headings[1:]]
    found = [
        ([int(part) for part in release.groups()[:3]], date.fromisoformat(release[4]))
        for release in releases
        if release
    ]
    assert len(found) == len(headings) - 1, "a release has its version and its date"
    assert found == sorted(found, reverse=True)
    assert ".".join(map(str, found[0][0])) == VERSION
    stored = {path.name.removesuffix(".db.gz") for path in (ROOT / "tests" / "migrations" / "releases").iterdir()}
    assert {".".join(map(str, version)) for version, _ in found} <= stored, "make release-database"
